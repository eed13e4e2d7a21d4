package dev.fovea.imaging;

import dev.fovea.error.ImageException;
import dev.fovea.error.ImageLimitException;
import dev.fovea.image.DecodeLimits;
import dev.fovea.image.Image;
import dev.fovea.image.ImageHeader;
import dev.fovea.image.ImageProbe;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.event.IIOReadWarningListener;

/** One picture being decoded. For one thread. */
final class Decoding implements IIOReadWarningListener {
  private static final int MOST_WARNINGS = 10;
  // As many pixels as are not worth counting.
  private static final long FEW = 1 << 20;
  // Half of the heap: what decoders need besides, and everybody else, has the other half.
  private static final long MEMORY = Runtime.getRuntime().maxMemory() / 2;

  private final Image picture;
  private final DecodeLimits limits;
  private final Deadline deadline;
  private final ImageHeader header;
  private final Set<String> warnings = new LinkedHashSet<>();

  Decoding(Image picture, DecodeLimits limits, Deadline deadline) {
    this.picture = picture;
    this.limits = limits;
    this.deadline = deadline;
    this.header = picture.header();
  }

  ImageHeader header() {
    return header;
  }

  Deadline deadline() {
    return deadline;
  }

  /** {@return what the decoder complained of} */
  List<String> warnings() {
    return List.copyOf(warnings);
  }

  /**
   * Decodes every pixel and keeps every so manieth.
   *
   * @param most how many pixels to keep at most in a row and in a column
   */
  Frame read(int most) throws IOException {
    affordable(most);
    whole();
    return decode(most);
  }

  private void affordable(int most) {
    long pixels = (long) header.width() * header.height();
    if (pixels > limits.maxPixels()) {
      throw new ImageLimitException(String.format(
          Locale.ROOT,
          "it has %,d x %,d pixels, at most %,d are decoded",
          header.width(),
          header.height(),
          limits.maxPixels()));
    }
    long bytes = pixels * bytesAPixel() + kept(most);
    if (bytes > MEMORY) {
      throw new ImageLimitException(String.format(
          Locale.ROOT,
          "decoding its %,d x %,d pixels takes about %,d MB of memory, of %,d MB at most half is"
              + " spent; give the JVM more (-Xmx)",
          header.width(),
          header.height(),
          bytes / 1_000_000,
          MEMORY / 500_000));
    }
  }

  /** What a decoder holds at once, measured; most go row by row. */
  private long bytesAPixel() {
    return switch (header.format()) {
      case WEBP -> 24;
      case TIFF -> Math.max(1, header.bitDepth() / 8) * 4L;
      default -> 0;
    };
  }

  /** {@return the bytes of the pixels that are kept, and of those made of them} */
  private long kept(int most) {
    long across = header.width() / step(header.width(), most);
    long pixels = across * (header.height() / step(header.height(), most));
    return pixels > FEW ? 8 * pixels : 0;
  }

  private void whole() {
    ImageProbe.Verdict verdict = picture.verdict();
    if (verdict == ImageProbe.Verdict.TRUNCATED) {
      throw new ImageException("it is cut off: its end is missing");
    }
    if (verdict == ImageProbe.Verdict.BROKEN) {
      throw new ImageException("its header's checksum is wrong");
    }
    if (verdict == ImageProbe.Verdict.DAMAGED) {
      warnings.add("a checksum is wrong");
    }
  }

  private static int step(int size, int most) {
    return (int) (((long) size + most - 1) / most);
  }

  private Frame decode(int most) throws IOException {
    ImageReader reader = Codecs.reader(header.format());
    try (PictureInput in = new PictureInput(picture, deadline)) {
      LateReading late = new LateReading(deadline);
      reader.addIIOReadProgressListener(late);
      reader.addIIOReadWarningListener(this);
      reader.setInput(in, true, true);
      ImageReadParam spec = reader.getDefaultReadParam();
      spec.setSourceSubsampling(step(header.width(), most), step(header.height(), most), 0, 0);
      Frame frame = new RasterFrame(reader.read(0, spec));
      late.check();
      return frame;
    } finally {
      reader.dispose();
    }
  }

  @Override
  public void warningOccurred(ImageReader source, String warning) {
    if (warnings.size() < MOST_WARNINGS) {
      warnings.add(warning);
    }
  }
}
