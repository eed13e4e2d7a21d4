package dev.fovea.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fovea.chat.ChatRequest;
import dev.fovea.chat.ContentPart;
import dev.fovea.chat.Message;
import dev.fovea.chat.ResponseFormat;
import dev.fovea.chat.Role;
import dev.fovea.chat.Tool;
import dev.fovea.chat.ToolChoice;
import dev.fovea.config.ProviderOptions;
import dev.fovea.error.UnsupportedCapabilityException;
import dev.fovea.image.Image;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class OpenAiChatOptionsTest {
  private record Others(String provider) implements ProviderOptions {}

  @RegisterExtension
  final Recorded openai = new Recorded();

  private OpenAiClient client;

  @BeforeEach
  void open() {
    client = openai.client();
  }

  @AfterEach
  void close() {
    client.close();
  }

  private static ChatRequest of(Consumer<ChatRequest.Builder> spec) {
    return ChatRequest.of(r -> spec.accept(r.model("m").user("x")));
  }

  private static ChatRequest with(Consumer<OpenAiChatOptions.Builder> options) {
    OpenAiChatOptions.Builder own = OpenAiChatOptions.builder();
    options.accept(own);
    return of(r -> r.options(own.build()));
  }

  private static Map<String, @Nullable Object> fields(ChatRequest request) {
    return ChatFields.of(request, false);
  }

  private static Tool press() {
    return Tool.builder().name("press").build();
  }

  @Test
  void whatIsNotSetIsNotSentExceptThatStreamsTellTheirUsage() {
    Map<String, Object> usage = Map.of("stream_options", Map.of("include_usage", true));

    assertThat(fields(of(r -> {}))).isEqualTo(usage);
    assertThat(fields(with(o -> {}))).isEqualTo(usage);
    assertThat(fields(with(o -> o.streamUsage(false)))).isEmpty();
    assertThat(fields(with(o -> o.streamUsage(false).obfuscation(false))))
        .isEqualTo(Map.of("stream_options", Map.of("include_obfuscation", false)));
  }

  @Test
  void aSearchOfTheWebNeedsNoSettings() {
    assertThat(fields(with(o -> o.webSearch(Map.of()))))
        .containsEntry("web_search_options", Map.of());
  }

  @Test
  void customToolsFollowTheFunctionsOrStandAlone() {
    Map<String, Object> label =
        Map.of("type", "custom", "custom", Map.of("name", "label", "description", "Writes."));

    assertThat(fields(with(o -> o.addCustomTool("label", "Writes."))))
        .containsEntry("tools", List.of(label));
    assertThat(fields(with(o -> o.addCustomTool("label", "Writes.")).toBuilder()
            .addTool(press())
            .build()))
        .containsEntry("tools.1", label)
        .doesNotContainKey("tools");
  }

  @Test
  void allowedToolsMayBeCalledOrMustBe() {
    ChatRequest may =
        with(o -> o.addAllowedTool("press")).toBuilder().addTool(press()).build();
    Map<String, Object> tool = Map.of("type", "function", "function", Map.of("name", "press"));

    assertThat(fields(may))
        .containsEntry(
            "tool_choice",
            Map.of(
                "type",
                "allowed_tools",
                "allowed_tools",
                Map.of("mode", "auto", "tools", List.of(tool))));
    assertThat(fields(may.toBuilder().toolChoice(ToolChoice.required()).build()).get("tool_choice"))
        .isEqualTo(Map.of(
            "type",
            "allowed_tools",
            "allowed_tools",
            Map.of("mode", "required", "tools", List.of(tool))));
  }

  @Test
  void optionsKeepTheirValuesThroughABuilder() {
    OpenAiChatOptions options = OpenAiChatOptions.builder()
        .addCustomTool("shelf", "Finds.", "lark", "start: \"a\"")
        .putMetadata("room", "12")
        .verbosity("low")
        .build();

    assertThat(options.provider()).isEqualTo("openai");
    assertThat(options.toBuilder().build()).isEqualTo(options).hasSameHashCodeAs(options);
    assertThat(options.toBuilder().verbosity("high").build()).isNotEqualTo(options);
    assertThat(options.customTools().get(0)).containsOnlyKeys("name", "description", "format");
  }

  @Test
  void optionsThatNeedAnotherCannotBeBuiltWithoutIt() {
    OpenAiChatOptions.Builder voice = OpenAiChatOptions.builder().voice("alloy");
    OpenAiChatOptions.Builder moderated = OpenAiChatOptions.builder().moderateOutput("block");

    assertThatThrownBy(voice::build).hasMessageContaining("voiceFormat");
    assertThatThrownBy(moderated::build).hasMessageContaining("moderationModel");
  }

  private static Stream<Object[]> mistakes() {
    String long65 = "x".repeat(65);
    return Stream.of(new Object[][] {
      {of(r -> r.temperature(2.1)), "temperature is 2.1"},
      {of(r -> r.topP(-0.1)), "topP is -0.1"},
      {of(r -> r.topLogprobs(21)), "topLogprobs is 21"},
      {of(r -> r.n(129)), "n is 129"},
      {of(r -> r.presencePenalty(-2.5)), "presencePenalty is -2.5"},
      {of(r -> r.frequencyPenalty(2.5)), "frequencyPenalty is 2.5"},
      {of(r -> r.stop(List.of("a", "b", "c", "d", "e"))), "at most 4 texts"},
      {with(o -> o.putBiasByToken("7", 101)), "biasByToken is 101"},
      {with(o -> o.safetyIdentifier(long65)), "at most 64 characters in safetyIdentifier"},
      {with(o -> o.putMetadata(long65, "x")), "the name of a label 1 to 64 characters, not 65"},
      {with(o -> o.putMetadata("x", "x".repeat(513))), "the label x 0 to 512 characters, not 513"},
      {with(o -> seventeenWords(o)), "at most 16 labels in metadata, not 17"},
      {with(o -> o.addAllowedTool("press")), "press is none of the request's tools"},
      {
        with(o -> o.addCustomTool("a", "b").addAllowedTool("a")).toBuilder()
            .toolChoice(ToolChoice.none())
            .build(),
        "ToolChoice.auto() or"
      },
      {
        with(o -> o.addCustomTool("a", "b")).toBuilder()
            .toolChoice(ToolChoice.function("a"))
            .build(),
        "addAllowedTool(\"a\")"
      }
    });
  }

  private static void seventeenWords(OpenAiChatOptions.Builder options) {
    for (int i = 0; i < 17; i++) {
      options.putMetadata("w" + i, "x");
    }
  }

  @ParameterizedTest
  @MethodSource("mistakes")
  void mistakesAreToldBeforeAnythingIsSent(ChatRequest request, String message) {
    assertThatThrownBy(() -> client.chat().create(request))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("openai: ")
        .hasMessageContaining(message)
        .hasMessageContaining("nothing was sent");
    assertThat(openai.requests()).isZero();
  }

  private static Message as(Role role, ContentPart part) {
    return Message.builder().role(role).addContent(part).build();
  }

  private static Stream<Object[]> wishes() {
    URI film = URI.create("https://films.leaflab.test/oak.mp4");
    ContentPart picture = ContentPart.image(Image.at(film));
    Message thought = Message.assistant("oak").toBuilder().reasoning("Lobes.").build();
    return Stream.of(new Object[][] {
      {of(r -> r.addMessage(as(Role.USER, ContentPart.video(film)))), "some of its pictures"},
      {of(r -> r.addMessage(as(Role.USER, ContentPart.audio(film)))), "audio(source, format)"},
      {of(r -> r.addMessage(as(Role.TOOL, picture))), "a message of the user"},
      {of(r -> r.addMessage(as(Role.ASSISTANT, picture))), "a message of the user"},
      {of(r -> r.addMessage(thought)), "leave it out"},
      {of(r -> r.responseFormat(ResponseFormat.regex("a+"))), "addCustomTool"},
      {
        of(r -> r.responseFormat(ResponseFormat.jsonObject(Map.of("type", "object")))),
        "jsonSchema(name, schema)"
      }
    });
  }

  @ParameterizedTest
  @MethodSource("wishes")
  void whatOpenAiCannotDoIsRefusedWithAnotherWay(ChatRequest request, String instead) {
    assertThatThrownBy(() -> client.chat().create(request))
        .isInstanceOf(UnsupportedCapabilityException.class)
        .hasMessageContaining(instead);
    assertThat(openai.requests()).isZero();
  }

  @Test
  void optionsOfOtherProvidersAloneAreAMistake() {
    ChatRequest request = of(r -> r.options(new Others("fireworks")));

    assertThatThrownBy(() -> client.chat().create(request))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("fireworks");
    assertThat(openai.requests()).isZero();
  }

  @Test
  void extraPropertiesOfStreamsAreLeftOutWhereNothingStreams() {
    openai.answer(200, "{\"choices\":[]}");

    client
        .chat()
        .create(of(r -> r.putExtraProperty("openai", "stream_options.include_obfuscation", false)));

    assertThat(openai.request().getBody().utf8()).doesNotContain("stream_options");
  }
}
