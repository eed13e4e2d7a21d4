package dev.fovea.imaging;

import dev.fovea.error.ImageLimitException;
import dev.fovea.image.Image;
import dev.fovea.image.ImageFormat;
import dev.fovea.image.ImageHeader;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import javax.imageio.IIOImage;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Writes decoded pixels as a new picture. */
final class Encoding {
  private static final float QUALITY = 0.92f;
  private static final float QUALITY_TO_LOOK_AT = 0.75f;
  // So many decoded pixels in a row for each of a small picture: their average shows no steps.
  private static final int KEPT_FOR_ONE = 4;
  // An array of so many channels is the largest there is.
  private static final long MOST_PIXELS = Integer.MAX_VALUE / 4 - 8;

  private Encoding() {}

  /** Writes all pixels. */
  static Image whole(Decoding decoding, ImageFormat format) throws IOException {
    if ((long) decoding.header().width() * decoding.header().height() > MOST_PIXELS) {
      throw new ImageLimitException("it has too many pixels to be written again");
    }
    return encoded(decoding, decoding.read(Integer.MAX_VALUE), format, QUALITY);
  }

  /** Writes a small picture. */
  static Image small(Decoding decoding, int longestSide) throws IOException {
    ImageHeader header = decoding.header();
    double scale = longestSide / (double) Math.max(header.width(), header.height());
    Frame frame = SmallFrame.of(
        decoding.read(KEPT_FOR_ONE * longestSide),
        scaled(header.width(), scale),
        scaled(header.height(), scale));
    return encoded(decoding, frame, ImageFormat.JPEG, QUALITY_TO_LOOK_AT);
  }

  private static int scaled(int size, double scale) {
    return scale < 1 ? (int) Math.max(1, Math.round(size * scale)) : size;
  }

  private static Image encoded(Decoding decoding, Frame frame, ImageFormat format, float quality)
      throws IOException {
    BufferedImage upright = upright(decoding, frame, frame.hasAlpha() && format == ImageFormat.PNG);
    Encoded bytes = new Encoded(decoding.deadline());
    write(upright, format, quality, bytes);
    return Image.of(bytes.read());
  }

  private static BufferedImage upright(Decoding decoding, Frame frame, boolean alpha) {
    int orientation = decoding.header().orientation().orElse(1);
    Turn turn = Turn.of(orientation, frame.width(), frame.height());
    BufferedImage upright = new BufferedImage(
        turn.width(),
        turn.height(),
        alpha ? BufferedImage.TYPE_4BYTE_ABGR : BufferedImage.TYPE_3BYTE_BGR);
    byte[] target = ((DataBufferByte) upright.getRaster().getDataBuffer()).getData();
    int[] argb = new int[frame.width()];
    for (int y = 0; y < frame.height(); y++) {
      decoding.deadline().check();
      frame.row(y, argb);
      for (int x = 0; x < argb.length; x++) {
        put(target, turn.place(x, y), argb[x], alpha);
      }
    }
    return upright;
  }

  private static void put(byte[] target, int pixel, int argb, boolean alpha) {
    int at = pixel * (alpha ? 4 : 3);
    int opaque = argb >>> 24;
    if (alpha) {
      target[at++] = (byte) opaque;
      opaque = 255;
    }
    target[at] = onWhite(argb, opaque);
    target[at + 1] = onWhite(argb >> 8, opaque);
    target[at + 2] = onWhite(argb >> 16, opaque);
  }

  private static byte onWhite(int channel, int opaque) {
    return (byte) (255 - (255 - (channel & 0xFF)) * opaque / 255);
  }

  private static void write(BufferedImage picture, ImageFormat format, float quality, Encoded bytes)
      throws IOException {
    ImageWriter writer = Codecs.writer(format);
    try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
      writer.setOutput(out);
      ImageWriteParam spec = writer.getDefaultWriteParam();
      if (format == ImageFormat.JPEG) {
        spec.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
        spec.setCompressionQuality(quality);
      }
      writer.write(null, new IIOImage(picture, null, null), spec);
    } finally {
      writer.dispose();
    }
  }

  /** The new picture's bytes. */
  private static final class Encoded extends ByteArrayOutputStream {
    private final Deadline deadline;

    Encoded(Deadline deadline) {
      this.deadline = deadline;
    }

    @Override
    public synchronized void write(byte[] bytes, int offset, int length) {
      deadline.check();
      super.write(bytes, offset, length);
    }

    InputStream read() {
      return new ByteArrayInputStream(buf, 0, count);
    }
  }
}
