package dev.fovea.openai;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.fovea.openai.OpenAiWebhookException.Reason;
import dev.fovea.providertests.FakeTiming;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The clock of these tests stands at 2026-11-21T10:00:00Z. */
class OpenAiWebhooksTest {
  private static final long NOW = 1_795_255_200L;
  private static final byte[] KEY = "leaflab-secret-0123456789".getBytes(UTF_8);
  private static final String SECRET = "whsec_" + Base64.getEncoder().encodeToString(KEY);
  private static final String PLAIN_SECRET = "plain secret ö";
  private static final String BODY =
      "{\"object\":\"event\",\"id\":\"evt_1\",\"type\":\"fine_tuning.job.succeeded\","
          + "\"created_at\":1790009000,\"data\":{\"id\":\"ftjob-Kd92\"},\"future\":1}";

  // Both were computed with Python's hmac module.
  private static final String SIGNATURE = "v1,MsjLG6SXMMU868QSmWflOj+Iv8Dya7LT3HAphRtDScA=";
  private static final String PLAIN_SIGNATURE = "v1,FJ+/KdadKc1nZ03IUK0ubEw7bueQOpgh0ht0ordveu0=";

  private static OpenAiWebhooks.Builder webhooks() {
    return OpenAiWebhooks.builder().secret(SECRET).timing(new FakeTiming());
  }

  private static Map<String, List<String>> headers(String id, String timestamp, String signature) {
    Map<String, List<String>> headers = new LinkedHashMap<>();
    headers.put("Host", List.of("leaflab.example"));
    headers.put("webhook-id", List.of(id));
    headers.put("webhook-timestamp", List.of(timestamp));
    headers.put("webhook-signature", List.of(signature));
    return headers;
  }

  private static Map<String, List<String>> headers() {
    return headers("wh_1", "" + NOW, SIGNATURE);
  }

  private static Map<String, List<String>> signed(String id, long timestamp, String body) {
    return headers(id, "" + timestamp, "v1," + sign(KEY, id + "." + timestamp + "." + body));
  }

