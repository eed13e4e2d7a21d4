package dev.fovea.imaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fovea.image.ColorMode;
import dev.fovea.image.DecodeLimits;
import dev.fovea.image.Detail;
import dev.fovea.image.Image;
import dev.fovea.image.ImageFormat;
import dev.fovea.image.ImageHeader;
import dev.fovea.image.Imaging;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReencodeTest {
  private final Imaging imaging = new JavaImaging();

  private Image png(Image picture) {
    return imaging.reencode(picture, ImageFormat.PNG, DecodeLimits.usual());
  }

  private static int[] pixels(BufferedImage image) {
    return image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
  }

  @ParameterizedTest
  @ValueSource(
      ints = {
        BufferedImage.TYPE_INT_RGB,
        BufferedImage.TYPE_INT_ARGB,
        BufferedImage.TYPE_BYTE_INDEXED,
        BufferedImage.TYPE_BYTE_BINARY,
        BufferedImage.TYPE_3BYTE_BGR,
        BufferedImage.TYPE_USHORT_565_RGB
      })
  void everyKindOfPixelsComesBackAsItWas(int type) {
    BufferedImage drawn = Drawn.picture(7, 70, 50, type);

    Image made = png(Drawn.image("png", drawn));

    assertThat(pixels(Drawn.read(made))).isEqualTo(pixels(drawn));
    assertThat(made.header().bitDepth()).isEqualTo(8);
    assertThat(made.header().colorMode())
        .isEqualTo(type == BufferedImage.TYPE_INT_ARGB ? ColorMode.RGBA : ColorMode.RGB);
  }

  @Test
  void greysKeepTheirLightness() {
    BufferedImage deep = new BufferedImage(2, 1, BufferedImage.TYPE_USHORT_GRAY);
    deep.getRaster().setSample(0, 0, 0, 0x8000);
    deep.getRaster().setSample(1, 0, 0, 0xFFFF);
    Image portable = Image.of("P2 2 1 4\n2 4".getBytes(StandardCharsets.US_ASCII));

    assertThat(pixels(Drawn.read(png(Drawn.image("png", deep)))))
        .containsExactly(0xFF808080, 0xFFFFFFFF);
    assertThat(pixels(Drawn.read(png(portable)))).containsExactly(0xFF7F7F7F, 0xFFFFFFFF);
  }

  @ParameterizedTest
  @CsvSource({"1,RGBY", "2,GRYB", "3,YBGR", "4,BYRG", "5,RBGY", "6,BRYG", "7,YGBR", "8,GYRB"})
  void picturesAreTurnedUpright(int orientation, String corners) {
    BufferedImage stored = new BufferedImage(64, 32, BufferedImage.TYPE_INT_RGB);
    Graphics2D pen = stored.createGraphics();
    Color[] colors = {Color.RED, Color.GREEN, Color.BLUE, Color.YELLOW};
    for (int i = 0; i < 4; i++) {
      pen.setColor(colors[i]);
      pen.fillRect(i % 2 * 32, i / 2 * 16, 32, 16);
    }
    pen.dispose();

    Image made = png(Image.of(Bytes.turned(Drawn.jpeg(stored, 1, false), orientation)));

    BufferedImage upright = Drawn.read(made);
    assertThat(upright.getWidth()).isEqualTo(orientation < 5 ? 64 : 32);
    assertThat(Drawn.corners(upright, 3)).isEqualTo(corners);
    assertThat(made.header().orientation()).isEmpty();
  }

  @Test
  void whiteShinesThroughWhereJpegHasNoTransparency() {
    BufferedImage clear = new BufferedImage(32, 32, BufferedImage.TYPE_INT_ARGB);

    Image made =
        imaging.reencode(Drawn.image("png", clear), ImageFormat.JPEG, DecodeLimits.usual());

    assertThat(made.header().colorMode()).isEqualTo(ColorMode.RGB);
    assertThat(Drawn.read(made).getRGB(16, 16)).isEqualTo(0xFFFFFFFF);
  }

  @Test
  void webpBecomesWhatOthersTake() {
    Image webp = Image.of(Bytes.plainWebp(20, 10, 200, 100, 50));

    assertThat(pixels(Drawn.read(png(webp)))).hasSize(200).containsOnly(0xFFC86432);
  }

  @Test
  void onlyTheFirstFrameOfAnAnimationIsLeft() {
    Image gif = Drawn.image("gif", Drawn.picture(2, 30, 20, BufferedImage.TYPE_INT_RGB));

    ImageHeader made = png(gif).header();

    assertThat(made.frames()).isEqualTo(1);
    assertThat(made.width()).isEqualTo(30);
  }

  @Test
  void theDetailStays() {
    Image picture = Image.of(Bytes.blackPng(3, 3));

    assertThat(png(picture).detail()).isEmpty();
    assertThat(png(picture.withDetail(Detail.LOW)).detail()).contains(Detail.LOW);
  }

  @ParameterizedTest
  @EnumSource(
      value = ImageFormat.class,
      mode = EnumSource.Mode.EXCLUDE,
      names = {"PNG", "JPEG"})
  void otherFormatsAreNeverWritten(ImageFormat format) {
    Image picture = Image.of(Bytes.blackPng(3, 3));

    assertThatThrownBy(() -> imaging.reencode(picture, format, DecodeLimits.usual()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("never as " + format);
  }
}
