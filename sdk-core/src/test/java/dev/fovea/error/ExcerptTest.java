package dev.fovea.error;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Base64;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExcerptTest {
  private static final String BASE64 = Base64.getEncoder().encodeToString(noise(3000));

  @Property(tries = 1000)
  void isNeverTooLongAndHasNoControlCharacter(
      @ForAll String text, @ForAll @IntRange(min = 1, max = 300) int max) {
    String excerpt = Excerpt.of(text, max);

    assertThat(excerpt.length()).isLessThanOrEqualTo(max);
    assertThat(excerpt.chars().noneMatch(Character::isISOControl)).isTrue();
  }

  @Property(tries = 1000)
  void cleaningACleanTextChangesNothing(@ForAll String text) {
    String once = Excerpt.of(text, 200);

    assertThat(Excerpt.of(once, 200)).isEqualTo(once);
  }

  @Property(tries = 1000)
  void whateverTextIsMadeOfNoPictureShows(@ForAll("pieces") List<String> pieces) {
    String excerpt = Excerpt.of(String.join("", pieces), 2_000);

    assertThat(excerpt).hasSizeLessThanOrEqualTo(2_000).doesNotContain(BASE64.substring(4, 72));
  }

  @Provide
  Arbitrary<List<String>> pieces() {
    return Arbitraries.of(
            "data:",
            "image/png",
            ";base64,",
            BASE64,
            BASE64.substring(0, 80),
            " ",
            "\n",
            "\"",
            "\\",
            "{",
            "}",
            ":",
            "=",
            "?",
            "&",
            "token",
            "api_key",
            "://",
            "@",
            "host",
            "/",
            "Bearer ",
            "abcdefgh",
            "😀",
            "\ud800",
            "***")
        .list()
        .ofMaxSize(12);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "n_epochs must be positive",
        "max_tokens=4096 is too large, tokens: 5",
        "model accounts/team/models/qwen3-vl-8b-instruct-finetuned-on-our-receipts-2026-11 is not deployed",
        "sha256 5d41402abc4b2a76b9719d911017c5925d41402abc4b2a76b9719d911017c592 differs",
        "see https://api.example.com/v1/files?purpose=fine-tune&limit=10",
        "request 0b5e1f2a-1111-4222-8333-123456789abc",
        "/home/somebody/projects/pictures/train/receipts/2026/11/scan-0001.jsonl",
        "the bearer token is missing",
        "Ünïcode and 漢字 and 😀 stay"
      })
  void leavesOrdinaryWordsAlone(String text) {
    assertThat(Excerpt.of(text, 500)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "GET https://s3/x?X-Amz-Signature=abc123&X-Amz-Date=now end | abc123",
        "https://blob/x?sv=1&sig=hush%2Bhush&se=2                   | hush",
        "https://g/x?X-Goog-Credential=hush                         | hush",
        "https://h/x?key=hush                                       | hush",
        "https://h/x?a=1\\u0026sig=hush                             | hush",
        "https://user:hush@host/path                                | hush",
        "Authorization: Bearer abcdefgh12345                        | abcdefgh12345",
        "curl -H 'Authorization: Basic aHVzaA=='                    | aHVzaA",
        "{\"api_key\": \"hush\", \"a\": 1}                          | hush",
        "x-api-key: hush                                            | hush",
        "{\"error\":\"bad\",\"password\":\"hush\"}                  | hush",
        "api_key=hush&x=1                                           | hush",
        "security_token=hush                                        | hush"
      })
  void hidesWhatGivesAccess(String text, String secret) {
    assertThat(Excerpt.of(text, 500)).contains("***").doesNotContain(secret);
  }

  @Test
  void keepsTheRestOfASignedAddress() {
    assertThat(Excerpt.of("https://s3/x?X-Amz-Signature=abc&limit=3 failed", 500))
        .isEqualTo("https://s3/x?X-Amz-Signature=***&limit=3 failed");
    assertThat(Excerpt.of("{\"api_key\": \"hush\", \"a\": 1}", 500))
        .isEqualTo("{\"api_key\": \"***\", \"a\": 1}");
  }

  @Test
  void shortensPicturesToTheirLength() {
    String text = Excerpt.of("bad url \"data:image/png;base64," + BASE64 + "\" in message 0", 500);

    assertThat(text).isEqualTo("bad url \"data:image/png;base64,…[4000 characters]\" in message 0");
    assertThat(Excerpt.of("image " + BASE64 + " is broken", 500))
        .matches("image .{4}…\\[4000 characters] is broken");
  }

  @Test
  void shortensPicturesWhoseSlashesAreEscaped() {
    String escaped = BASE64.replace("/", "\\/");

    assertThat(Excerpt.of("{\"url\":\"data:image\\/png;base64," + escaped + "\"}", 500))
        .startsWith("{\"url\":\"data:image\\/png;base64,…[")
        .hasSizeLessThan(80);
  }

  @Test
  void noPartOfALongPictureIsShownWhereverItStands() {
    for (int start = 0; start < 60; start++) {
      String text = "x".repeat(start) + " " + BASE64 + " y";
      assertThat(Excerpt.of(text, 300)).doesNotContain(BASE64.substring(4, 40));
    }
  }

  @Test
  void hidesAKnownKey() {
    assertThat(Excerpt.of("key sk-12345 is wrong", 100, "sk-12345")).isEqualTo("key *** is wrong");
    assertThat(Excerpt.of("key is wrong", 100, " ")).isEqualTo("key is wrong");
  }

  @Test
  void becomesOneLine() {
    assertThat(Excerpt.of("<html>\r\n  <b>502\u0007</b>\u202e\n", 100))
        .isEqualTo("<html> <b>502</b>");
  }

  @Test
  void saysThatItWasCutAndCutsNoCharacterInTwo() {
    assertThat(Excerpt.of("abcdef", 4)).isEqualTo("abc…");
    assertThat(Excerpt.of("ab😀def", 4)).isEqualTo("ab…");
    assertThatThrownBy(() -> Excerpt.of("a", 0)).isInstanceOf(IllegalArgumentException.class);
  }

  private static byte[] noise(int size) {
    byte[] bytes = new byte[size];
    new Random(7).nextBytes(bytes);
    return bytes;
  }
}