  private static String sign(byte[] key, String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(UTF_8)));
    } catch (java.security.GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static OpenAiWebhookEvent verify(Map<String, List<String>> headers, String body) {
    return webhooks().build().verify(headers, body.getBytes(UTF_8));
  }

  private static void refused(Reason reason, Map<String, List<String>> headers, String body) {
    OpenAiWebhookException refusal =
        catchThrowableOfType(OpenAiWebhookException.class, () -> verify(headers, body));
    assertThat(refusal.reason()).isEqualTo(reason);
    assertThat(refusal).hasMessageStartingWith("openai: verify webhook");
    assertThat(refusal.getMessage()).doesNotContain(SECRET).doesNotContain(new String(KEY, UTF_8));
    assertThat(refusal.isRetryable()).isFalse();
  }

  @Test
  void aWebhookOfOpenAiIsRead() {
    OpenAiWebhookEvent event = verify(headers(), BODY);

    assertThat(event.id()).isEqualTo("evt_1");
    assertThat(event.webhookId()).isEqualTo("wh_1");
    assertThat(event.type()).isEqualTo("fine_tuning.job.succeeded");
    assertThat(event.createdAt()).contains(Instant.ofEpochSecond(1_790_009_000L));
    assertThat(event.dataId()).contains("ftjob-Kd92");
    assertThat(event.data()).isEqualTo(Map.of("id", "ftjob-Kd92"));
    assertThat(event.additionalProperties()).containsEntry("future", 1);
    assertThat(event).hasToString("OpenAiWebhookEvent{evt_1}");
  }

  @Test
  void theVectorOfStandardWebhooksFits() {
    boolean fits = WebhookSignature.fits(
        "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
        "msg_p5jXN8AQM9LWM0D4loKWxJek",
        "1614265330",
        "{\"test\": 2432232314}".getBytes(UTF_8),
        "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");

    assertThat(fits).isTrue();
  }

  @Test
  void aSecretWithoutItsPrefixIsTakenAsItIs() {
    OpenAiWebhooks plain = webhooks().secret(PLAIN_SECRET).build();

    assertThat(plain
            .verify(headers("wh_1", "" + NOW, PLAIN_SIGNATURE), BODY.getBytes(UTF_8))
            .id())
        .isEqualTo("evt_1");
  }

  @Test
  void headersComeInAnyCaseAndWithSpacesAround() {
    Map<String, List<String>> headers = new LinkedHashMap<>();
    headers.put(null, List.of("HTTP/1.1 200"));
    headers.put("WEBHOOK-ID", List.of(" wh_1 "));
    headers.put("Webhook-Timestamp", List.of(" " + NOW));
    headers.put("Webhook-SIGNATURE", List.of(SIGNATURE + "\t"));
    headers.put("Nothing", null);

    assertThat(verify(headers, BODY).id()).isEqualTo("evt_1");
  }

  @Test
  void oneOfSeveralSignaturesIsEnough() {
    String others = "v1,AAAA v2,xyz";
    verify(headers("wh_1", "" + NOW, others + "  " + SIGNATURE + " v1,"), BODY);
    verify(headers("wh_1", "" + NOW, SIGNATURE.substring(3)), BODY);
    Map<String, List<String>> twoHeaders = headers();
    twoHeaders.put("webhook-signature", List.of(others, SIGNATURE));
    verify(twoHeaders, BODY);

    refused(Reason.SIGNATURE_WRONG, headers("wh_1", "" + NOW, others), BODY);
    refused(Reason.SIGNATURE_WRONG, headers("wh_1", "" + NOW, "v1,"), BODY);
    refused(
        Reason.SIGNATURE_WRONG, headers("wh_1", "" + NOW, "v2," + SIGNATURE.substring(3)), BODY);
  }

  @Test
  void whateverIsSignedMustBeAsItWas() {
    refused(Reason.SIGNATURE_WRONG, headers("wh_2", "" + NOW, SIGNATURE), BODY);
    refused(Reason.SIGNATURE_WRONG, headers("wh_1", "" + (NOW - 1), SIGNATURE), BODY);
    refused(Reason.SIGNATURE_WRONG, headers(), BODY + " ");
    refused(Reason.SIGNATURE_WRONG, headers(), "");
    refused(Reason.SIGNATURE_WRONG, headers("wh_1", "0" + NOW, SIGNATURE), BODY);
    String dot = "wh_1." + NOW;
    refused(Reason.SIGNATURE_WRONG, headers(dot, "" + NOW, SIGNATURE), BODY);
  }

  @Test
  void everySingleBitOfTheBodyCounts() {
    byte[] body = BODY.getBytes(UTF_8);
    OpenAiWebhooks webhooks = webhooks().build();
    for (int bit = 0; bit < body.length * 8; bit++) {
      byte[] changed = body.clone();
      changed[bit / 8] ^= (byte) (1 << (bit % 8));
      assertThatThrownBy(() -> webhooks.verify(headers(), changed))
          .isInstanceOf(OpenAiWebhookException.class);
    }
  }

  @Test
  void theToleranceIsFiveMinutesEitherWay() {
    assertThat(verify(signed("wh_1", NOW - 300, BODY), BODY).id()).isEqualTo("evt_1");
    assertThat(verify(signed("wh_1", NOW + 300, BODY), BODY).id()).isEqualTo("evt_1");
    refused(Reason.TOO_OLD, signed("wh_1", NOW - 301, BODY), BODY);
    refused(Reason.TOO_NEW, signed("wh_1", NOW + 301, BODY), BODY);
    refused(Reason.TOO_NEW, signed("wh_1", 999_999_999_999_999_999L, BODY), BODY);
    refused(Reason.TOO_OLD, signed("wh_1", 0, BODY), BODY);
  }

  @Test
  void theToleranceIsTheCallersToSet() {
    OpenAiWebhooks patient = webhooks().tolerance(Duration.ofDays(3)).build();
    OpenAiWebhooks strict = webhooks().tolerance(Duration.ZERO).build();
    byte[] body = BODY.getBytes(UTF_8);

    assertThat(patient.verify(signed("wh_1", NOW - 86_400, BODY), body).id()).isEqualTo("evt_1");
    assertThat(strict.verify(headers(), body).id()).isEqualTo("evt_1");
    assertThatThrownBy(() -> strict.verify(signed("wh_1", NOW - 1, BODY), body))
        .isInstanceOf(OpenAiWebhookException.class);
    assertThatThrownBy(() -> webhooks().tolerance(Duration.ofSeconds(-1)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"webhook-id", "webhook-timestamp", "webhook-signature"})
  void everyHeaderIsNeeded(String name) {
    Map<String, List<String>> without = headers();
    without.remove(name);
    refused(Reason.HEADER_MISSING, without, BODY);

    Map<String, List<String>> blank = headers();
    blank.put(name, List.of(" "));
    refused(Reason.HEADER_MISSING, blank, BODY);

    Map<String, List<String>> none = headers();
    none.put(name, List.of());
    refused(Reason.HEADER_MISSING, none, BODY);
  }

  @ParameterizedTest
  @ValueSource(strings = {"webhook-id", "webhook-timestamp"})
  void aHeaderThatIsThereTwiceIsNotTrusted(String name) {
    Map<String, List<String>> twice = headers();
    twice.put(name, List.of(headers().get(name).get(0), headers().get(name).get(0)));
    refused(Reason.HEADER_MISSING, twice, BODY);
  }

  @ParameterizedTest
  @ValueSource(strings = {"soon", "17.5", "-1", "+5", "1e9", "0x10", "99999999999999999999", "１２"})
  void theTimeIsAWholeNumber(String timestamp) {
    refused(Reason.TIMESTAMP_UNREADABLE, headers("wh_1", timestamp, SIGNATURE), BODY);
  }

  @Test
  void eventsOfTheFutureAndCallsWithoutAnIdAreKept() {
    String call = "{\"id\":\"evt_2\",\"type\":\"realtime.call.incoming\",\"created_at\":1790009000,"
        + "\"data\":{\"call_id\":\"rtc_1\",\"sip_headers\":[{\"name\":\"From\",\"value\":\"x\"}]}}";
    String odd =
        "{\"id\":\"evt_3\",\"type\":\"leaf.fallen\",\"created_at\":\"later\",\"data\":[1]}";
    String bare = "{\"id\":\"evt_4\"}";

    OpenAiWebhookEvent incoming = verify(signed("wh_2", NOW, call), call);
    OpenAiWebhookEvent future = verify(signed("wh_3", NOW, odd), odd);
    OpenAiWebhookEvent least = verify(signed("wh_4", NOW, bare), bare);

    assertThat(incoming.dataId()).isEmpty();
    assertThat(incoming.data()).containsEntry("call_id", "rtc_1");
    assertThat(future.type()).isEqualTo("leaf.fallen");
    assertThat(future.createdAt()).isEmpty();
    assertThat(future.data()).isEmpty();
    assertThat(least.type()).isEmpty();
    assertThat(least.dataId()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "[]", "null", "17", "{\"id\":7}", "{}", "{\"id\":\"e\"", "\u0000", "{}{}"})
  void whatIsSignedButNoEventSaysSo(String body) {
    refused(Reason.UNREADABLE, signed("wh_5", NOW, body), body);
  }

  @Test
  void nestingWithoutEndIsRefused() {
    String deep = "{\"id\":\"evt_1\",\"data\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}";
    refused(Reason.UNREADABLE, signed("wh_5", NOW, deep), deep);
  }

  @Test
  void aSecretThatCannotBeUsedIsNotShown() {
    for (String secret : List.of("whsec_", "whsec_not base64 at all!", "", " ")) {
      OpenAiWebhooks webhooks = webhooks().secret(secret).build();
      assertThatThrownBy(() -> webhooks.verify(headers(), BODY.getBytes(UTF_8)))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageNotContaining("not base64 at all")
          .hasNoCause();
    }
  }

  @Test
  void noTextShowsTheSecret() {
    assertThat(webhooks().build().toString()).doesNotContain(SECRET);
  }

  @Test
  void theClientVerifiesWithItsOwnSecretAndClock() {
    FakeTiming timing = new FakeTiming();
    List<String> asked = new ArrayList<>();
    try (OpenAiClient client = OpenAiClient.builder()
        .apiKey("tk-marker-0123456789")
        .options(options -> options.timing(timing))
        .webhookSecret(() -> {
          asked.add("secret");
          return SECRET;
        })
        .build()) {
      assertThat(asked).isEmpty();
      assertThat(client.webhooks().verify(headers(), BODY.getBytes(UTF_8)).id()).isEqualTo("evt_1");
      assertThat(asked).hasSize(1);
      assertThat(client.toString()).doesNotContain(SECRET);
    }
  }

  @Test
  void aClientWithoutASecretSaysWhichVariableToSet() {
    try (OpenAiClient client =
        OpenAiClient.builder().apiKey("tk-marker-0123456789").build()) {
      assertThatThrownBy(() -> client.webhooks().verify(headers(), BODY.getBytes(UTF_8)))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("OPENAI_WEBHOOK_SECRET");
    }
  }

  @Test
  void theBodyIsSignedByItsBytesNotItsText() {
    byte[] body = BODY.getBytes(UTF_8);
    byte[] marked = new byte[body.length + 3];
    System.arraycopy(new byte[] {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF}, 0, marked, 0, 3);
    System.arraycopy(body, 0, marked, 3, body.length);

    assertThat(Arrays.equals(marked, body)).isFalse();
    assertThatThrownBy(() -> webhooks().build().verify(headers(), marked))
        .isInstanceOfSatisfying(
            OpenAiWebhookException.class,
            refusal -> assertThat(refusal.reason()).isEqualTo(Reason.SIGNATURE_WRONG));
  }
}
