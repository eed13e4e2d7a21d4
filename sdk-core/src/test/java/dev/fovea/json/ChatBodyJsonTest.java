package dev.fovea.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fovea.chat.ChatRequest;
import dev.fovea.chat.ContentPart;
import dev.fovea.chat.Message;
import dev.fovea.chat.ResponseFormat;
import dev.fovea.chat.Role;
import dev.fovea.chat.Tool;
import dev.fovea.chat.ToolCall;
import dev.fovea.chat.ToolChoice;
import dev.fovea.config.Limits;
import dev.fovea.image.Detail;
import dev.fovea.image.Image;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChatBodyJsonTest {
  private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10, 0, 0, 0, 1};
  private static final String PNG_URL =
      "data:image/png;base64," + Base64.getEncoder().encodeToString(PNG);

  private final ChatCodec common = codec(ChatDialect.builder().build());

  private static ChatCodec codec(ChatDialect dialect) {
    return ChatCodec.of(Limits.builder().build(), dialect);
  }

  private static String text(ChatBody body) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      body.writeTo(bytes);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    assertThat(bytes.size()).as("announced length").isEqualTo((int) body.contentLength());
    return bytes.toString(UTF_8);
  }

  private String json(Consumer<ChatRequest.Builder> spec) {
    return text(common.body(ChatRequest.of(spec), false, Map.of()));
  }

  @Test
  void whatIsNotSetIsNotSent() {
    assertThat(json(r -> r.model("acme/eye").user("Hi")))
        .isEqualTo(
            "{\"model\":\"acme/eye\",\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}");
  }

  @Test
  void everySettingStandsUnderItsName() {
    String json = json(r -> r.model("m")
        .maxTokens(64)
        .temperature(0.2)
        .topP(1)
        .n(2)
        .seed(Long.MIN_VALUE)
        .addStop("END")
        .addStop("\n")
        .presencePenalty(-2)
        .frequencyPenalty(0.5)
        .topLogprobs(3)
        .endUser("u-1")
        .responseFormat(ResponseFormat.jsonObject())
        .user("Hi"));
    assertThat(json)
        .isEqualTo("{\"model\":\"m\",\"max_tokens\":64,\"temperature\":0.2,\"top_p\":1.0,\"n\":2,"
            + "\"seed\":-9223372036854775808,\"stop\":[\"END\",\"\\n\"],\"presence_penalty\":-2.0,"
            + "\"frequency_penalty\":0.5,\"logprobs\":true,\"top_logprobs\":3,\"user\":\"u-1\","
            + "\"response_format\":{\"type\":\"json_object\"},"
            + "\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}");
  }

  @Test
  void aDialectRenamesAndDropsWhatTheProviderHasNoWordFor() {
    ChatCodec dialect = codec(ChatDialect.builder()
        .detail(false)
        .maxTokensField("max_completion_tokens")
        .logprobsIsCount(true)
        .asksForStreamUsage(false)
        .build());
    ChatRequest request = ChatRequest.of(r ->
        r.model("m").maxTokens(1).topLogprobs(5).user("?", Image.of(PNG).withDetail(Detail.LOW)));
    assertThat(text(dialect.body(request, true, Map.of())))
        .isEqualTo("{\"model\":\"m\",\"max_completion_tokens\":1,\"logprobs\":5,\"stream\":true,"
            + "\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":\"?\"},"
            + "{\"type\":\"image_url\",\"image_url\":{\"url\":\"" + PNG_URL + "\"}}]}]}");
  }

  @Test
  void picturesAreWrittenInTheirPlaces() {
    String json = json(r -> r.model("m")
        .addMessage(Message.user(Image.of(PNG).withDetail(Detail.HIGH), "both?"))
        .user("and this", Image.at(URI.create("https://pictures.example/a.png?x=1&y=2"))));
    assertThat(json)
        .isEqualTo("{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":["
            + "{\"type\":\"image_url\",\"image_url\":{\"url\":\"" + PNG_URL
            + "\",\"detail\":\"high\"}},"
            + "{\"type\":\"text\",\"text\":\"both?\"}]},"
            + "{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":\"and this\"},"
            + "{\"type\":\"image_url\",\"image_url\":"
            + "{\"url\":\"https://pictures.example/a.png?x=1&y=2\"}}]}]}");
  }

  @Test
  void theLengthIsKnownAndTheBodyCanBeWrittenAgain(@TempDir Path folder) throws IOException {
    for (int size : new int[] {8, 9, 10, 11, 12, 6_143, 6_144, 6_145, 100_000}) {
      Path file = Files.write(folder.resolve(size + ".png"), Arrays.copyOf(PNG, size));
      ChatRequest request =
          ChatRequest.of(r -> r.model("m").user("?", Image.of(file), Image.of(PNG)));
      ChatBody body = common.body(request, true, Map.of());
      String first = text(body);
      assertThat(text(body)).isEqualTo(first);
      assertThat(first)
          .contains(Base64.getEncoder().encodeToString(Arrays.copyOf(PNG, size)) + "\"}}");
    }
  }

  @Test
  void aStreamAsksForItsUsage() {
    ChatRequest request = ChatRequest.of(r -> r.model("m").user("Hi"));
    assertThat(text(common.body(request, true, Map.of())))
        .isEqualTo("{\"model\":\"m\",\"stream\":true,\"stream_options\":{\"include_usage\":true},"
            + "\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}");
  }

  @Test
  void toolsAndSchemasAreWrittenInTheirOrder() {
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put("type", "object");
    schema.put("required", List.of("city"));
    String json = json(r -> r.model("m")
        .addTool(Tool.builder()
            .name("weather")
            .description("Tells it")
            .parameters(schema)
            .strict(true)
            .build())
        .addTool(Tool.builder().name("now").build())
        .toolChoice(ToolChoice.function("weather"))
        .responseFormat(ResponseFormat.jsonSchema("answer", schema, false))
        .user("Hi"));
    assertThat(json)
        .isEqualTo(
            "{\"model\":\"m\",\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"weather\","
                + "\"description\":\"Tells it\",\"parameters\":{\"type\":\"object\",\"required\":[\"city\"]},"
                + "\"strict\":true}},{\"type\":\"function\",\"function\":{\"name\":\"now\"}}],"
                + "\"tool_choice\":{\"type\":\"function\",\"function\":{\"name\":\"weather\"}},"
                + "\"response_format\":{\"type\":\"json_schema\",\"json_schema\":{\"name\":\"answer\","
                + "\"schema\":{\"type\":\"object\",\"required\":[\"city\"]},\"strict\":false}},"
                + "\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}");
  }

  @Test
  void everyToolChoiceAndFormatHasItsWord() {
    assertThat(json(r -> r.model("m").user("").toolChoice(ToolChoice.auto())))
        .contains("\"tool_choice\":\"auto\"");
    assertThat(json(r -> r.model("m").user("").toolChoice(ToolChoice.none())))
        .contains("\"tool_choice\":\"none\"");
    assertThat(json(r -> r.model("m").user("").toolChoice(ToolChoice.required())))
        .contains("\"tool_choice\":\"required\"");
    assertThat(json(r -> r.model("m").user("").responseFormat(ResponseFormat.text())))
        .contains("\"response_format\":{\"type\":\"text\"}");
    assertThat(json(r -> r.model("m").user("").responseFormat(ResponseFormat.regex("a|b"))))
        .contains("\"response_format\":{\"type\":\"regex\",\"pattern\":\"a|b\"}");
  }

  @Test
  void aConversationWithToolsIsCarriedOn() {
    Message call = Message.builder()
        .role(Role.ASSISTANT)
        .addToolCall(ToolCall.builder()
            .id("call-1")
            .name("now")
            .arguments("{\"zone\":\"UTC\"}")
            .build())
        .reasoning("I need the time")
        .weight(0)
        .build();
    String json = json(r -> r.model("m")
        .system("Be brief")
        .user("Time?")
        .addMessage(call)
        .addMessage(Message.tool("call-1", "12:00")));
    assertThat(json)
        .isEqualTo("{\"model\":\"m\",\"messages\":[{\"role\":\"system\",\"content\":\"Be brief\"},"
            + "{\"role\":\"user\",\"content\":\"Time?\"},"
            + "{\"role\":\"assistant\",\"content\":null,\"tool_calls\":[{\"id\":\"call-1\","
            + "\"type\":\"function\",\"function\":{\"name\":\"now\","
            + "\"arguments\":\"{\\\"zone\\\":\\\"UTC\\\"}\"}}],\"reasoning\":\"I need the time\"},"
            + "{\"role\":\"tool\",\"content\":\"12:00\",\"tool_call_id\":\"call-1\"}]}");
  }

  @Test
  void vendorFieldsAreMergedIntoTheBody() {
    ChatRequest request = ChatRequest.of(r -> r.model("m")
        .temperature(0.5)
        .responseFormat(ResponseFormat.jsonSchema("a", Map.of()))
        .user("Hi", Image.of(PNG)));
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("top_k", 40);
    fields.put("response_format.json_schema.description", "what it is");
    fields.put("reasoning.enabled", false);
    fields.put("temperature", 0.75);
    fields.put("logit_bias", Map.of("50256", -100));
    assertThat(text(common.body(request, false, fields)))
        .isEqualTo(
            "{\"model\":\"m\",\"temperature\":0.75,\"response_format\":{\"type\":\"json_schema\","
                + "\"json_schema\":{\"name\":\"a\",\"schema\":{},\"description\":\"what it is\"}},"
                + "\"top_k\":40,\"reasoning\":{\"enabled\":false},\"logit_bias\":{\"50256\":-100},"
                + "\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":\"Hi\"},"
                + "{\"type\":\"image_url\",\"image_url\":{\"url\":\"" + PNG_URL + "\"}}]}]}");
  }

  @Test
  void vendorFieldsCannotReachIntoMessagesNorHoldAnything() {
    ChatRequest request = ChatRequest.of(r -> r.model("m").user("Hi"));
    assertThatThrownBy(() -> common.body(request, false, Map.of("messages.0.role", "system")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("additionalProperties");
    assertThatThrownBy(() -> common.body(request, false, Map.of("x", new Object())))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("java.lang.Object");
    assertThatThrownBy(() -> common.body(request, false, Map.of("x", Double.NaN)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aPictureThatIsNoneIsRefusedBeforeAnythingIsWritten() {
    ChatRequest request =
        ChatRequest.of(r -> r.model("m").user("?", Image.of("not a picture".getBytes(UTF_8))));
    assertThatThrownBy(() -> common.body(request, false, Map.of()))
        .isInstanceOf(dev.fovea.error.ImageException.class);
  }

  @Test
  void controlCharactersAndQuotesInTextAreEscaped() {
    assertThat(json(r -> r.model("m").user("\"\\\u0000\u2028 é \uD83D\uDE00")))
        .isEqualTo("{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":"
            + "\"\\\"\\\\\\u0000\u2028 é \\uD83D\\uDE00\"}]}");
  }

  @Test
  void unknownPartsAndMembersGoOutAsTheyAre() {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("video_url", Map.of("url", "https://v.example/1"));
    Message message = Message.builder()
        .role(Role.USER)
        .addContent(new ContentPart.UnknownPart("video_url", fields))
        .additionalProperties(Map.of("cache", true, "role", "system"))
        .build();
    assertThat(json(r -> r.model("m").addMessage(message)))
        .isEqualTo(
            "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"video_url\","
                + "\"video_url\":{\"url\":\"https://v.example/1\"}}],\"cache\":true}]}");
  }
}
