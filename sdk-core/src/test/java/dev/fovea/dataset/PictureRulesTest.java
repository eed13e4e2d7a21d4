package dev.fovea.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fovea.finding.Finding;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PictureRulesTest {
  private static final byte[] PNG = Samples.png(61);

  @Test
  void wholePicturesPass() {
    assertThat(Samples.broken(Samples.shown(Samples.url("png", PNG)))).isEmpty();
    assertThat(Samples.broken(Samples.shown(Samples.url("jpeg", Samples.jpeg()))))
        .isEmpty();
    assertThat(Samples.broken(Samples.shown(Samples.url("webp", Samples.webp()))))
        .isEmpty();
  }

  @Test
  void escapesThatJsonWritersUseAreUnderstood() {
    String url = Samples.url("png", PNG);

    assertThat(Samples.broken(Samples.shown(url.replace("/", "\\/")))).isEmpty();
    assertThat(Samples.broken(Samples.shown(url.replace("=", "\\u003d").replace("+", "\\u002B"))))
        .isEmpty();
  }

  static Stream<Arguments> oneProblemEach() {
    String url = Samples.url("png", PNG);
    byte[] badHeader = PNG.clone();
    badHeader[20]++;
    byte[] badPixels = PNG.clone();
    badPixels[60]++;
    byte[] jpeg = Samples.jpeg();
    return Stream.of(
        Arguments.of("remote-picture", "https://example.com/a.png"),
        Arguments.of("picture-url", "file:///a.png"),
        Arguments.of("picture-url", "data:image/png," + "abcd"),
        Arguments.of("picture-url", "x".repeat(200_000)),
        Arguments.of("picture-media-type", url.replace("image/png", "image/jpg")),
        Arguments.of("picture-media-type", url.replace("image/png", "IMAGE/PNG")),
        Arguments.of("picture-media-type", url.replace("image/png", "image/png;q=1")),
        Arguments.of("picture-type-mismatch", url.replace("image/png", "image/jpeg")),
        Arguments.of("picture-format", Samples.url("gif", Samples.gif())),
        Arguments.of("picture-format", Samples.url("png", Samples.gif())),
        Arguments.of("picture-unreadable", Samples.url("png", new byte[100])),
        Arguments.of("picture-unreadable", Samples.url("png", badHeader)),
        Arguments.of("picture-damaged", Samples.url("png", badPixels)),
        Arguments.of("picture-empty", "data:image/png;base64,"),
        Arguments.of("picture-base64", url.replace("=", "")),
        Arguments.of("picture-base64", url + "\\n"),
        Arguments.of("picture-base64", url.substring(0, 50) + " " + url.substring(50)),
        Arguments.of("picture-base64", url + "AAAA"),
        Arguments.of("picture-too-large", Samples.url("png", Samples.png(3_000))),
        Arguments.of("picture-truncated", cut("png", PNG)),
        Arguments.of("picture-truncated", cut("jpeg", jpeg)),
        Arguments.of("picture-truncated", cut("webp", Samples.webp())));
  }

  private static String cut(String type, byte[] picture) {
    return Samples.url(type, Arrays.copyOf(picture, picture.length - 1));
  }

  @ParameterizedTest
  @MethodSource
  void oneProblemEach(String rule, String url) {
    DatasetReport report = Samples.check(Samples.shown(url));

    assertThat(report.findings()).singleElement().satisfies(finding -> {
      assertThat(finding.rule()).isEqualTo("test." + rule);
      assertThat(finding.pointer()).contains("/messages/0/content/1/image_url/url");
      assertThat(finding.picture()).contains(0);
      assertThat(finding.toString().length()).isLessThan(400);
    });
  }

  @Test
  void everyPlaceOfACorruptedBase64IsFound() {
    String text = Base64.getEncoder().encodeToString(PNG);
    int head = "data:image/png;base64,".length();
    for (int i = 0; i < text.length() - 2; i++) {
      for (char wrong : new char[] {'-', ' ', '=', '.', 'é', '\\'}) {
        String place = "character " + (i + 1);
        String broken =
            text.substring(0, i) + (wrong == '\\' ? "\\t" : wrong) + text.substring(i + 1);

        DatasetReport report = Samples.check(Samples.shown("data:image/png;base64," + broken));

        assertThat(report.findings())
            .as("%s at %d", wrong, i + head)
            .singleElement()
            .satisfies(finding -> {
              assertThat(finding.rule()).isEqualTo("test.picture-base64");
              // A padding that comes too early shows at the character behind it.
              assertThat(finding.message()).contains(wrong == '=' ? "character " : place);
            });
      }
    }
  }

  @Test
  void picturesAreCountedPerConversation() {
    String picture =
        "{\"type\":\"image_url\",\"image_url\":{\"url\":\"" + Samples.url("png", PNG) + "\"}}";
    String user = "{\"role\":\"user\",\"content\":[%s]}";
    String answer = "{\"role\":\"assistant\",\"content\":[{\"type\":\"text\",\"text\":\"a\"}]}";
    String two = user.formatted(picture + "," + picture);
    String line = "{\"messages\":[" + String.join(",", two, answer, two, answer) + "]}";

    DatasetReport report = Samples.check(line);

    assertThat(report.pictures()).isEqualTo(4);
    assertThat(report.findings()).singleElement().satisfies(finding -> {
      assertThat(finding.rule()).isEqualTo("test.picture-count");
      assertThat(finding.pointer()).contains("/messages");
      assertThat(finding.message()).contains("4").contains("3");
    });
    assertThat(Samples.broken(
            "{\"prompt\":[" + String.join(",", List.of(picture, picture, picture, picture))
                + "],\"completion\":\"a\"}"))
        .containsExactly("picture-count");
  }

  @Test
  void picturesBelongToTheUserAndHaveNoWeight() {
    String line = Samples.shown(Samples.url("png", PNG));

    assertThat(Samples.broken(line.replace("\"user\",", "\"user\",\"weight\":1,")))
        .containsExactly("weighted-picture");
    assertThat(Samples.broken(line.replace("\"user\",", "\"user\",\"weight\":0,")))
        .isEmpty();
    assertThat(Samples.broken(line.replace("user", "system"))).containsExactly("picture-role");
    assertThat(Samples.broken(line.replace("{\"url\"", "{\"detail\":\"low\",\"url\"")))
        .containsExactly("detail-ignored");
  }

  @Test
  void aDataUrlThatIsNotAPictureStaysText() {
    String line = "{\"text\":\"" + Samples.url("png", PNG) + "\"}";

    assertThat(Samples.check(line).findings())
        .extracting(Finding::rule)
        .containsExactly("test.picture-as-text");
    assertThat(Samples.check(line).ok()).isTrue();
  }

  @Test
  void theProvidersOwnVerdictLeavesThePicturesAlone() {
    DatasetRules rules = Samples.rules().override("picture-bytes", "ignore");

    assertThat(rules
            .check(Samples.stream(Samples.shown("data:image/png;base64,...")))
            .ok())
        .isTrue();
    assertThat(rules
            .check(Samples.stream(Samples.shown("data:image/gif;base64,...")))
            .ok())
        .isFalse();
  }
}
