package dev.fovea.imaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fovea.error.ImageException;
import dev.fovea.error.ImageLimitException;
import dev.fovea.image.ColorMode;
import dev.fovea.image.DecodeLimits;
import dev.fovea.image.Detail;
import dev.fovea.image.Image;
import dev.fovea.image.ImageFormat;
import dev.fovea.image.Imaging;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ThumbnailTest {
  private static final Color[] CORNERS = {Color.RED, Color.GREEN, Color.BLUE, Color.YELLOW};

  private final Imaging imaging = new JavaImaging();

  private Image small(Image picture, int side) {
    return imaging.thumbnail(picture, side, DecodeLimits.usual());
  }

  private static Image drawn(String format, int width, int height) {
    return Drawn.image(format, Drawn.picture(3, width, height, BufferedImage.TYPE_INT_RGB));
  }

  /** A picture of 160 by 100 pixels with a colour in each corner. */
  private static BufferedImage corners() {
    BufferedImage picture = new BufferedImage(160, 100, BufferedImage.TYPE_INT_RGB);
    Graphics2D pen = picture.createGraphics();
    for (int i = 0; i < 4; i++) {
      pen.setColor(CORNERS[i]);
      pen.fillRect(i % 2 * 80, i / 2 * 50, 80, 50);
    }
    pen.dispose();
    return picture;
  }

  @ParameterizedTest
  @CsvSource({
    "800,600, 64,48",
    "600,800, 48,64",
    "65,65, 64,64",
    "900,3, 64,1",
    "3,900, 1,64",
    "64,40, 64,40",
    "20,30, 20,30",
    "1,1, 1,1",
    "257,129, 64,32",
  })
  void theLongerSideFitsAndNothingIsEnlarged(int width, int height, int toWidth, int toHeight) {
    BufferedImage made = Drawn.read(small(drawn("png", width, height), 64));

    assertThat(List.of(made.getWidth(), made.getHeight())).containsExactly(toWidth, toHeight);
  }

  @ParameterizedTest
  @ValueSource(strings = {"png", "jpeg", "gif", "bmp", "tiff"})
  void everyFormatBecomesAJpegThatLooksTheSame(String format) {
    Image picture = drawn(format, 600, 400);

    Image made = small(picture, 100);

    assertThat(made.header().format()).isEqualTo(ImageFormat.JPEG);
    assertThat(made.header().colorMode()).isEqualTo(ColorMode.RGB);
    long distance = imaging.decode(picture, DecodeLimits.usual()).perceptualHash()
        ^ imaging.decode(made, DecodeLimits.usual()).perceptualHash();
    assertThat(Long.bitCount(distance)).isLessThanOrEqualTo(4);
  }

  @ParameterizedTest
  @CsvSource({"1,RGBY", "2,GRYB", "3,YBGR", "4,BYRG", "5,RBGY", "6,BRYG", "7,YGBR", "8,GYRB"})
  void aPictureIsTurnedAsACameraMeantIt(int orientation, String seen) {
    Image stored = Image.of(Bytes.turned(Drawn.jpeg(corners(), 1, false), orientation));

    Image made = small(stored, 64);

    BufferedImage upright = Drawn.read(made);
    assertThat(List.of(upright.getWidth(), upright.getHeight()))
        .isEqualTo(orientation < 5 ? List.of(64, 40) : List.of(40, 64));
    assertThat(Drawn.corners(upright, 5)).isEqualTo(seen);
    assertThat(made.header().orientation()).isEmpty();
  }

  @Test
  void whiteShinesThrough() {
    BufferedImage stripes = new BufferedImage(100, 100, BufferedImage.TYPE_INT_ARGB);
    for (int x = 0; x < 100; x++) {
      for (int y = 0; y < 100; y++) {
        // Every other column is red; what nobody sees is black and must not darken it.
        stripes.setRGB(x, y, y < 50 ? 0 : x % 2 == 0 ? 0xFFFF0000 : 0);
      }
    }

    BufferedImage made = Drawn.read(small(Drawn.image("png", stripes), 50));

    assertThat(new Color(made.getRGB(25, 10))).isEqualTo(Color.WHITE);
    assertThat(distance(made.getRGB(25, 40), 0xFFFF7F7F)).isLessThan(8);
  }

  @Test
  void everyPixelCounts() {
    BufferedImage board = new BufferedImage(333, 222, BufferedImage.TYPE_BYTE_BINARY);
    for (int x = 0; x < 333; x++) {
      for (int y = 0; y < 222; y++) {
        board.setRGB(x, y, (x + y) % 2 == 0 ? 0xFFFFFFFF : 0xFF000000);
      }
    }

    BufferedImage made = Drawn.read(small(Drawn.image("png", board), 100));

    for (int x = 0; x < made.getWidth(); x++) {
      assertThat(distance(made.getRGB(x, x / 2), 0xFF808080)).isLessThan(12);
    }
  }

  private static int distance(int one, int other) {
    Color a = new Color(one);
    Color b = new Color(other);
    int red = Math.abs(a.getRed() - b.getRed());
    int green = Math.abs(a.getGreen() - b.getGreen());
    return Math.max(Math.max(red, green), Math.abs(a.getBlue() - b.getBlue()));
  }

  @Test
  void theDetailStays() {
    Image picture = Image.of(Bytes.blackPng(3, 3));

    assertThat(small(picture, 64).detail()).isEmpty();
    assertThat(small(picture.withDetail(Detail.LOW), 64).detail()).contains(Detail.LOW);
  }

  @Test
  void aLargePictureWithinTheLimitsIsShrunk() {
    Image made = small(Image.of(Bytes.blackPng(9_000, 5_000)), 90);

    assertThat(made.header().height()).isEqualTo(50);
    assertThat(made.size()).isLessThan(2_000);
  }

  @Test
  void whatExceedsTheLimitsIsRefused() {
    Image bomb = Image.of("P6\n60000 60000\n255\nabc".getBytes(StandardCharsets.US_ASCII));
    Image picture = drawn("png", 40, 30);
    DecodeLimits limits = new DecodeLimits(1_199, Duration.ofSeconds(60));

    assertThatThrownBy(() -> small(bomb, 64))
        .isInstanceOf(ImageLimitException.class)
        .hasMessageContaining("60,000 x 60,000");
    assertThatThrownBy(() -> imaging.thumbnail(picture, 64, limits))
        .isInstanceOf(ImageLimitException.class)
        .hasMessageContaining("at most 1,199 are decoded");
  }

  @Test
  void rubbishBehindAHeaderIsToldAsThat() {
    byte[] jpeg = Drawn.jpeg(corners(), 0.9f, false);
    Arrays.fill(jpeg, 200, jpeg.length, (byte) 0xFF);
    Image rubbish = Image.of(jpeg);
    Image text = Image.of("hello, no picture".getBytes(StandardCharsets.US_ASCII));

    assertThatThrownBy(() -> small(rubbish, 64))
        .isInstanceOf(ImageException.class)
        .isNotInstanceOf(ImageLimitException.class)
        .hasMessageStartingWith("picture from bytes in memory: ");
    assertThatThrownBy(() -> small(text, 64)).hasMessageContaining("it is no picture");
  }

  @ParameterizedTest
  @ValueSource(ints = {Integer.MIN_VALUE, 0, 4_097, Integer.MAX_VALUE})
  void aSideOutOfItsRangeIsRefused(int side) {
    Image picture = Image.of(Bytes.blackPng(3, 3));

    assertThatThrownBy(() -> small(picture, side))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("1 to 4096 pixels, not " + side);
  }
}
