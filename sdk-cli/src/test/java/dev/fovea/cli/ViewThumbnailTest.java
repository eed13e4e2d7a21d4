package dev.fovea.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fovea.image.Image;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Small pictures of large ones. */
class ViewThumbnailTest {
  private static final Color[] CORNERS = {Color.RED, Color.GREEN, Color.BLUE, Color.BLACK};

  /**
   * Which stored corner (r, g, b, k from the upper left on) is seen at the upper left and right.
   */
  @ParameterizedTest
  @CsvSource({"1,r,g", "2,g,r", "3,k,b", "4,b,k", "5,r,b", "6,b,r", "7,k,g", "8,g,k"})
  void aPictureIsTurnedAsACameraMeantIt(int orientation, String left, String right)
      throws IOException {
    Image image = Image.of(turned(corners(), orientation));

    BufferedImage small = read(ViewThumbnail.of(image, image.header()));

    boolean sideways = orientation >= 5;
    assertThat(small.getWidth()).isEqualTo(sideways ? 400 : 640);
    assertThat(small.getHeight()).isEqualTo(sideways ? 640 : 400);
    assertThat(corner(small, 20)).isEqualTo(left);
    assertThat(corner(small, small.getWidth() - 20)).isEqualTo(right);
  }

  @Test
  void whiteShinesThrough() throws IOException {
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    ImageIO.write(new BufferedImage(50, 50, BufferedImage.TYPE_INT_ARGB), "png", png);
    Image image = Image.of(png.toByteArray());

    BufferedImage small = read(ViewThumbnail.of(image, image.header()));

    assertThat(new Color(small.getRGB(25, 25))).isEqualTo(Color.WHITE);
  }

  @Test
  void aHeaderThatPromisesTooMuchIsNotDecoded() {
    Image image = Image.of("P6\n60000 60000\n255\nabc".getBytes(StandardCharsets.US_ASCII));

    assertThatThrownBy(() -> ViewThumbnail.of(image, image.header()))
        .isInstanceOf(IOException.class)
        .hasMessage("too large to be shown here");
  }

  @Test
  void rubbishBehindAHeaderIsAnAnswerAndNoCrash() throws IOException {
    byte[] jpeg = corners();
    Arrays.fill(jpeg, 200, jpeg.length, (byte) 0xFF);
    Image image = Image.of(jpeg);

    assertThatThrownBy(() -> ViewThumbnail.of(image, image.header()))
        .isInstanceOf(IOException.class)
        .hasMessage("cannot be decoded");
  }

  /** A picture of 1600 by 1000 pixels with a colour in each corner. */
  private static byte[] corners() throws IOException {
    BufferedImage picture = new BufferedImage(1600, 1000, BufferedImage.TYPE_INT_RGB);
    Graphics2D canvas = picture.createGraphics();
    for (int i = 0; i < 4; i++) {
      canvas.setColor(CORNERS[i]);
      canvas.fillRect(i % 2 * 800, i / 2 * 500, 800, 500);
    }
    canvas.dispose();
    ByteArrayOutputStream jpeg = new ByteArrayOutputStream();
    ImageIO.write(picture, "jpeg", jpeg);
    return jpeg.toByteArray();
  }

  /** Says in the EXIF segment of a JPEG how it is to be turned. */
  private static byte[] turned(byte[] jpeg, int orientation) {
    ByteBuffer exif = ByteBuffer.allocate(36)
        .putShort((short) 0xFFE1)
        .putShort((short) 34)
        .put(new byte[] {'E', 'x', 'i', 'f', 0, 0, 'M', 'M', 0, 42})
        .putInt(8)
        .putShort((short) 1)
        .putShort((short) 0x112)
        .putShort((short) 3)
        .putInt(1)
        .putShort((short) orientation);
    return ByteBuffer.allocate(jpeg.length + exif.capacity())
        .put(jpeg, 0, 2)
        .put(exif.array())
        .put(jpeg, 2, jpeg.length - 2)
        .array();
  }

  private static BufferedImage read(byte[] jpeg) throws IOException {
    return ImageIO.read(new ByteArrayInputStream(jpeg));
  }

  private static String corner(BufferedImage picture, int x) {
    Color seen = new Color(picture.getRGB(x, 20));
    int most = Math.max(seen.getRed(), Math.max(seen.getGreen(), seen.getBlue()));
    return most < 60 ? "k" : most == seen.getRed() ? "r" : most == seen.getGreen() ? "g" : "b";
  }
}
