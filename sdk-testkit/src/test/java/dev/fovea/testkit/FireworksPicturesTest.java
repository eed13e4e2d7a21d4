package dev.fovea.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fovea.testkit.control.Faults;
import dev.fovea.testkit.control.RequestLog;
import dev.fovea.testkit.server.Exchange;
import dev.fovea.testkit.server.Reply;
import dev.fovea.testkit.server.Service;
import dev.fovea.testkit.server.WebServer;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FireworksPicturesTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String TEXT_ONLY = "accounts/fireworks/models/qwen3-8b";

  @RegisterExtension
  static final FireworksExtension FIREWORKS = FireworksExtension.with(b -> b.timeScale(0));

  private FireworksWire wire;

  @BeforeEach
  void connect() {
    wire = new FireworksWire(FIREWORKS.fireworks());
  }

  private HttpWire.Answer look(String model, List<String> urls) throws Exception {
    ObjectNode request = JSON.createObjectNode().put("model", model);
    ArrayNode parts =
        request.putArray("messages").addObject().put("role", "user").putArray("content");
    parts.addObject().put("type", "text").put("text", "What is it?");
    for (String url : urls) {
      parts.addObject().put("type", "image_url").putObject("image_url").put("url", url);
    }
    return wire.post("/inference/v1/chat/completions", request.toString());
  }

  private HttpWire.Answer look(String url) throws Exception {
    return look(FireworksWire.MODEL, List.of(url));
  }

  private static String said(HttpWire.Answer answer) {
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return answer.json().at("/choices/0/message/content").asText();
  }

  private static String url(String type, byte[] bytes) {
    return "data:image/" + type + ";base64," + Base64.getEncoder().encodeToString(bytes);
  }

  private static byte[] written(String format) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ImageIO.write(new BufferedImage(9, 5, BufferedImage.TYPE_INT_RGB), format, out);
    return out.toByteArray();
  }

  @ParameterizedTest
  @CsvSource({"png,PNG", "jpg,JPEG", "jpeg,JPEG", "gif,GIF", "bmp,BMP", "tiff,TIFF"})
  void everyPublishedFormatIsSeen(String type, String name) throws Exception {
    assertThat(said(look(url(type, written(type))))).startsWith("A 9x5 " + name + " picture");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "P3 # red and green\n2 1\n255\n255 0 0 0 255 0",
        "P3\n2 1 15 15 0 0 0 15 0\n",
        "P2 2 1 9 9 0",
        "P6\n2 1\n255\n??????",
        "P5 2 1 65535 ????"
      })
  void pixmapsAreSeenInTextAndInBytes(String pixmap) throws Exception {
    byte[] bytes = pixmap.getBytes(StandardCharsets.US_ASCII);

    assertThat(said(look(url("ppm", bytes)))).startsWith("A 2x1 PPM picture");
    assertThat(said(look(url("x-portable-pixmap", bytes)))).startsWith("A 2x1 PPM picture");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "P6\n2 1\n255\n????",
        "P3 2 1 255 1 2 3 4 5",
        "P6\n-2 1\n255\n",
        "P6\n0 1\n255\n",
        "P6\n99999999 99999999\n255\n",
        "P6\n2 1\n70000\n????????????"
      })
  void damagedPixmapsAreRefused(String pixmap) throws Exception {
    HttpWire.Answer refusal = look(url("ppm", pixmap.getBytes(StandardCharsets.US_ASCII)));

    assertThat(refusal.status()).isEqualTo(400);
    assertThat(refusal.json().at("/error/message").asText()).contains("Cannot read the image");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "data:image/png;base64,iVBORw0KGgo=",
        "data:image/png;base64,%%%",
        "data:text/plain;base64,QQ==",
        "data:application/pdf;base64,JVBERi0=",
        "file:///etc/passwd",
        "https://example.test/x.png",
        "data:image/webp;base64," + "UklGRiQAAABXRUJQVlA4IBgAAAAwAQCdASoBAAEAAgA0JaQAA3AA/vuUAAA="
      })
  void whatIsNoPictureOrNotForFireworksIsRefused(String url) throws Exception {
    HttpWire.Answer refusal = look(url);

    assertThat(refusal.status()).isEqualTo(400);
    assertThat(refusal.json().at("/error/message").asText()).contains("messages[0].content[1]");
  }

  @Test
  void aModelWithoutEyesSaysSo() throws Exception {
    HttpWire.Answer refusal = look(TEXT_ONLY, List.of(url("png", written("png"))));

    assertThat(refusal.status()).isEqualTo(400);
    assertThat(refusal.json().at("/error/message").asText()).contains("does not support image");
  }

  @Test
  void thirtyPicturesAreTakenAndOneMoreIsNot() throws Exception {
    String url = url("png", written("png"));

    assertThat(look(FireworksWire.MODEL, Collections.nCopies(30, url)).status()).isEqualTo(200);
    HttpWire.Answer refusal = look(FireworksWire.MODEL, Collections.nCopies(31, url));
    assertThat(refusal.status()).isEqualTo(400);
    assertThat(refusal.json().at("/error/message").asText()).contains("at most 30 images");
  }

  @Test
  void allBase64TogetherMustStayBelowTenMegabytes() throws Exception {
    byte[] noise = new byte[3_800_000];
    new Random(1).nextBytes(noise);
    byte[] head = "P6 1 1 255\n".getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(head, 0, noise, 0, head.length);
    String url = url("ppm", noise);

    assertThat(look(url).status()).isEqualTo(200);
    HttpWire.Answer refusal = look(FireworksWire.MODEL, List.of(url, url));
    assertThat(refusal.status()).isEqualTo(400);
    assertThat(refusal.json().at("/error/message").asText()).contains("10 MB");
  }

  @Test
  void aPictureOnThisMachineIsFetchedWhenItIsSmallAndQuickEnough() throws Exception {
    byte[] picture = Drawing.draw("star", new Random(1), true);
    Faults faults = Faults.none();
    Service files = new Service() {
      @Override
      public Reply handle(Exchange exchange) {
        long length = exchange.path().equals("/large") ? 5_000_001 : picture.length;
        byte[] bytes = exchange.path().equals("/large") ? new byte[(int) length] : picture;
        return exchange.path().equals("/gone")
            ? Reply.empty(404)
            : Reply.sized(200, length, out -> out.write(bytes));
      }

      @Override
      public Reply trouble(Exchange exchange, int status, String message) {
        return Reply.text(status, message);
      }
    };
    try (WebServer pictures = WebServer.start(0, files, faults, RequestLog.create())) {
      assertThat(said(look(pictures.root() + "/star.png"))).contains("PNG picture");
      JsonNode text = wire.post("/inference/v1/completions", carriedOn(pictures.root() + "/star"))
          .json();
      assertThat(text.at("/choices/0/text").asText()).contains("PNG picture");
      assertThat(look(pictures.root() + "/gone").text()).contains("status 404");
      assertThat(look(pictures.root() + "/large").text()).contains("larger than 5000000 bytes");
      faults.next(1).to("GET", "/slow").delay(Duration.ofSeconds(30));
      assertThat(look(pictures.root() + "/slow").text()).contains("longer than 1500 ms");
      faults.clear();
    }
  }

  private static String carriedOn(String url) {
    return "{\"model\":\"" + FireworksWire.MODEL + "\",\"prompt\":\"<image>?\",\"images\":[\"" + url
        + "\"]}";
  }

  @Test
  void filmsAreTakenByModelsThatWatchThem() throws Exception {
    String film = "[{\"role\":\"user\",\"content\":[{\"type\":\"video_url\",\"video_url\":{\"url\":"
        + "\"https://example.test/x.mp4\",\"max_frames\":8,\"sample_fps\":1.5}}]}]";
    String chat = "{\"model\":\"" + FireworksWire.MODEL + "\",\"messages\":" + film + "}";

    JsonNode usage = wire.post("/inference/v1/chat/completions", chat).json().get("usage");
    assertThat(usage.get("prompt_tokens").asLong()).isGreaterThan(8 * 1600);
    String deaf =
        chat.replace("video_url", "audio_url").replace(",\"max_frames\":8,\"sample_fps\":1.5", "");
    assertThat(wire.post("/inference/v1/chat/completions", deaf).status()).isEqualTo(400);
    String blind = chat.replace(FireworksWire.MODEL, TEXT_ONLY);
    assertThat(wire.post("/inference/v1/chat/completions", blind).status()).isEqualTo(400);
  }
}
