package dev.fovea.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fovea.error.ImageException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImageFormatTest {
  @Test
  void tellsEveryFormatByItsFirstBytes() {
    Pictures.all().forEach((name, bytes) -> {
      ImageFormat format = ImageFormat.sniff(bytes).orElseThrow();
      assertThat(name.toUpperCase(java.util.Locale.ROOT))
          .contains(format == ImageFormat.PNG ? "PNG" : format.name());
    });
  }

  @Test
  void mediaTypesAreTheRegisteredOnes() {
    assertThat(ImageFormat.values())
        .extracting(ImageFormat::mediaType)
        .containsExactly(
            "image/png",
            "image/jpeg",
            "image/webp",
            "image/gif",
            "image/bmp",
            "image/tiff",
            "image/x-portable-pixmap");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "____ftypavif____mif1miaf     | an AVIF picture",
        "____ftypmif1____avifmiaf     | an AVIF picture",
        "____ftypheic____mif1         | an HEIC picture",
        "____ftypisom____mp41         | a video",
        "%PDF-1.7                     | a PDF document",
        "<svg xmlns='x'>              | an SVG drawing",
        "<?xml version='1.0'?><svg>   | an SVG drawing",
        "<!DOCTYPE html>              | an HTML page",
        "8BPS__                       | a Photoshop file",
        "RIFF____WAVEfmt              | a RIFF file without a picture",
        "BMW is a make of car, no bmp | text",
        "data:image/png;base64,iVBORw | a data URL as text",
        "version https://git-lfs.x/v1 | a Git LFS pointer",
        "{\"label\":\"cat\"}          | text"
      })
  void namesWhatIsNoPicture(String start, String seems) {
    byte[] bytes = Bytes.of(start.replace('_', '\0')).done();

    assertThat(ImageFormat.sniff(bytes)).isEmpty();
    assertThatThrownBy(() -> Image.of(bytes).format())
        .isInstanceOf(ImageException.class)
        .hasMessageContaining("seems to be " + seems)
        .hasMessageContaining("known are PNG, JPEG, WEBP, GIF, BMP, TIFF, PPM");
  }

  @Test
  void namesIconsAndUnknownBytes() {
    assertThatThrownBy(() -> Image.of(new byte[] {0, 0, 1, 0, 1, 0}).format())
        .hasMessageContaining("an ICO icon");
    assertThatThrownBy(() -> Image.of(new byte[] {9, 8, 7, 1}).format())
        .hasMessageContaining("unknown data");
    assertThatThrownBy(() -> Image.of(new byte[] {-1, 10, 7, 1}).format())
        .hasMessageContaining("JPEG XL");
  }

  @Test
  void detailWordsAreLowerCase() {
    assertThat(Detail.values())
        .extracting(Detail::word)
        .containsExactly("low", "high", "auto", "original");
  }
}
