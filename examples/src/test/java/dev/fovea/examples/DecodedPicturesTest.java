package dev.fovea.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.fovea.dataset.DatasetReport;
import dev.fovea.dataset.DatasetRules;
import dev.fovea.error.ImageException;
import dev.fovea.finding.Finding;
import dev.fovea.transport.PictureFetcher;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a check finds when it looks at pixels, with everything on the class path that it needs. */
class DecodedPicturesTest {
  private static final int LENGTH_AT = 33;

  @ParameterizedTest
  @ValueSource(strings = {"together", "fireworks", "openai"})
  void picturesWhoseBytesAreThereButMakeNoPictureAreFoundByDecodingOnly(String provider)
      throws IOException {
    byte[] png = png();
    byte[] torn = torn(png);

    assertThat(check(provider, torn, false).errors()).isEqualTo(tooFew(provider));
    assertThat(check(provider, png, true).errors()).isEqualTo(tooFew(provider));
    DatasetReport decoded = check(provider, torn, true);

    assertThat(decoded.errors()).isEqualTo(tooFew(provider) + 1);
    assertThat(decoded.findings().stream().map(Finding::rule))
        .contains(provider + ".picture-undecodable");
    assertThat(decoded.skipped()).doesNotContainKey(provider + ".picture-undecodable");
  }

  @ParameterizedTest
  @ValueSource(strings = {"together", "fireworks", "openai"})
  void picturesOverTheLimitAreNotDecodedAndToldAsThat(String provider) throws IOException {
    DatasetRules rules = DatasetRules.of(provider).override("max-decoded-pixels", 64 * 48 - 1);

    DatasetReport report =
        rules.check(new ByteArrayInputStream(line(png())), options -> options.decode(true));

    assertThat(report.errors()).isEqualTo(tooFew(provider));
    assertThat(report.findings())
        .filteredOn(f -> f.rule().equals(provider + ".picture-undecoded"))
        .singleElement()
        .satisfies(f -> assertThat(f.message()).contains("64 x 48").contains("3,071"));
  }

  @Test
  void aFetchedPictureWithoutPixelsIsRefusedWhenAsked() throws IOException {
    byte[] torn = torn(png());
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", exchange -> {
      byte[] body = exchange.getRequestURI().getPath().equals("/torn.png") ? torn : png();
      exchange.sendResponseHeaders(200, body.length);
      exchange.getResponseBody().write(body);
      exchange.close();
    });
    server.start();
    URI address = URI.create("http://pictures.example:" + server.getAddress().getPort() + "/");
    try (PictureFetcher plain = fetcher(false);
        PictureFetcher decoding = fetcher(true)) {
      assertThat(plain.fetch(address.resolve("torn.png")).size()).isEqualTo(torn.length);
      assertThat(decoding.fetch(address.resolve("whole.png")).header().width()).isEqualTo(64);
      assertThatThrownBy(() -> decoding.fetch(address.resolve("torn.png")))
          .isInstanceOf(ImageException.class)
          .hasMessageStartingWith("fetch picture " + address + "torn.png failed: ")
          .hasMessageContaining("cannot be decoded");
    } finally {
      server.stop(0);
    }
  }

  private static PictureFetcher fetcher(boolean decode) {
    return PictureFetcher.builder()
        .allowHttp(true)
        .allow(InetAddress::isLoopbackAddress)
        .resolver(host -> List.of(InetAddress.getLoopbackAddress()))
        .decode(decode)
        .build();
  }

  private static DatasetReport check(String provider, byte[] picture, boolean decode) {
    return DatasetRules.of(provider)
        .check(new ByteArrayInputStream(line(picture)), options -> options.decode(decode));
  }

  private static long tooFew(String provider) {
    return provider.equals("together") ? 0 : 1;
  }

  private static byte[] line(byte[] picture) {
    return ("{\"messages\": [{\"role\": \"user\", \"content\": [{\"type\": \"text\", \"text\": \"?\"},"
            + " {\"type\": \"image_url\", \"image_url\": {\"url\": \"data:image/png;base64,"
            + Base64.getEncoder().encodeToString(picture)
            + "\"}}]}, {\"role\": \"assistant\", \"content\": [{\"type\": \"text\", \"text\": \"A\"}]}]}\n")
        .getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] png() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ImageIO.write(new BufferedImage(64, 48, BufferedImage.TYPE_INT_RGB), "png", out);
    return out.toByteArray();
  }

  /** The same picture with other bytes in place of its pixels, and the checksum that fits them. */
  private static byte[] torn(byte[] png) {
    byte[] torn = png.clone();
    int length = ((png[LENGTH_AT + 2] & 0xFF) << 8) | (png[LENGTH_AT + 3] & 0xFF);
    int type = LENGTH_AT + 4;
    Arrays.fill(torn, type + 4 + 2, type + 4 + length, (byte) 0x5A);
    CRC32 crc = new CRC32();
    crc.update(torn, type, 4 + length);
    for (int i = 0; i < 4; i++) {
      torn[type + 4 + length + i] = (byte) (crc.getValue() >> (24 - 8 * i));
    }
    return torn;
  }
}
