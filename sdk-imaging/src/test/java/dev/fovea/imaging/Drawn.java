package dev.fovea.imaging;

import dev.fovea.image.Image;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Random;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;

/** Pictures drawn for tests: each seed gives another one, the same each time. */
final class Drawn {
  private Drawn() {}

  static BufferedImage picture(int seed, int width, int height, int type) {
    Random dice = new Random(seed);
    BufferedImage image = new BufferedImage(width, height, type);
    Graphics2D pen = image.createGraphics();
    pen.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    pen.setPaint(new GradientPaint(0, 0, color(dice), width, height, color(dice)));
    pen.fillRect(0, 0, width, height);
    for (int i = 0; i < 12; i++) {
      pen.setColor(color(dice));
      int w = (int) (width * dice.nextDouble() / 2);
      int h = (int) (height * dice.nextDouble() / 2);
      pen.fillOval((int) (width * dice.nextDouble()), (int) (height * dice.nextDouble()), w, h);
    }
    pen.dispose();
    return image;
  }

  private static Color color(Random dice) {
    return new Color(dice.nextInt(256), dice.nextInt(256), dice.nextInt(256));
  }

  static BufferedImage plain(Color color) {
    BufferedImage image = new BufferedImage(50, 40, BufferedImage.TYPE_INT_RGB);
    Graphics2D pen = image.createGraphics();
    pen.setColor(color);
    pen.fillRect(0, 0, 50, 40);
    pen.dispose();
    return image;
  }

  /** A picture that is smaller or larger. */
  static BufferedImage scaled(BufferedImage image, double factor) {
    int width = (int) Math.round(image.getWidth() * factor);
    int height = (int) Math.round(image.getHeight() * factor);
    BufferedImage scaled = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D pen = scaled.createGraphics();
    pen.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
    pen.drawImage(
        image.getScaledInstance(width, height, java.awt.Image.SCALE_AREA_AVERAGING), 0, 0, null);
    pen.dispose();
    return scaled;
  }

  static byte[] encoded(String format, BufferedImage image) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      if (!ImageIO.write(image, format, out)) {
        throw new IllegalArgumentException("the JDK writes no such " + format);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  static byte[] jpeg(BufferedImage image, float quality, boolean progressive) {
    return jpeg(new IIOImage(image, null, null), quality, progressive);
  }

  private static byte[] jpeg(IIOImage image, float quality, boolean progressive) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    ImageWriteParam spec = writer.getDefaultWriteParam();
    spec.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
    spec.setCompressionQuality(quality);
    spec.setProgressiveMode(
        progressive ? ImageWriteParam.MODE_DEFAULT : ImageWriteParam.MODE_DISABLED);
    try (ImageOutputStream stream = ImageIO.createImageOutputStream(out)) {
      writer.setOutput(stream);
      writer.write(null, image, spec);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      writer.dispose();
    }
    return out.toByteArray();
  }

  static Image image(String format, BufferedImage image) {
    return Image.of(encoded(format, image));
  }

  /** A JPEG in four printing inks, stored upside down, with Adobe's marker or without. */
  static byte[] inks(BufferedImage image, boolean adobe) {
    WritableRaster inks = Raster.createInterleavedRaster(
        DataBuffer.TYPE_BYTE, image.getWidth(), image.getHeight(), 4, null);
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        Color color = new Color(image.getRGB(x, y));
        int[] paper = {color.getRed(), color.getGreen(), color.getBlue(), 255};
        for (int ink = 0; ink < 4; ink++) {
          inks.setSample(x, y, ink, paper[ink]);
        }
      }
    }
    byte[] jpeg = jpeg(new IIOImage(inks, null, null), 0.95f, false);
    return adobe ? Bytes.withAdobesMarker(jpeg) : jpeg;
  }

  static BufferedImage read(Image image) {
    try (InputStream in = image.open()) {
      return ImageIO.read(new ByteArrayInputStream(in.readAllBytes()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** {@return the colours near the four corners, read as a page: R, Y, G or B} */
  static String corners(BufferedImage picture, int inset) {
    int right = picture.getWidth() - inset;
    int bottom = picture.getHeight() - inset;
    return letter(picture.getRGB(inset, inset))
        + letter(picture.getRGB(right, inset))
        + letter(picture.getRGB(inset, bottom))
        + letter(picture.getRGB(right, bottom));
  }

  private static String letter(int rgb) {
    boolean red = (rgb >> 16 & 0xFF) > 128;
    boolean green = (rgb >> 8 & 0xFF) > 128;
    return red ? green ? "Y" : "R" : green ? "G" : "B";
  }
}
