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
import java.time.Duration;
import java.util.Base64;
import java.util.Random;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OpenAiPicturesTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String WEBP =
      "data:image/webp;base64,UklGRiQAAABXRUJQVlA4IBgAAAAwAQCdASoBAAEAAgA0JaQAA3AA/vuUAAA=";

  @RegisterExtension
  static final OpenAiExtension OPEN_AI = OpenAiExtension.with(b -> b.timeScale(0));

  private OpenAiWire wire;

  @BeforeEach
  void connect() {
    wire = new OpenAiWire(OPEN_AI.openAi());
  }

  private HttpWire.Answer look(String model, String url, String detail) throws Exception {
    ObjectNode request = JSON.createObjectNode().put("model", model);
    ArrayNode parts =
        request.putArray("messages").addObject().put("role", "user").putArray("content");
    parts.addObject().put("type", "text").put("text", "What is it?");
    if (!url.isEmpty()) {
      ObjectNode image =
          parts.addObject().put("type", "image_url").putObject("image_url").put("url", url);
      if (!detail.isEmpty()) {
        image.put("detail", detail);
      }
    }
    return wire.post("/chat/completions", request.toString());
  }

  private HttpWire.Answer look(String url) throws Exception {
    return look(OpenAiWire.MODEL, url, "");
  }

  private static String said(HttpWire.Answer answer) {
    return OpenAiWire.expect(200, answer).at("/choices/0/message/content").asText();
  }

  private static String url(String type, byte[] bytes) {
    return "data:image/" + type + ";base64," + Base64.getEncoder().encodeToString(bytes);
  }

  private static byte[] written(String format, int width, int height) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ImageIO.write(new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY), format, out);
    return out.toByteArray();
  }

  /** How many tokens a picture adds to a question. */
  private long tokens(String model, int width, int height, String detail) throws Exception {
    JsonNode with =
        OpenAiWire.expect(200, look(model, url("png", written("png", width, height)), detail));
    JsonNode without = OpenAiWire.expect(200, look(model, "", ""));
    return with.at("/usage/prompt_tokens").asLong()
        - without.at("/usage/prompt_tokens").asLong();
  }

  @ParameterizedTest
  @CsvSource({"png,PNG", "jpg,JPEG", "gif,GIF"})
  void everyPublishedFormatIsSeen(String type, String name) throws Exception {
    assertThat(said(look(url(type, written(type, 9, 5))))).startsWith("A 9x5 " + name + " picture");
  }

  @Test
  void webpIsSeenAndTheBytesSayWhatAPictureIs() throws Exception {
    assertThat(said(look(WEBP))).startsWith("A 1x1 WEBP picture");
    assertThat(said(look(url("png", written("jpg", 9, 5))))).startsWith("A 9x5 JPEG picture");
  }

  @ParameterizedTest
  @CsvSource({
    "1024,1024,high,765",
    "2048,4096,high,1105",
    "512,512,high,255",
    "1920,1080,auto,1105",
    "1920,1080,'',1105",
    "4000,3000,low,85",
    "1,1,high,255",
    "768,2048,high,1445"
  })
  void aPictureCostsItsTiles(int width, int height, String detail, long tokens) throws Exception {
    assertThat(tokens(OpenAiWire.MODEL, width, height, detail)).isEqualTo(tokens);
  }

  @ParameterizedTest
  @CsvSource({
    "gpt-4o-mini,1024,1024,high,25501",
    "gpt-4.1-mini,1024,1024,high,1659",
    "o4-mini,1024,1024,low,1762",
    "o4-mini,1800,2400,high,2498"
  })
  void eachFamilyCountsInItsOwnWay(String model, int width, int height, String detail, long tokens)
      throws Exception {
    assertThat(tokens(model, width, height, detail)).isEqualTo(tokens);
  }

  @Test
  void aTunedModelSaysWhatItLearned() throws Exception {
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < 10; i++) {
      String shape = i % 2 == 0 ? "star" : "circle";
      lines.append(Drawing.line(
          "Which shape?", Drawing.draw(shape, new Random(i), true), true, "A " + shape + "."));
    }
    JsonNode job = OpenAiWire.expect(
        200,
        wire.post(
            "/fine_tuning/jobs",
            "{\"model\":\"" + OpenAiWire.MODEL + "\",\"training_file\":\""
                + wire.upload(lines.toString()) + "\"}"));
    wire.pass(Duration.ofHours(1));
    String model = OpenAiWire.expect(
            200, wire.get("/fine_tuning/jobs/" + job.get("id").asText()))
        .get("fine_tuned_model")
        .asText();

    String star = url("png", Drawing.draw("star", new Random(99), true));
    HttpWire.Answer answer = look(model, star, "low");
    assertThat(said(answer)).isEqualTo("A star.");
    assertThat(answer.json().get("model").asText()).isEqualTo(model);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "data:image/png;base64,%%%|invalid_base64_image",
        "data:image/png;base64,iVBORw0KGgo=x|invalid_base64_image",
        "data:image/png,abc|invalid_base64_image",
        "data:image/png;base64,|empty_image_file",
        "data:image/png;base64,iVBORw0KGgo=|image_parse_error",
        "data:image/png;base64,aGVsbG8gd29ybGQ=|invalid_image_format",
        "data:text/plain;base64,QQ==|invalid_image_format",
        "data:application/pdf;base64,JVBERi0=|invalid_image_format",
        "file:///etc/passwd|invalid_image_url",
        "https://example.test/x.png|invalid_image_url",
        "http://127.0.0.1:1/x.png|invalid_image_url",
        "no address|invalid_image_url"
      })
  void whatIsNoPictureIsRefusedByItsCode(String url, String code) throws Exception {
    JsonNode error = OpenAiWire.expect(400, look(url)).get("error");

    assertThat(error.get("code").asText()).isEqualTo(code);
    assertThat(error.get("param").isNull()).isTrue();
    assertThat(error.get("type").asText()).isEqualTo("invalid_request_error");
  }

  @ParameterizedTest
  @CsvSource({"bmp", "tiff"})
  void otherFormatsAreRefused(String format) throws Exception {
    JsonNode error =
        OpenAiWire.expect(400, look(url(format, written(format, 3, 3)))).get("error");

    assertThat(error.get("code").asText()).isEqualTo("invalid_image_format");
  }

  @Test
  void aGifThatMovesIsRefused() throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageWriter writer = ImageIO.getImageWritersByFormatName("gif").next();
    try (ImageOutputStream out = ImageIO.createImageOutputStream(bytes)) {
      writer.setOutput(out);
      writer.prepareWriteSequence(null);
      for (int i = 0; i < 2; i++) {
        BufferedImage frame = new BufferedImage(4, 4, BufferedImage.TYPE_BYTE_BINARY);
        writer.writeToSequence(new IIOImage(frame, null, null), null);
      }
      writer.endWriteSequence();
    }

    JsonNode error =
        OpenAiWire.expect(400, look(url("gif", bytes.toByteArray()))).get("error");
    assertThat(error.get("code").asText()).isEqualTo("invalid_image_format");
    assertThat(error.get("message").asText()).contains("Animated");
  }

  @Test
  void aDetailTheModelDoesNotKnowIsRefused() throws Exception {
    HttpWire.Answer original = look(OpenAiWire.MODEL, WEBP, "original");
    HttpWire.Answer unknown = look(OpenAiWire.MODEL, WEBP, "tiny");

    assertThat(OpenAiWire.expect(400, original).at("/error/code").asText())
        .isEqualTo("invalid_value");
    assertThat(OpenAiWire.expect(400, unknown).at("/error/param").asText())
        .isEqualTo("messages[0].content[1].image_url.detail");
  }

  @Test
  void aPictureOnThisMachineIsFetched() throws Exception {
    byte[] picture = Drawing.draw("star", new Random(1), true);
    Service files = new Service() {
      @Override
      public Reply handle(Exchange exchange) {
        return exchange.path().equals("/gone")
            ? Reply.empty(404)
            : Reply.sized(200, picture.length, out -> out.write(picture));
      }

      @Override
      public Reply trouble(Exchange exchange, int status, String message) {
        return Reply.text(status, message);
      }
    };
    try (WebServer pictures = WebServer.start(0, files, Faults.none(), RequestLog.create())) {
      assertThat(said(look(pictures.root() + "/star.png"))).contains("PNG picture");
      JsonNode error = OpenAiWire.expect(400, look(pictures.root() + "/gone")).get("error");
      assertThat(error.get("code").asText()).isEqualTo("invalid_image_url");
      assertThat(error.get("message").asText()).contains("status 404");
    }
  }
}
