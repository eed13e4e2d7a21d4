package dev.fovea.openai;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fovea.openai.OpenAiWebhookException.Reason;
import dev.fovea.providertests.FakeTiming;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whoever does not know the secret gets nothing but the typed exception. */
class OpenAiWebhooksPropertyTest {
  private static final String SECRET =
      "whsec_" + Base64.getEncoder().encodeToString("leaflab-secret".getBytes(UTF_8));
  private static final String NOW = "1795255200";

  private final OpenAiWebhooks webhooks =
      OpenAiWebhooks.builder().secret(SECRET).timing(new FakeTiming()).build();

  private Reason reason(Map<String, List<String>> headers, byte[] body) {
    try {
      webhooks.verify(headers, body);
      throw new AssertionError("verified without the secret: " + headers);
    } catch (OpenAiWebhookException refusal) {
      assertThat(refusal.getMessage()).doesNotContain(SECRET);
      return refusal.reason();
    }
  }

  @Property(tries = 300)
  void anyHeadersAndBytesAreRefused(
      @ForAll("values") String id,
      @ForAll("values") String timestamp,
      @ForAll("values") String signature,
      @ForAll byte[] body) {
    Reason reason = reason(
        Map.of(
            "Webhook-Id", List.of(id),
            "Webhook-Timestamp", List.of(timestamp),
            "Webhook-Signature", List.of(signature)),
        body);

    assertThat(reason).isNotEqualTo(Reason.UNREADABLE);
  }

  @Property(tries = 300)
  void anySignatureAtTheRightTimeIsWrong(@ForAll("values") String signature, @ForAll byte[] body) {
    Reason reason = reason(
        Map.of(
            "webhook-id", List.of("wh_1"),
            "webhook-timestamp", List.of(NOW),
            "webhook-signature", List.of("v1," + signature)),
        body);

    assertThat(reason).isEqualTo(Reason.SIGNATURE_WRONG);
  }

  @Provide
  Arbitrary<String> values() {
    return Arbitraries.oneOf(
        Arbitraries.strings().ofMaxLength(60),
        Arbitraries.strings().withCharRange('0', '9').ofMinLength(1).ofMaxLength(20),
        Arbitraries.strings().withChars("v1,= +/AZaz09.").ofMaxLength(120),
        Arbitraries.of(NOW, "v1,", "", " ", "whsec_"));
  }
}
