package dev.fovea.json;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fovea.chat.ContentPart;
import dev.fovea.chat.ContentPart.UnknownPart;
import dev.fovea.chat.Message;
import dev.fovea.chat.Role;
import dev.fovea.chat.ToolCall;
import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class MessageCodecPropertyTest {
  private final MessageCodec codec = MessageCodec.forTraining(true);

  @Property(tries = 300)
  void whatWasWrittenIsReadAgain(@ForAll("messages") Message message) {
    String json = MessageCodecTest.write(codec, message, false);
    assertThat(MessageCodecTest.read(codec, json)).isEqualTo(message);
  }

  @Property(tries = 100)
  void theListFormHoldsTheSameParts(@ForAll("messages") Message message) {
    Message read = MessageCodecTest.read(codec, MessageCodecTest.write(codec, message, true));
    assertThat(read.content()).isEqualTo(message.content());
    assertThat(read.contentIsList()).isTrue();
  }

  // Lone surrogates have no form in UTF-8.
  private static Arbitrary<String> texts() {
    return Arbitraries.strings()
        .ofMaxLength(20)
        .filter(text -> text.chars().noneMatch(c -> Character.isSurrogate((char) c)));
  }

  private static Arbitrary<Object> values() {
    Arbitrary<Object> leaf = Arbitraries.oneOf(
        texts().map(text -> (Object) text),
        Arbitraries.integers().map(number -> (Object) number),
        Arbitraries.of(true, false).map(flag -> (Object) flag),
        Arbitraries.doubles().map(number -> (Object) number),
        Arbitraries.longs().between(0, Long.MAX_VALUE).map(number ->
            (Object) BigInteger.TWO.pow(64).add(BigInteger.valueOf(number))));
    return Arbitraries.lazyOf(
        () -> leaf,
        () -> leaf.list().ofMaxSize(3).map(list -> (Object) list),
        () ->
            Arbitraries.maps(texts(), leaf.injectNull(0.2)).ofMaxSize(3).map(map -> (Object) map));
  }

  private static Arbitrary<ContentPart> parts() {
    Arbitrary<ContentPart> unknown = Combinators.combine(
            Arbitraries.of("video_url", "x"),
            Arbitraries.maps(texts().map(name -> "f" + name), values().injectNull(0.1))
                .ofMaxSize(3))
        .as((type, fields) -> new UnknownPart(type, new LinkedHashMap<>(fields)));
    return Arbitraries.oneOf(texts().map(ContentPart::text), unknown);
  }

  private static Arbitrary<ToolCall> calls() {
    return Combinators.combine(texts(), texts(), texts())
        .as((id, name, arguments) ->
            ToolCall.builder().id(id).name(name).arguments(arguments).build());
  }

  @Provide
  Arbitrary<Message> messages() {
    Arbitrary<Map<String, Object>> others =
        Arbitraries.maps(texts().map(name -> "other" + name), values()).ofMaxSize(2);
    Arbitrary<List<ToolCall>> toolCalls = calls().list().ofMaxSize(2);
    return Combinators.combine(
            Arbitraries.of(Role.SYSTEM, Role.USER, Role.ASSISTANT, Role.TOOL, Role.DEVELOPER),
            parts().list().ofMaxSize(3),
            texts().optional(),
            toolCalls,
            Arbitraries.doubles().between(0, 1).optional(),
            others)
        .as((role, content, name, calls, weight, more) -> {
          Message.Builder message = Message.builder()
              .role(role)
              .content(content)
              .toolCalls(calls)
              .additionalProperties(more);
          name.ifPresent(message::name);
          name.ifPresent(message::reasoning);
          weight.ifPresent(message::weight);
          return message.build();
        });
  }
}
