package dev.fovea.openai;

import dev.fovea.provider.WireObject;
import dev.fovea.provider.WireResource;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a verified webhook says: that something has happened to something. Nothing but its id is
 * delivered; read the rest with {@code fineTuning().get(..)} or {@code batches().get(..)}. OpenAI
 * may deliver an event more than once, not in order, and for up to 72 h (2026): keep the
 * {@link #webhookId()}s you have seen. Immutable and thread-safe.
 */
public final class OpenAiWebhookEvent extends WireResource {
  private final String webhookId;

  OpenAiWebhookEvent(String webhookId, WireObject wire) {
    super(wire, "id");
    this.webhookId = webhookId;
  }

  /** {@return the delivery's id, the same when it is delivered again} */
  public String webhookId() {
    return webhookId;
  }

  /**
   * {@return what has happened, in OpenAI's word: {@code fine_tuning.job.succeeded},
   * {@code fine_tuning.job.failed}, {@code fine_tuning.job.cancelled}, {@code batch.completed} and
   * others, those of the future included; empty where nothing is said}
   */
  public String type() {
    return text("type").orElse("");
  }

  /** {@return when it happened} */
  public Optional<Instant> createdAt() {
    return time("created_at");
  }

  /**
   * {@return the id of what it happened to, such as a job's or a batch's; absent where there is
   * none, as for calls that come in}
   */
  public Optional<String> dataId() {
    return wire().object("data").flatMap(data -> data.text("id"));
  }

  /** {@return all that is said about what it happened to, in JDK types} */
  public Map<String, @Nullable Object> data() {
    return wire().object("data").map(WireObject::rest).orElse(Map.of());
  }
}
