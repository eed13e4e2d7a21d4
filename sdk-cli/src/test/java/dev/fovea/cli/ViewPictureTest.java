package dev.fovea.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fovea.image.Image;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

/** Pictures that are too large for a page as they are. */
class ViewPictureTest {
  private static ViewPicture shown(byte[] picture) {
    return ViewPicture.of(
        Image.of(picture).dataUrlHead() + Base64.getEncoder().encodeToString(picture));
  }

  @Test
  void aLargePictureIsShownSmallAndUpright() throws IOException {
    ViewPicture picture = shown(turned(jpeg()));

    byte[] small =
        Base64.getDecoder().decode(String.valueOf(picture.url()).replaceFirst(".*,", ""));
    BufferedImage seen = ImageIO.read(new ByteArrayInputStream(small));
    assertThat(List.of(seen.getWidth(), seen.getHeight())).containsExactly(480, 640);
    assertThat(picture.facts()).containsEntry("shrunk", true).containsEntry("width", 1800);
  }

  @Test
  void aHeaderThatPromisesTooMuchIsNotDecoded() {
    ViewPicture picture = shown("P6\n60000 60000\n255\nabc".getBytes(StandardCharsets.US_ASCII));

    assertThat(picture.url()).isNull();
    assertThat(picture.facts()).containsEntry("note", "too large to be shown here");
  }

  @Test
  void rubbishBehindAHeaderIsAnAnswerAndNoCrash() throws IOException {
    byte[] jpeg = jpeg();
    Arrays.fill(jpeg, 200, jpeg.length, (byte) 0xFF);

    ViewPicture picture = shown(jpeg);

    assertThat(picture.url()).isNull();
    assertThat(picture.facts()).containsEntry("note", "cannot be decoded");
  }

  private static byte[] jpeg() throws IOException {
    ByteArrayOutputStream jpeg = new ByteArrayOutputStream();
    ImageIO.write(new BufferedImage(2400, 1800, BufferedImage.TYPE_INT_RGB), "jpeg", jpeg);
    return jpeg.toByteArray();
  }

  /** Says in the EXIF segment of a JPEG that the camera lay on its side. */
  private static byte[] turned(byte[] jpeg) {
    ByteBuffer exif = ByteBuffer.allocate(36)
        .putShort((short) 0xFFE1)
        .putShort((short) 34)
        .put(new byte[] {'E', 'x', 'i', 'f', 0, 0, 'M', 'M', 0, 42})
        .putInt(8)
        .putShort((short) 1)
        .putShort((short) 0x112)
        .putShort((short) 3)
        .putInt(1)
        .putShort((short) 6);
    return ByteBuffer.allocate(jpeg.length + exif.capacity())
        .put(jpeg, 0, 2)
        .put(exif.array())
        .put(jpeg, 2, jpeg.length - 2)
        .array();
  }
}
