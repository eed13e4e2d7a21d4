package dev.fovea.cli;

import dev.fovea.image.Image;
import dev.fovea.image.ImageHeader;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Iterator;
import javax.imageio.IIOException;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.event.IIOReadProgressListener;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/** A small JPEG of a large picture: its first frame, upright, on white. */
final class ViewThumbnail {
  /** The longer side, in pixels. */
  static final int SIDE = 640;

  private static final long MOST_BYTES = 32L << 20;
  private static final long MOST_PIXELS = 50_000_000;
  private static final Duration LONGEST = Duration.ofSeconds(5);

  static {
    // Without a screen; must be said before the first picture.
    System.setProperty("java.awt.headless", "true");
  }

  private ViewThumbnail() {}

  /** {@return the JPEG's bytes} Fails with what a person may be told. */
  static byte[] of(Image picture, ImageHeader header) throws IOException {
    if (picture.size() > MOST_BYTES || (long) header.width() * header.height() > MOST_PIXELS) {
      throw new IOException("too large to be shown here");
    }
    ByteArrayOutputStream jpeg = new ByteArrayOutputStream();
    ImageIO.write(upright(decode(picture), header.orientation().orElse(1)), "jpeg", jpeg);
    return jpeg.toByteArray();
  }

  private static BufferedImage decode(Image picture) throws IOException {
    try (InputStream bytes = picture.open();
        ImageInputStream in = new MemoryCacheImageInputStream(bytes)) {
      Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
      if (!readers.hasNext()) {
        throw new IOException("a format that cannot be shown here");
      }
      ImageReader reader = readers.next();
      try {
        reader.setInput(in, true, true);
        return decode(reader);
      } finally {
        reader.dispose();
      }
    } catch (IIOException | RuntimeException e) {
      // Readers of pictures meet rubbish with whatever their arrays throw.
      throw new IOException("cannot be decoded", e);
    }
  }

  private static BufferedImage decode(ImageReader reader) throws IOException {
    int width = reader.getWidth(0);
    int height = reader.getHeight(0);
    if ((long) width * height > MOST_PIXELS) {
      throw new IOException("too large to be shown here");
    }
    int step = Math.max(1, Math.max(width, height) / (2 * SIDE));
    ImageReadParam every = reader.getDefaultReadParam();
    every.setSourceSubsampling(step, step, 0, 0);
    Deadline deadline = new Deadline();
    reader.addIIOReadProgressListener(deadline);
    BufferedImage picture = reader.read(0, every);
    if (deadline.passed) {
      throw new IOException("takes too long to be shown here");
    }
    return picture;
  }

  /** Shrinks the picture and turns it as a viewer would. */
  private static BufferedImage upright(BufferedImage picture, int orientation) {
    double scale = Math.min(1, SIDE / (double) Math.max(picture.getWidth(), picture.getHeight()));
    int width = (int) Math.max(1, Math.round(picture.getWidth() * scale));
    int height = (int) Math.max(1, Math.round(picture.getHeight() * scale));
    boolean sideways = orientation >= 5;
    BufferedImage small = new BufferedImage(
        sideways ? height : width, sideways ? width : height, BufferedImage.TYPE_INT_RGB);
    Graphics2D canvas = small.createGraphics();
    canvas.setColor(Color.WHITE);
    canvas.fillRect(0, 0, small.getWidth(), small.getHeight());
    canvas.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
    canvas.transform(turn(orientation, width, height));
    canvas.drawImage(picture, 0, 0, width, height, null);
    canvas.dispose();
    return small;
  }

  /** {@return what brings a stored picture upright, by the eight orientations of EXIF} */
  private static AffineTransform turn(int orientation, int width, int height) {
    return switch (orientation) {
      case 2 -> new AffineTransform(-1, 0, 0, 1, width, 0);
      case 3 -> new AffineTransform(-1, 0, 0, -1, width, height);
      case 4 -> new AffineTransform(1, 0, 0, -1, 0, height);
      case 5 -> new AffineTransform(0, 1, 1, 0, 0, 0);
      case 6 -> new AffineTransform(0, 1, -1, 0, height, 0);
      case 7 -> new AffineTransform(0, -1, -1, 0, height, width);
      case 8 -> new AffineTransform(0, -1, 1, 0, 0, width);
      default -> new AffineTransform();
    };
  }

  /** Ends a decoding that takes too long. */
  private static final class Deadline implements IIOReadProgressListener {
    private final long end = System.nanoTime() + LONGEST.toNanos();
    private boolean passed;

    @Override
    public void imageProgress(ImageReader source, float percentageDone) {
      if (System.nanoTime() - end > 0) {
        passed = true;
        source.abort();
      }
    }

    @Override
    public void sequenceStarted(ImageReader source, int minIndex) {}

    @Override
    public void sequenceComplete(ImageReader source) {}

    @Override
    public void imageStarted(ImageReader source, int imageIndex) {}

    @Override
    public void imageComplete(ImageReader source) {}

    @Override
    public void thumbnailStarted(ImageReader source, int imageIndex, int thumbnailIndex) {}

    @Override
    public void thumbnailProgress(ImageReader source, float percentageDone) {}

    @Override
    public void thumbnailComplete(ImageReader source) {}

    @Override
    public void readAborted(ImageReader source) {}
  }
}
