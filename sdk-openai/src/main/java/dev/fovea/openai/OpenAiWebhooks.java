package dev.fovea.openai;

import dev.fovea.config.ResponseMeta;
import dev.fovea.config.Timing;
import dev.fovea.error.Failure;
import dev.fovea.error.Outcome;
import dev.fovea.error.UnreadableResponseException;
import dev.fovea.openai.OpenAiWebhookException.Reason;
import dev.fovea.provider.WireObject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Tells whether a webhook comes from OpenAI, and reads it. Needs no client and sends nothing.
 * Immutable and thread-safe.
 *
 * <pre>{@code
 * OpenAiWebhooks webhooks = OpenAiWebhooks.builder().secret(secret).build();
 * OpenAiWebhookEvent event = webhooks.verify(headers, body);   // the bytes as they came
 * if (event.type().equals("fine_tuning.job.succeeded")) {
 *   ai.fineTuning().get(event.dataId().orElseThrow());
 * }
 * }</pre>
 *
 * <p>The signature is that of Standard Webhooks, as OpenAI's own clients check it (2026-11).
 */
public final class OpenAiWebhooks {
  private static final Duration TOLERANCE = Duration.ofMinutes(5);

  private final @Nullable Supplier<String> secret;
  private final Duration tolerance;
  private final Timing timing;

  private OpenAiWebhooks(Builder from) {
    this.secret = from.secret;
    this.tolerance = from.tolerance;
    this.timing = from.timing;
  }

  /** {@return a builder that reads no environment} */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * Checks a webhook and reads it.
   *
   * @param headers the headers of the request, names in any case; {@code webhook-id},
   *     {@code webhook-timestamp} and {@code webhook-signature} are looked at
   * @param body the bytes of the body exactly as they came, neither parsed nor written anew
   * @return what it says
   * @throws OpenAiWebhookException if it does not come from OpenAI, not now, or cannot be read
   * @throws IllegalStateException if there is no secret, or one that cannot be used; the message
   *     does not show it
   */
  public OpenAiWebhookEvent verify(
      Map<String, ? extends @Nullable List<String>> headers, byte[] body) {
    Objects.requireNonNull(body, "body");
    String key = secret();
    String id = header(headers, "webhook-id");
    String timestamp = header(headers, "webhook-timestamp");
    String signatures = String.join(" ", values(headers, "webhook-signature"));
    if (signatures.isBlank()) {
      throw refusal(Reason.HEADER_MISSING, "the header webhook-signature is missing");
    }
    checkAge(timestamp);
    if (!WebhookSignature.fits(key, id, timestamp, body, signatures)) {
      throw refusal(
          Reason.SIGNATURE_WRONG,
          "no signature fits: the secret is another endpoint's, or the body is not as it came");
    }
    return read(id, body);
  }

  private String secret() {
    if (secret == null) {
      throw new IllegalStateException(
          OpenAiProvider.ID
              + ": webhooks are verified with a secret, and there is none: set "
              + OpenAiOptions.WEBHOOK_SECRET
              + ", or call OpenAiClient.builder().webhookSecret(..) or OpenAiWebhooks.builder().secret(..)");
    }
    return Objects.requireNonNull(secret.get(), "secret");
  }

  private static String header(Map<String, ? extends @Nullable List<String>> headers, String name) {
    List<String> values = values(headers, name);
    if (values.size() != 1 || values.get(0).isBlank()) {
      throw refusal(
          Reason.HEADER_MISSING,
          values.size() > 1
              ? "the header " + name + " is there " + values.size() + " times"
              : "the header " + name + " is missing");
    }
    return values.get(0).strip();
  }

  private static List<String> values(
      Map<String, ? extends @Nullable List<String>> headers, String name) {
    List<String> values = new ArrayList<>();
    headers.forEach((header, sent) -> {
      if (name.equalsIgnoreCase(header) && sent != null) {
        values.addAll(sent);
      }
    });
    return values;
  }

  private void checkAge(String timestamp) {
    if (!timestamp.matches("[0-9]{1,18}")) {
      throw refusal(
          Reason.TIMESTAMP_UNREADABLE, "the header webhook-timestamp is no number of seconds");
    }
    long age = timing.now().getEpochSecond() - Long.parseLong(timestamp);
    if (Math.abs(age) > tolerance.toSeconds()) {
      boolean old = age > 0;
      throw refusal(
          old ? Reason.TOO_OLD : Reason.TOO_NEW,
          "it was signed " + Math.abs(age) + " s " + (old ? "ago" : "in the future")
              + ", the tolerance is " + tolerance.toSeconds() + " s");
    }
  }

  private static OpenAiWebhookEvent read(String id, byte[] body) {
    try {
      WireObject wire = WireObject.read(new ByteArrayInputStream(body), ResponseMeta.none(), 200);
      return new OpenAiWebhookEvent(id, wire);
    } catch (UnreadableResponseException | IOException e) {
      throw refusal(Reason.UNREADABLE, "it is signed well, but it is no event: " + e.getMessage());
    }
  }

  private static OpenAiWebhookException refusal(Reason reason, String what) {
    return new OpenAiWebhookException(
        reason,
        Failure.builder()
            .provider(OpenAiProvider.ID)
            .operation("verify webhook")
            .message(what)
            .outcome(Outcome.NOT_SENT)
            .build());
  }

  /** {@return its kind and the tolerance; never the secret} */
  @Override
  public String toString() {
    return "OpenAiWebhooks(tolerance " + tolerance + ")";
  }

  /** Builds {@link OpenAiWebhooks}; for one thread and one use. */
  public static final class Builder {
    private @Nullable Supplier<String> secret;
    private Duration tolerance = TOLERANCE;
    private Timing timing = Timing.system();

    private Builder() {}

    /**
     * Sets the secret. Required.
     *
     * @param secret the endpoint's secret as OpenAI shows it once, {@code whsec_…}
     * @return this builder
     */
    public Builder secret(String secret) {
      Objects.requireNonNull(secret, "secret");
      return secret(() -> secret);
    }

    /**
     * Sets where the secret comes from.
     *
     * @param secret gives the secret each time one is verified, on that thread
     * @return this builder
     */
    public Builder secret(Supplier<String> secret) {
      this.secret = Objects.requireNonNull(secret, "secret");
      return this;
    }

    /**
     * Sets how old a webhook may be, or how far ahead its clock.
     *
     * @param tolerance whole seconds; 300 s by default
     * @return this builder
     * @throws IllegalArgumentException if it is negative
     */
    public Builder tolerance(Duration tolerance) {
      if (tolerance.isNegative()) {
        throw new IllegalArgumentException("tolerance must not be negative: " + tolerance);
      }
      this.tolerance = tolerance;
      return this;
    }

    /**
     * Sets the clock.
     *
     * @param timing the clock; the machine's own by default
     * @return this builder
     */
    public Builder timing(Timing timing) {
      this.timing = Objects.requireNonNull(timing, "timing");
      return this;
    }

    /**
     * {@return the value} Without a secret it is of no use, and {@link OpenAiWebhooks#verify} says
     * so.
     */
    public OpenAiWebhooks build() {
      return new OpenAiWebhooks(this);
    }
  }
}
