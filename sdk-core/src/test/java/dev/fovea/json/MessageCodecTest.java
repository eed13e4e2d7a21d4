package dev.fovea.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import dev.fovea.chat.ContentPart;
import dev.fovea.chat.ContentPart.ImagePart;
import dev.fovea.chat.ContentPart.TextPart;
import dev.fovea.chat.ContentPart.UnknownPart;
import dev.fovea.chat.Message;
import dev.fovea.chat.Role;
import dev.fovea.config.Limits;
import dev.fovea.error.UnreadableResponseException;
import dev.fovea.image.Detail;
import dev.fovea.image.Image;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MessageCodecTest {
  private static final JsonFactory FACTORY = JsonFactories.of(Limits.builder().build());
  private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10, 1, 2};

  private final MessageCodec codec = MessageCodec.forTraining(true);

  static Message read(MessageCodec codec, String json) {
    try (JsonParser parser = FACTORY.createParser(json.getBytes(UTF_8))) {
      parser.nextToken();
      Message message = codec.read(parser);
      assertThat(parser.nextToken()).isNull();
      return message;
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  static String write(MessageCodec codec, Message message, boolean listForm) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator out = FACTORY.createGenerator(bytes)) {
      codec.write(out, message, listForm);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return bytes.toString(UTF_8);
  }

  private void staysAsItIs(String json) {
    assertThat(write(codec, read(codec, json), false)).isEqualTo(json);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"role\":\"user\",\"content\":\"Hi\"}",
        "{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":\"Hi\"}]}",
        "{\"role\":\"user\",\"content\":[]}",
        "{\"role\":\"user\",\"content\":\"\"}",
        "{\"role\":\"function\",\"content\":\"odd\",\"name\":\"f\"}",
        "{\"role\":\"assistant\",\"content\":null,\"tool_calls\":[{\"id\":\"1\",\"type\":\"custom\","
            + "\"custom\":{\"name\":\"x\",\"input\":\"y\"}}]}",
        "{\"role\":\"assistant\",\"content\":\"a\",\"reasoning\":\"r\",\"weight\":1}",
        "{\"role\":\"assistant\",\"content\":\"a\",\"weight\":0.5}",
        "{\"role\":\"user\",\"content\":[{\"type\":\"image_url\",\"image_url\":{\"url\":\"https://p.example/a%20b.png?c=d\"}}]}",
        "{\"role\":\"user\",\"content\":[{\"type\":\"image_url\",\"image_url\":{\"url\":\"data:image/png;base64,iVBORw0KGgoB\",\"detail\":\"low\"}}]}",
      })
  void aMessageStaysAsItIs(String json) {
    staysAsItIs(json);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"type\":\"video_url\",\"video_url\":{\"url\":\"https://v.example\",\"fps\":null,\"range\":[1,2.5,-0.0,1e300]}}",
        "{\"type\":\"input_audio\",\"input_audio\":{\"data\":\"AAAA\",\"format\":\"wav\"},\"big\":123456789012345678901234567890}",
        "{\"type\":\"text\",\"text\":\"with more\",\"cache_control\":{\"type\":\"ephemeral\"}}",
        "{\"type\":\"image_url\",\"image_url\":{\"url\":\"https://p.example/a.png\",\"crop\":true}}",
        "{\"type\":\"image_url\",\"image_url\":\"https://p.example/a.png\"}",
        "{\"type\":\"image_url\",\"image_url\":{\"url\":\"https://p.example/a.png\",\"detail\":\"huge\"}}",
        "{\"kind\":\"no type at all\",\"deep\":[[[{}]]]}",
        "{\"type\":7}",
        "{}"
      })
  void aPartOfAnUnknownKindStaysAsItIs(String part) {
    String json = "{\"role\":\"user\",\"content\":[" + part + "]}";
    Message message = read(codec, json);
    assertThat(message.content().get(0)).isInstanceOf(UnknownPart.class);
    assertThat(write(codec, message, false)).isEqualTo(json.replace("1e300", "1.0E300"));
  }

  @Test
  void theTextOfATextPartWithMoreMembersIsStillText() {
    Message message = read(
        codec,
        "{\"role\":\"user\",\"content\":["
            + "{\"type\":\"text\",\"text\":\"a\"},{\"type\":\"text\",\"text\":\"b\",\"x\":1}]}");
    assertThat(message.text()).isEqualTo("ab");
  }

  @Test
  void numbersKeepTheirDigits() {
    UnknownPart part = (UnknownPart) read(
            codec,
            "{\"role\":\"user\",\"content\":[{\"a\":1,\"b\":4294967296,"
                + "\"c\":18446744073709551616,\"d\":0.1,\"e\":0.10000000000000000001}]}")
        .content()
        .get(0);
    assertThat(part.fields())
        .containsEntry("a", 1)
        .containsEntry("b", 4_294_967_296L)
        .containsEntry("c", new BigInteger("18446744073709551616"))
        .containsEntry("d", 0.1)
        .containsEntry("e", new BigDecimal("0.10000000000000000001"));
  }

  @Test
  void unknownMembersAreKeptAndNullsForgotten() {
    Message message = read(
        codec,
        "{\"role\":\"assistant\",\"content\":\"a\",\"refusal\":null,"
            + "\"annotations\":[{\"n\":null}]}");
    assertThat(message.additionalProperties().keySet()).containsExactly("annotations");
    assertThat(write(codec, message, false))
        .isEqualTo("{\"role\":\"assistant\",\"content\":\"a\",\"annotations\":[{\"n\":null}]}");
  }

  @Test
  void aSingleTextIsAListIfAllMustBe() {
    assertThat(write(codec, Message.system("s"), true))
        .isEqualTo("{\"role\":\"system\",\"content\":[{\"type\":\"text\",\"text\":\"s\"}]}");
    assertThat(write(codec, Message.builder().role(Role.ASSISTANT).build(), true))
        .isEqualTo("{\"role\":\"assistant\",\"content\":[]}");
  }

  @Test
  void picturesKeepTheirBytesAndTheirDetail() throws IOException {
    String json = write(codec, Message.user("?", Image.of(PNG).withDetail(Detail.AUTO)), false);
    Message message = read(codec, json);
    assertThat(message.content().get(0)).isEqualTo(new TextPart("?"));
    Image image = ((ImagePart) message.content().get(1)).image();
    assertThat(image.open().readAllBytes()).isEqualTo(PNG);
    assertThat(image.detail()).contains(Detail.AUTO);
    assertThat(json).contains(Base64.getEncoder().encodeToString(PNG));
  }

  @Test
  void weightsAreForTrainingOnly() {
    Message message = Message.builder().role(Role.ASSISTANT).weight(0).build();
    assertThat(write(codec, message, false))
        .isEqualTo("{\"role\":\"assistant\",\"content\":null,\"weight\":0}");
    assertThat(write(MessageCodec.forChat(true), message, false))
        .isEqualTo("{\"role\":\"assistant\",\"content\":null}");
  }

  @Test
  void bothWordsForReasoningAreUnderstood() {
    assertThat(
            read(codec, "{\"role\":\"assistant\",\"reasoning_content\":\"r\"}").reasoning())
        .contains("r");
    Message both =
        read(codec, "{\"role\":\"assistant\",\"reasoning\":\"r\",\"reasoning_content\":\"r\"}");
    assertThat(both.reasoning()).contains("r");
    assertThat(both.additionalProperties()).isEmpty();
  }

  @Test
  void argumentsSentAsJsonBecomeJsonText() {
    Message message = read(
        codec,
        "{\"role\":\"assistant\",\"tool_calls\":[{\"index\":0,\"id\":null,"
            + "\"function\":{\"name\":\"f\",\"arguments\":{\"a\":[1,null]}}},{\"function\":null}]}");
    assertThat(message.toolCalls().get(0).arguments()).isEqualTo("{\"a\":[1,null]}");
    assertThat(message.toolCalls().get(0).id()).isEmpty();
    assertThat(message.toolCalls().get(1).name()).isEmpty();
  }

  @Test
  void aTrainingMessageNeedsARoleAndAnAnswerIsTheAssistants() {
    assertThatThrownBy(() -> read(codec, "{\"content\":\"a\"}"))
        .isInstanceOf(UnreadableResponseException.class)
        .hasMessageContaining("no role");
    assertThat(read(MessageCodec.forChat(true), "{\"content\":\"a\"}").role())
        .isEqualTo(Role.ASSISTANT);
  }

  @Test
  void theWrongFormIsNamedWithItsPlaceAndWithoutItsText() {
    assertThatThrownBy(
            () -> read(codec, "{\"role\":\"user\",\"content\":{\"secret\":\"marker-1\"}}"))
        .isInstanceOfSatisfying(
            UnreadableResponseException.class, e -> assertThat(e.path()).isEqualTo("$.content"))
        .hasMessageNotContaining("marker-1");
    assertThatThrownBy(() -> read(codec, "{\"role\":\"user\",\"content\":[\"a\",7]}"))
        .hasMessageContaining("$.content[1]");
    assertThatThrownBy(() -> read(
            codec,
            "{\"role\":\"user\",\"content\":[{\"type\":\"image_url\","
                + "\"image_url\":{\"url\":\"file:///marker-1\"}}]}"))
        .isInstanceOf(UnreadableResponseException.class)
        .hasMessageContaining("$.content[0].image_url.url")
        .hasMessageNotContaining("marker-1");
    assertThatThrownBy(() -> read(codec, "[]")).hasMessageContaining("a list");
  }

  @Test
  void picturesNeedBytesBelowTheGenerator() throws IOException {
    try (JsonGenerator out = FACTORY.createGenerator(new StringWriter())) {
      assertThatThrownBy(() -> codec.write(out, Message.user("?", Image.of(PNG))))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void aStringAmongThePartsIsText() {
    Message message = read(codec, "{\"role\":\"user\",\"content\":[\"a\",\"b\"]}");
    assertThat(message.content()).isEqualTo(List.of(ContentPart.text("a"), ContentPart.text("b")));
  }
}
