package dev.fovea.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fovea.error.ImageException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Base64;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DataUrlTest {
  @Property(tries = 300)
  void everyPictureComesBackFromItsDataUrl(@ForAll @Size(max = 20_000) byte[] bytes)
      throws IOException {
    Image image = Image.fromDataUrl(url(bytes));
    ByteArrayOutputStream base64 = new ByteArrayOutputStream();
    image.writeBase64(base64);

    assertThat(image.size()).isEqualTo(bytes.length);
    assertThat(base64.toByteArray()).isEqualTo(Base64.getEncoder().encode(bytes));
    try (InputStream in = image.open()) {
      for (byte expected : bytes) {
        assertThat(in.read()).isEqualTo(expected & 0xFF);
      }
      assertThat(in.read()).isEqualTo(-1);
    }
  }

  @Test
  void theMediaTypeIsNotBelieved() {
    assertThat(Image.fromDataUrl(url(Pictures.gif(1))).dataUrlHead())
        .isEqualTo("data:image/gif;base64,");
  }

  @Test
  void largePicturesAreReadByPieces() {
    byte[] bytes = Pictures.jpegWithExif(3);

    assertThat(Image.fromDataUrl(url(bytes)).header()).isEqualTo(Image.of(bytes).header());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "null",
      value = {
        "https://host/a.png              | does not begin with data:",
        "data:image/png;base64           | no comma",
        "data:image/png,AAAA             | does not end with ;base64",
        "data:,AAAA                      | does not end with ;base64",
        "data:image/png;base64,AAA       | 3 characters, which is not a multiple of 4",
        "data:image/png;base64,AA_A      | character 3 after the comma is not base64 (U+005F)",
        "data:image/png;base64,AA AA     | character 3 after the comma is not base64 (U+0020)",
        "data:image/png;base64,A=AA      | character 2 after the comma is not base64 (U+003D)",
        "data:image/png;base64,A===      | character 2 after the comma is not base64 (U+003D)",
        "data:image/png;base64,AA%3D%3D  | character 3 after the comma is not base64 (U+0025)",
        "''                              | does not begin with data:"
      })
  void everythingElseIsRefusedWithTheReason(String url, String reason) {
    assertThatThrownBy(() -> Image.fromDataUrl(url))
        .isInstanceOf(ImageException.class)
        .hasMessageStartingWith("picture in a data URL: ")
        .hasMessageContaining(reason);
  }

  @Test
  void anEmptyOneIsAnEmptyPicture() {
    assertThatThrownBy(() -> Image.fromDataUrl("data:image/png;base64,").format())
        .isInstanceOf(ImageException.class)
        .hasMessageContaining("it is empty (0 bytes)");
  }

  @Test
  void theSchemeMayBeInCapitalsAndTheTypeMissing() {
    assertThat(
            Image.fromDataUrl("DATA:;BASE64," + Base64.getEncoder().encodeToString(Pictures.gif(1)))
                .format())
        .isEqualTo(ImageFormat.GIF);
  }

  private static String url(byte[] bytes) {
    return "data:image/png;base64," + Base64.getEncoder().encodeToString(bytes);
  }
}
