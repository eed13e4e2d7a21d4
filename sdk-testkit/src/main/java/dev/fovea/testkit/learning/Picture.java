package dev.fovea.testkit.learning;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Iterator;
import java.util.Locale;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

/** A decoded picture: what it is, and a small upright copy of what it shows. */
public final class Picture {
  /** Thrown when bytes are not a picture, or a damaged one. */
  public static final class Unreadable extends IOException {
    private static final long serialVersionUID = 1L;

    /**
     * Says what is wrong.
     *
     * @param message for people
     */
    public Unreadable(String message) {
      super(message);
    }
  }

  // A decoded pixel takes four bytes; more than this is a trap, not a photo.
  private static final long MOST_PIXELS = 100_000_000;
  private static final int ENOUGH = 480;

  private final String format;
  private final int width;
  private final int height;
  private final Grid grid;

  private Picture(String format, int width, int height, Grid grid) {
    this.format = format;
    this.width = width;
    this.height = height;
    this.grid = grid;
  }

  /**
   * Decodes a picture with all its pixels.
   *
   * @param bytes PNG, JPEG, WEBP, GIF, BMP, TIFF or PPM
   * @return the picture
   * @throws Unreadable when the bytes are no picture or a damaged one
   */
  public static Picture decode(byte[] bytes) throws Unreadable {
    if (PortablePixmap.is(bytes)) {
      BufferedImage image = PortablePixmap.read(bytes, MOST_PIXELS);
      return new Picture("PPM", image.getWidth(), image.getHeight(), Grid.of(image));
    }
    try (ImageInputStream in = ImageIO.createImageInputStream(new ByteArrayInputStream(bytes))) {
      Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
      if (!readers.hasNext()) {
        throw new Unreadable("not a picture of a known format");
      }
      ImageReader reader = readers.next();
      try {
        reader.setInput(in, true, true);
        return read(reader, Orientation.of(bytes));
      } finally {
        reader.dispose();
      }
    } catch (Unreadable unreadable) {
      throw unreadable;
    } catch (IOException | RuntimeException damaged) {
      // Decoders meet damaged bytes with every kind of exception.
      throw new Unreadable("damaged picture: " + damaged.getMessage());
    }
  }

  private static Picture read(ImageReader reader, int orientation) throws IOException {
    int width = reader.getWidth(0);
    int height = reader.getHeight(0);
    if ((long) width * height > MOST_PIXELS) {
      throw new Unreadable("a picture of " + width + "x" + height + " pixels is too large");
    }
    String format = reader.getFormatName().toUpperCase(Locale.ROOT);
    ImageReadParam param = reader.getDefaultReadParam();
    int step = Math.max(1, Math.min(width, height) / ENOUGH);
    param.setSourceSubsampling(step, step, 0, 0);
    BufferedImage image = reader.read(0, param);
    boolean turned = orientation >= 5;
    Grid grid = Grid.of(image).upright(orientation);
    return new Picture(
        switch (format) {
          case "JPG" -> "JPEG";
          case "TIF" -> "TIFF";
          default -> format;
        },
        turned ? height : width,
        turned ? width : height,
        grid);
  }

  /** {@return the format's name, such as PNG} */
  public String format() {
    return format;
  }

  /** {@return pixels from left to right, upright} */
  public int width() {
    return width;
  }

  /** {@return pixels from top to bottom, upright} */
  public int height() {
    return height;
  }

  Grid grid() {
    return grid;
  }

  /** {@return what an untrained model says about this picture} */
  public String describe() {
    return "A " + width + "x" + height + " " + format + " picture, " + ColourWords.of(grid) + ".";
  }
}
