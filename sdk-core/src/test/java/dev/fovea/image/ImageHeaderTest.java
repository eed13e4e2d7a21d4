package dev.fovea.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fovea.error.ImageException;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImageHeaderTest {
  @ParameterizedTest
  @CsvSource({"png, PNG", "jpeg, JPEG", "gif, GIF", "bmp, BMP", "tiff, TIFF"})
  void readsWhatTheJdkWrites(String encoder, ImageFormat format) {
    ImageHeader header = header(Pictures.drawn(encoder, 37, 21, BufferedImage.TYPE_INT_RGB));

    assertThat(header.format()).isEqualTo(format);
    assertThat(header.width()).isEqualTo(37);
    assertThat(header.height()).isEqualTo(21);
    assertThat(header.frames()).isEqualTo(1);
    assertThat(header.orientation()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "png, 1, RGB, 8",
    "png, 2, RGBA, 8",
    "png, 10, GRAY, 8",
    "png, 11, GRAY, 16",
    "png, 13, PALETTE, 8",
    "png, 12, GRAY, 1",
    "jpeg, 10, GRAY, 8",
    "jpeg, 1, RGB, 8",
    "bmp, 1, RGB, 8",
    "bmp, 13, PALETTE, 8",
    "tiff, 10, GRAY, 8",
    "tiff, 1, RGB, 8",
    "tiff, 2, RGBA, 8",
    "tiff, 13, PALETTE, 8",
    "gif, 13, PALETTE, 8"
  })
  void tellsColourModeAndDepth(String encoder, int type, ColorMode mode, int depth) {
    // Opened as a source, because a TIFF says its depth in a place before its directory.
    ImageHeader header = Image.of(Pictures.drawn(encoder, 16, 16, type)).header();

    assertThat(header.colorMode()).isEqualTo(mode);
    assertThat(header.bitDepth()).isEqualTo(depth);
  }

  @Test
  void countsTheFramesOfAnimatedPng() {
    assertThat(header(Pictures.apng(true)).frames()).isEqualTo(3);
  }

  @Test
  void countsTheStillPictureOfAnimatedPngThatIsNoFrame() {
    assertThat(header(Pictures.apng(false)).frames()).isEqualTo(4);
  }

  @Test
  void countsTheFramesOfGifAndWebpAndThePagesOfTiff() {
    assertThat(header(Pictures.gif(1)).frames()).isEqualTo(1);
    assertThat(header(Pictures.gif(17)).frames()).isEqualTo(17);
    assertThat(header(Pictures.animatedWebp(4, 1)).frames()).isEqualTo(4);
    assertThat(Image.of(Pictures.pagedTiff(5)).header().frames()).isEqualTo(5);
  }

  @Test
  void readsOrientationWhereverItStands() {
    for (int orientation = 1; orientation <= 8; orientation++) {
      assertThat(header(Pictures.pngWithExif(orientation)).orientation()).contains(orientation);
      assertThat(header(Pictures.jpegWithExif(orientation)).orientation()).contains(orientation);
      assertThat(header(Pictures.animatedWebp(1, orientation)).orientation()).contains(orientation);
    }
    assertThat(header(Pictures.jpegWithExif(9)).orientation()).isEmpty();
    assertThat(header(Pictures.jpegWithExif(0)).orientation()).isEmpty();
  }

  @Test
  void aPictureOnItsSideSaysSo() {
    assertThat(header(Pictures.pngWithExif(4)).isSideways()).isFalse();
    assertThat(header(Pictures.pngWithExif(5)).isSideways()).isTrue();
  }

  @Test
  void readsOrientationFromXmpWhenThereIsNoExif() {
    byte[] packet =
        Bytes.of("XML:com.adobe.xmp\0\0\0\0\0<x tiff:Orientation=\"3\"/>").done();
    byte[] png = Pictures.pngStart(4, 4, 8, 2)
        .chunk("iTXt", packet)
        .chunk("IDAT", new byte[1])
        .done();

    assertThat(header(png).orientation()).contains(3);
  }

  @Test
  void brokenMetadataDoesNotMakeABrokenPicture() {
    byte[] png = Pictures.pngStart(4, 4, 8, 2)
        .chunk("eXIf", Bytes.of("MM\0*garbage").done())
        .chunk("IDAT", new byte[1])
        .done();

    assertThat(header(png).orientation()).isEmpty();
    assertThat(header(png).width()).isEqualTo(4);
  }

  @Test
  void findsTheSizeOfAJpegBehindHundredsOfKilobytesAndRubbish() {
    byte[] jpeg = new Bytes()
        .u8(0xFF, 0xD8, 0xFF, 0xFE)
        .u16be(4)
        .zeros(2)
        .zeros(500)
        .u8(0xFF, 0xFF, 0xFF)
        .all(Pictures.jpegFrame(1000, 700, 4))
        .done();

    assertThat(header(Pictures.jpegWithExif(1)).width()).isEqualTo(640);
    assertThat(header(jpeg).height()).isEqualTo(700);
    assertThat(header(jpeg).colorMode()).isEqualTo(ColorMode.CMYK);
  }

  @Test
  void readsTheThreeKindsOfWebp() {
    assertThat(header(Pictures.lossyWebp(300, 200)).width()).isEqualTo(300);
    assertThat(header(Pictures.lossyWebp(300, 200)).colorMode()).isEqualTo(ColorMode.RGB);
    assertThat(header(Pictures.losslessWebp(16_384, 1, true)).width()).isEqualTo(16_384);
    assertThat(header(Pictures.losslessWebp(5, 6, true)).colorMode()).isEqualTo(ColorMode.RGBA);
    assertThat(header(Pictures.losslessWebp(5, 6, false)).colorMode()).isEqualTo(ColorMode.RGB);
    ImageHeader animated = header(Pictures.animatedWebp(2, 1));
    assertThat(animated.width()).isEqualTo(400);
    assertThat(animated.height()).isEqualTo(300);
    assertThat(animated.colorMode()).isEqualTo(ColorMode.RGBA);
  }

  @Test
  void readsBigTiff() {
    ImageHeader header = header(Pictures.bigTiff(9, 7));

    assertThat(header.width()).isEqualTo(9);
    assertThat(header.height()).isEqualTo(7);
    assertThat(header.bitDepth()).isEqualTo(16);
    assertThat(header.colorMode()).isEqualTo(ColorMode.GRAY);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"P1|GRAY|1", "P2|GRAY|8", "P3|RGB|8", "P4|GRAY|1", "P5|GRAY|8", "P6|RGB|8"})
  void readsTheWholeNetpbmFamily(String kind, ColorMode mode, int depth) {
    String brightest = kind.equals("P1") || kind.equals("P4") ? "" : "# how bright\n255\n";

    ImageHeader header = header(
        Bytes.of(kind + "\n# made by hand\n12 \t34\n" + brightest).zeros(9).done());

    assertThat(header.width()).isEqualTo(12);
    assertThat(header.height()).isEqualTo(34);
    assertThat(header.colorMode()).isEqualTo(mode);
    assertThat(header.bitDepth()).isEqualTo(depth);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "P6 -3 4 255 ",
        "P6 0 4 255 ",
        "P6 99999999999 4 255 ",
        "P6 3 x 255 ",
        "P6 3 4 70000 ",
        "P6 3 4 0 ",
        "P6 2147483648 4 255 "
      })
  void refusesNetpbmHeadsThatMakeNoSense(String head) {
    assertThatThrownBy(() -> header(Bytes.of(head).zeros(20).done()))
        .isInstanceOf(ImageException.class)
        .hasMessageContaining("PPM");
  }

  @Test
  void refusesSizesThatNoPictureHas() {
    assertThatThrownBy(() ->
            header(Pictures.pngStart(0, 5, 8, 2).chunk("IDAT", new byte[1]).done()))
        .isInstanceOf(ImageException.class)
        .hasMessageContaining("its width is 0");
    assertThatThrownBy(() ->
            header(Pictures.pngStart(5, -1, 8, 2).chunk("IDAT", new byte[1]).done()))
        .isInstanceOf(ImageException.class)
        .hasMessageContaining("its height is 4294967295");
    assertThatThrownBy(() ->
            header(new Bytes().u8(0xFF, 0xD8).all(Pictures.jpegFrame(0, 9, 3)).done()))
        .isInstanceOf(ImageException.class)
        .hasMessageContaining("its width is 0");
  }

  @Test
  void refusesAPngWithAWrongChecksumOrColour() {
    byte[] png = Pictures.pngStart(5, 5, 8, 2).chunk("IDAT", new byte[1]).done();
    png[20] ^= 1;

    assertThatThrownBy(() -> header(png))
        .isInstanceOf(ImageException.class)
        .hasMessageContaining("checksum");
    assertThatThrownBy(() ->
            header(Pictures.pngStart(5, 5, 8, 1).chunk("IDAT", new byte[1]).done()))
        .isInstanceOf(ImageException.class)
        .hasMessageContaining("colour type 1");
  }

  @Test
  void refusesTiffPagesThatFollowEachOtherInACircle() {
    Bytes tiff = Bytes.of("II*\0").u32le(8).u16le(2);
    tiff.u16le(256)
        .u16le(4)
        .u32le(1)
        .u32le(5)
        .u16le(257)
        .u16le(4)
        .u32le(1)
        .u32le(5)
        .u32le(8);

    assertThatThrownBy(() -> Image.of(tiff.done()).header())
        .isInstanceOf(ImageException.class)
        .hasMessageContaining("circle");
  }

  @Test
  void refusesATiffThatClaimsTooManyEntries() {
    assertThatThrownBy(
            () -> header(Bytes.of("II*\0").u32le(8).u16le(65_535).zeros(50).done()))
        .isInstanceOf(ImageException.class)
        .hasMessageContaining("65535 entries");
  }

  @Test
  void keepsTheFramesThatCameOfAPictureThatWasCut() {
    byte[] gif = Pictures.gif(5);
    byte[] cut = java.util.Arrays.copyOf(gif, gif.length - 40);

    assertThat(header(cut).frames()).isBetween(1, 4);
  }

  @Test
  void readsTheSameFromAStreamThatGivesSingleBytesAndNeverSkips() {
    Pictures.all()
        .forEach((name, bytes) ->
            assertThat(ImageHeader.read(new SlowStream(bytes))).as(name).isEqualTo(header(bytes)));
  }

  @Test
  void leavesTheStreamOpen() {
    boolean[] closed = new boolean[1];
    ImageHeader.read(new FilterInputStream(new ByteArrayInputStream(Pictures.gif(1))) {
      @Override
      public void close() {
        closed[0] = true;
      }
    });

    assertThat(closed[0]).isFalse();
  }

  @Test
  void saysThatAStreamCannotBeRead() {
    InputStream broken = new BrokenStream("disk on fire");

    assertThatThrownBy(() -> ImageHeader.read(broken))
        .isInstanceOf(ImageException.class)
        .hasMessageContaining("disk on fire")
        .hasCauseInstanceOf(IOException.class);
  }

  static ImageHeader header(byte[] bytes) {
    return ImageHeader.read(new ByteArrayInputStream(bytes));
  }

  /** One byte at a time, as a network may give them. */
  static final class SlowStream extends FilterInputStream {
    SlowStream(byte[] bytes) {
      super(new ByteArrayInputStream(bytes));
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      return super.read(target, offset, Math.min(length, 1));
    }

    @Override
    public long skip(long count) {
      return 0;
    }

    @Override
    public int available() {
      return 0;
    }
  }
}
