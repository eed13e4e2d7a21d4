package dev.fovea.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fovea.error.ImageException;
import dev.fovea.error.UnsendableRequestException;
import dev.fovea.finding.Finding;
import dev.fovea.finding.Severity;
import dev.fovea.image.Image;
import dev.fovea.image.ImageSource;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChatRulesTest {
  private static final ChatRules RULES = ChatRules.read("leaflab", ChatRulesTest.class);
  private static final URI FAR = URI.create("https://pictures.leaflab.test/oak.png?sig=secret");

  private static byte[] picture(String format, int width, int height) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      ImageIO.write(new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB), format, bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static Image small() {
    return Image.of(picture("png", 4, 4));
  }

  private static ChatRequest of(Consumer<ChatRequest.Builder> spec) {
    return ChatRequest.of(r -> spec.accept(r.model("leaf-vlm")));
  }

  private static ChatRequest of(byte[] picture) {
    return of(r -> r.addMessage(Message.user(Image.of(picture), "Which tree?")));
  }

  private static List<String> rules(List<Finding> findings, Severity severity) {
    return findings.stream()
        .filter(finding -> finding.severity() == severity)
        .map(Finding::rule)
        .toList();
  }

  private static List<String> errors(ChatRequest request) {
    return rules(RULES.check(request), Severity.ERROR);
  }

  private static List<String> warnings(ChatRequest request) {
    return rules(RULES.check(request), Severity.WARNING);
  }

  @ParameterizedTest
  @ValueSource(strings = {"png", "jpg", "gif", "bmp", "tiff"})
  void wholePicturesOfKnownFormatsPass(String format) {
    assertThat(RULES.check(of(picture(format, 8, 8)))).isEmpty();
  }

  @Test
  void theRequestIsRefusedWithPlaceAndFixAndNothingIsReadBeyondNeed() {
    ChatRequest request =
        of(r -> r.user("Look", small()).user("So?", small(), Image.of(new byte[0])));

    assertThat(RULES.check(request).stream().filter(f -> f.severity() == Severity.ERROR))
        .singleElement()
        .satisfies(finding -> {
          assertThat(finding.rule()).isEqualTo("leaflab.picture-empty");
          assertThat(finding.pointer()).contains("/messages/1/content/2");
          assertThat(finding.picture()).contains(2);
        });
    assertThatThrownBy(() -> RULES.require(request))
        .isInstanceOfSatisfying(
            UnsendableRequestException.class, e -> assertThat(e.findings()).hasSize(1))
        .hasMessageContaining("leaflab: chat failed: /messages/1/content/2: the picture has no")
        .hasMessageContaining("nothing was sent");
  }

  @Test
  void warningsDoNotStopACall() {
    ChatRequest request = of(r -> r.user("Which tree?", Image.at(FAR)));

    RULES.require(request);

    assertThat(warnings(request)).contains("leaflab.remote-picture");
    assertThat(RULES.check(request).toString()).doesNotContain("secret");
  }

  @Test
  void picturesAreCountedOverTheWholeConversation() {
    ChatRequest three = of(r -> r.user("1", small(), small()).user("2", small()));
    ChatRequest four = of(r -> r.user("1", small(), small()).user("2", small(), Image.at(FAR)));

    assertThat(errors(three)).isEmpty();
    assertThat(errors(four)).containsExactly("leaflab.image-count");
    assertThat(RULES.override("max-pictures", 4).check(four))
        .noneMatch(finding -> finding.severity() == Severity.ERROR);
  }

  @Test
  void theBytesOfAllPicturesCountTogetherAsBase64() {
    byte[] bytes = picture("bmp", 16, 16);
    long chars = (bytes.length + 2L) / 3 * 4;
    ChatRules exact = RULES.override("max-base64-chars", chars * 2);
    ChatRequest two = of(r -> r.user("Look", Image.of(bytes), Image.of(bytes)));

    assertThat(rules(exact.check(two), Severity.ERROR)).isEmpty();
    assertThat(rules(RULES.override("max-base64-chars", chars * 2 - 1).check(two), Severity.ERROR))
        .containsExactly("leaflab.pictures-too-large");
  }

  @Test
  void aPictureBeyondTheLimitIsNotRead() {
    ImageSource huge = new ImageSource() {
      @Override
      public long size() {
        return 1_000_000_000;
      }

      @Override
      public InputStream open() {
        throw new AssertionError("it was opened");
      }
    };

    assertThat(errors(of(r -> r.user("Look", Image.of(huge)))))
        .containsExactly("leaflab.pictures-too-large");
  }

  @ParameterizedTest
  @CsvSource({
    "%PDF-1.7 a document, picture-format, a PDF document",
    "RIFFxxxxWEBPVP8L and so on, picture-format, WEBP",
    "hello, picture-format, text"
  })
  void whatIsNoPictureTheProviderTakesIsToldByItsBytes(String text, String rule, String what) {
    byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);

    assertThat(RULES.check(of(bytes))).singleElement().satisfies(finding -> {
      assertThat(finding.rule()).isEqualTo("leaflab." + rule);
      assertThat(finding.message()).contains(what);
    });
  }

  @ParameterizedTest
  @ValueSource(strings = {"png", "jpg", "bmp"})
  void aPictureThatIsCutOffIsAnError(String format) {
    byte[] whole = picture(format, 64, 64);
    byte[] half = Arrays.copyOf(whole, whole.length * 3 / 4);

    assertThat(errors(of(half))).containsExactly("leaflab.picture-truncated");
  }

  @Test
  void aBrokenHeaderIsAnErrorAndABrokenBodyAWarning() {
    byte[] header = picture("png", 8, 8);
    header[30] ^= 1;
    byte[] body = picture("png", 8, 8);
    body[body.length - 14] ^= 1;

    assertThat(errors(of(header))).containsExactly("leaflab.picture-unreadable");
    assertThat(errors(of(body))).isEmpty();
    assertThat(warnings(of(body))).containsExactly("leaflab.picture-damaged");
    assertThat(errors(of(Arrays.copyOf(header, 20)))).containsExactly("leaflab.picture-unreadable");
  }

  @Test
  void picturesThatDecodersRefuseForTheirSizeAreErrorsAndLargerOnesThanUsefulWarnings() {
    ChatRules rules = RULES.override("max-pixels", 100);

    assertThat(rules(rules.check(of(picture("png", 11, 10))), Severity.ERROR))
        .containsExactly("leaflab.picture-pixels");
    assertThat(rules(
            RULES.override("useful-pixels", 100).check(of(picture("png", 11, 10))),
            Severity.WARNING))
        .containsExactly("leaflab.picture-larger-than-useful");
  }

  @Test
  void aFileThatCannotBeReadIsItsOwnError() {
    ImageSource broken = new ImageSource() {
      @Override
      public long size() {
        return 100;
      }

      @Override
      public InputStream open() throws IOException {
        throw new IOException("the disk is gone");
      }
    };

    assertThatThrownBy(() -> RULES.check(of(r -> r.user("Look", Image.of(broken)))))
        .isInstanceOf(ImageException.class)
        .hasMessageContaining("the disk is gone");
  }

  private static ContentPart url(String url) {
    return new ContentPart.UnknownPart(
        "image_url", Map.of("image_url", Map.of("url", url, "colour", "green")));
  }

  private static ChatRequest part(ContentPart part) {
    return of(
        r -> r.addMessage(Message.builder().role(Role.USER).addContent(part).build()));
  }

  @Test
  void dataUrlsThatSomebodyElseWroteMustBeWhatTheySay() {
    String base64 = Base64.getEncoder().encodeToString(picture("jpg", 8, 8));

    assertThat(errors(part(url("data:image/jpg;base64," + base64)))).isEmpty();
    assertThat(errors(part(url("data:image/png;base64," + base64))))
        .containsExactly("leaflab.picture-type-mismatch");
    assertThat(errors(part(url("data:image/png;base64,####"))))
        .containsExactly("leaflab.picture-unreadable");
    assertThat(warnings(part(url(FAR.toString())))).containsExactly("leaflab.remote-picture");
    assertThat(RULES.check(part(new ContentPart.UnknownPart("image_url", Map.of()))))
        .isEmpty();
  }

  @Test
  void anAddressInAnEarlierTurnIsFetchedAgain() {
    ChatRequest talk =
        of(r -> r.user("Which?", Image.at(FAR)).assistant("An oak.").user("Sure?"));
    ChatRequest last = of(r -> r.user("Hello").assistant("Yes?").user("Which?", Image.at(FAR)));

    assertThat(warnings(talk)).contains("leaflab.remote-picture-again");
    assertThat(warnings(last)).doesNotContain("leaflab.remote-picture-again");
  }

  @Test
  void whatStaysTheSameBelongsFirst() {
    ChatRequest textFirst = of(r -> r.user("Which?", small()).user("And this?", small()));
    ChatRequest late = of(r -> r.user("Hello").system("Be brief."));

    assertThat(warnings(textFirst)).containsExactly("leaflab.static-first");
    assertThat(warnings(textFirst.imagesFirst())).isEmpty();
    assertThat(warnings(late)).containsExactly("leaflab.static-first");
    assertThat(warnings(of(r -> r.system("Be brief.").user("Hello")))).isEmpty();
  }

  @Test
  void someModelsWantPicturesBeforeTheText() {
    ChatRequest request =
        of(r -> r.model("accounts/leaflab/models/Leaf-Old-90b").user("Which?", small()));

    assertThat(warnings(request)).containsExactly("leaflab.pictures-first");
    assertThat(warnings(request.imagesFirst())).isEmpty();
  }

  @Test
  void imagesFirstMovesPicturesAndChangesNothingElse() {
    Image one = small();
    Image other = Image.at(FAR);
    ChatRequest request =
        of(r -> r.system("Be brief.").user("Which?", one, other).temperature(0.5));

    ChatRequest moved = request.imagesFirst();

    assertThat(moved.messages().get(0)).isEqualTo(request.messages().get(0));
    assertThat(moved.messages().get(1).content())
        .containsExactly(
            ContentPart.image(one), ContentPart.image(other), ContentPart.text("Which?"));
    assertThat(moved.temperature()).contains(0.5);
  }

  @Test
  void settingsAreShownAndChangedByName() {
    assertThat(RULES.id()).isEqualTo("leaflab");
    assertThat(RULES.settings()).containsEntry("max-pictures", "3").containsKey("dated");
    assertThatThrownBy(() -> RULES.override("max-picture", 4))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("max-pictures");
    assertThatThrownBy(() -> RULES.override("max-pictures", "many"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("whole number");
    assertThatThrownBy(() -> ChatRules.of("leaflab"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no chat rules of 'leaflab'");
  }
}
