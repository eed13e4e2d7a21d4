package dev.fovea.testkit.contract;

import dev.fovea.image.Image;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;

/** Drawn signs: a disc of one colour on white, a little elsewhere for each number. */
final class Signs {
  static final int RED = 0xC81E1E;
  static final int GREEN = 0x1E8C32;
  static final String QUESTION = "What does the sign say?";

  private static final int SIDE = 64;

  private Signs() {}

  /** {@return the picture of a sign, as PNG} */
  static Image picture(int colour, int number) {
    BufferedImage picture = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_INT_RGB);
    Graphics2D canvas = picture.createGraphics();
    canvas.setColor(Color.WHITE);
    canvas.fillRect(0, 0, SIDE, SIDE);
    canvas.setColor(new Color(colour));
    canvas.fillOval(4 + 3 * number, 6 + 2 * number, SIDE / 2 + 8, SIDE / 2 + 8);
    canvas.dispose();
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    try {
      ImageIO.write(picture, "png", png);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot draw a sign", e);
    }
    return Image.of(png.toByteArray());
  }

  /** {@return bytes that begin as a PNG does and are none} */
  static Image broken() {
    byte[] bytes = new byte[60];
    System.arraycopy(new byte[] {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10}, 0, bytes, 0, 8);
    return Image.of(bytes);
  }
}
