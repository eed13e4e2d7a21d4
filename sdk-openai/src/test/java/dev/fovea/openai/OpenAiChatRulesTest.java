package dev.fovea.openai;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fovea.chat.ChatRequest;
import dev.fovea.chat.ChatRules;
import dev.fovea.chat.ContentPart;
import dev.fovea.chat.Message;
import dev.fovea.chat.Role;
import dev.fovea.chat.Tool;
import dev.fovea.finding.Finding;
import dev.fovea.image.Image;
import dev.fovea.image.ImageSource;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.URI;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class OpenAiChatRulesTest {
  private static final ChatRules RULES = ChatRules.of("openai");

  private static List<String> broken(Image... pictures) {
    List<ContentPart> parts = List.of(pictures).stream()
        .map(ContentPart::image)
        .map(ContentPart.class::cast)
        .toList();
    ChatRequest request =
        ChatRequest.builder().model("gpt-4o").addMessage(Message.user(parts)).build();
    return RULES.check(request).stream().map(Finding::rule).toList();
  }

  @Test
  void pngJpegWebpAndStandingGifsAreTaken() {
    assertThat(broken(
            Image.of(OpenAiPictures.png("RGB", 8)),
            Image.of(OpenAiPictures.png("P", 8)),
            Image.of(OpenAiPictures.jpeg(4)),
            Image.of(OpenAiPictures.webp()),
            Image.of(OpenAiPictures.gif(1))))
        .isEmpty();
  }

  @Test
  void gifsThatMoveAreRefused() {
    assertThat(broken(Image.of(OpenAiPictures.gif(2)))).containsExactly("openai.picture-animated");
  }

  @Test
  void otherFormatsAreRefused() {
    assertThat(broken(Image.of(new byte[] {'P', '6', '\n', '1', ' ', '1', '\n'})))
        .containsExactly("openai.picture-format");
  }

  @Test
  void fifteenHundredPicturesAreTakenAndOneMoreIsNot() {
    Image far = Image.at(URI.create("https://leaves.example/oak.png"));

    assertThat(broken(Collections.nCopies(1500, far).toArray(Image[]::new))).isEmpty();
    assertThat(broken(Collections.nCopies(1501, far).toArray(Image[]::new)))
        .containsExactly("openai.image-count");
  }

  @Test
  void allPicturesTogetherMayHave512MebibytesAsBase64() {
    Image half = Image.of(sized((1L << 28) / 4 * 3));

    assertThat(broken(half, half)).doesNotContain("openai.pictures-too-large");
    assertThat(broken(half, half, Image.of(OpenAiPictures.png("RGB", 8))))
        .contains("openai.pictures-too-large");
  }

  private static List<String> broken(Consumer<ChatRequest.Builder> more) {
    ChatRequest.Builder request =
        ChatRequest.builder().model("gpt-4o").addMessage(Message.user("Which leaf?"));
    more.accept(request);
    return RULES.check(request.build()).stream()
        .map(finding -> finding.rule() + finding.pointer().map(p -> " " + p).orElse(""))
        .toList();
  }

  private static List<String> named(String name) {
    return broken(r -> r.addTool(Tool.builder().name(name).build()));
  }

  @Test
  void namesOfToolsAreOneTo64LettersDigitsAndDashes() {
    assertThat(named("f")).isEmpty();
    assertThat(named("aZ0_-" + "n".repeat(59))).isEmpty();
    assertThat(named("n".repeat(65))).containsExactly("openai.tool-name /tools/0/function/name");
    assertThat(named("leaf of")).containsExactly("openai.tool-name /tools/0/function/name");
  }

  @Test
  void resultsSayWhoseTheyAre() {
    Message tool =
        Message.builder().role(Role.TOOL).addContent(ContentPart.text("3")).build();
    Message function = tool.toBuilder().role(Role.FUNCTION).build();

    assertThat(broken(r -> r.addMessage(tool)))
        .containsExactly("openai.missing-tool-call-id /messages/1");
    assertThat(broken(r -> r.addMessage(tool.toBuilder().toolCallId("c").build())))
        .isEmpty();
    assertThat(broken(r -> r.addMessage(function)))
        .containsExactly("openai.invalid-name /messages/1");
    assertThat(broken(r -> r.addMessage(function.toBuilder().name("f").build())))
        .isEmpty();
  }

  private static ImageSource sized(long bytes) {
    return new ImageSource() {
      @Override
      public long size() {
        return bytes;
      }

      @Override
      public InputStream open() {
        return new ByteArrayInputStream(OpenAiPictures.png("RGB", 8));
      }
    };
  }
}
