package dev.fovea.examples;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import javax.imageio.ImageIO;

/** Small pictures that can be told from each other. */
final class Leaves {
  private Leaves() {}

  static byte[] png(int shade) {
    return drawn(BufferedImage.TYPE_INT_RGB, shade, "png");
  }

  static byte[] jpeg(int shade) {
    return drawn(BufferedImage.TYPE_INT_RGB, shade, "jpeg");
  }

  static byte[] greyPng(int shade) {
    return drawn(BufferedImage.TYPE_BYTE_GRAY, shade, "png");
  }

  static String dataUrl(int shade) {
    return dataUrl(png(shade));
  }

  static String dataUrl(byte[] png) {
    return "data:image/png;base64," + Base64.getEncoder().encodeToString(png);
  }

  private static byte[] drawn(int type, int shade, String format) {
    BufferedImage picture = new BufferedImage(16, 16, type);
    picture.setRGB(8, 8, shade * 0x10101);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      ImageIO.write(picture, format, out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }
}
