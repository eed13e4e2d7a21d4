package dev.fovea.imaging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fovea.image.ColorMode;
import dev.fovea.image.DecodeLimits;
import dev.fovea.image.Image;
import dev.fovea.image.ImageFormat;
import dev.fovea.image.Imaging;
import dev.fovea.image.Pixels;
import java.awt.image.BufferedImage;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JavaImagingTest {
  private final Imaging imaging = new JavaImaging();

  @Test
  void theCoreFindsItOnTheModulePathAndByItsServiceFile() throws Exception {
    assertThat(JavaImaging.class.getModule().isNamed()).isTrue();
    assertThat(Imaging.find()).get().isInstanceOf(JavaImaging.class);
    assertThat(JavaImaging.class.getModule().getDescriptor().provides())
        .singleElement()
        .satisfies(provided -> {
          assertThat(provided.service()).isEqualTo(Imaging.class.getName());
          assertThat(List.of(serviceFile())).isEqualTo(provided.providers());
        });
  }

  private static String serviceFile() throws Exception {
    try (var in = JavaImaging.class
        .getModule()
        .getResourceAsStream("META-INF/services/" + Imaging.class.getName())) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
    }
  }

  @ParameterizedTest
  @CsvSource({"png,RGB", "jpeg,RGB", "gif,PALETTE", "bmp,RGB", "tiff,RGB"})
  void everyFormatIsDecodedToItsLastPixel(String format, ColorMode mode) {
    BufferedImage drawn = Drawn.picture(1, 120, 80, BufferedImage.TYPE_INT_RGB);

    Pixels pixels = imaging.decode(Drawn.image(format, drawn), DecodeLimits.usual());

    assertThat(pixels.width()).isEqualTo(120);
    assertThat(pixels.height()).isEqualTo(80);
    assertThat(pixels.colorMode()).isEqualTo(mode);
    assertThat(pixels.warnings()).isEmpty();
    assertThat(Long.bitCount(pixels.perceptualHash() ^ hash(Drawn.image("png", drawn))))
        .isLessThanOrEqualTo(2);
  }

  private long hash(Image picture) {
    return imaging.decode(picture, DecodeLimits.usual()).perceptualHash();
  }

  @Test
  void whatIsWrittenAgainHasTheSamePixels() {
    BufferedImage drawn = Drawn.picture(2, 90, 60, BufferedImage.TYPE_INT_RGB);

    Image made = imaging.reencode(Drawn.image("bmp", drawn), ImageFormat.PNG, DecodeLimits.usual());

    assertThat(made.format()).isEqualTo(ImageFormat.PNG);
    BufferedImage read = Drawn.read(made);
    assertThat(read.getRGB(0, 0, 90, 60, null, 0, 90))
        .isEqualTo(drawn.getRGB(0, 0, 90, 60, null, 0, 90));
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void fourInksShowWhatThePictureShows(boolean adobe) {
    BufferedImage drawn = Drawn.picture(2, 90, 60, BufferedImage.TYPE_INT_RGB);
    // Without the marker, too: every decoder takes four inks for stored upside down.
    Image inks = Image.of(Drawn.inks(drawn, adobe));

    Pixels pixels = imaging.decode(inks, DecodeLimits.usual());

    assertThat(pixels.colorMode()).isEqualTo(ColorMode.CMYK);
    assertThat(Long.bitCount(pixels.perceptualHash() ^ hash(Drawn.image("png", drawn))))
        .isLessThanOrEqualTo(2);
    Image made = imaging.reencode(inks, ImageFormat.JPEG, DecodeLimits.usual());
    assertThat(made.header().colorMode()).isEqualTo(ColorMode.RGB);
    assertThat(Long.bitCount(pixels.perceptualHash() ^ hash(made))).isLessThanOrEqualTo(2);
  }
}
