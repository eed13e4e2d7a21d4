package dev.fovea.chat;

import dev.fovea.config.AllowNulls;
import dev.fovea.config.ResponseMeta;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.immutables.value.Value;

/** A model's whole answer. Immutable and thread-safe. */
@Value.Immutable
public abstract class ChatCompletion {
  ChatCompletion() {}

  /** {@return the answer's id; {@code ""} if the provider gave none} */
  public abstract String id();

  /** {@return the model that answered, as the provider spells it; {@code ""} if not told} */
  public abstract String model();

  /** {@return when the answer was made; absent if not told} */
  public abstract Optional<Instant> created();

  /** {@return the answers, one unless more were asked for; possibly empty} */
  public abstract List<Choice> choices();

  /** {@return the tokens the answer cost; absent if not told} */
  public abstract Optional<Usage> usage();

  /** {@return members this version does not know, by name; JSON null is null} */
  public abstract Map<String, @AllowNulls Object> additionalProperties();

  /** {@return facts of the response beside its body; left out of equality} */
  @Value.Auxiliary
  public abstract ResponseMeta meta();

  /** {@return the first choice's text; {@code ""} if there is none} */
  public String text() {
    return choices().isEmpty() ? "" : choices().get(0).message().text();
  }

  /** {@return the tools the first choice wants called; empty if none} */
  public List<ToolCall> toolCalls() {
    return choices().isEmpty() ? List.of() : choices().get(0).message().toolCalls();
  }

  /** {@return why the first choice ended; absent if there is none or it was not told} */
  public Optional<FinishReason> finishReason() {
    return choices().isEmpty() ? Optional.empty() : choices().get(0).finishReason();
  }

  /** {@return a builder that starts with this completion} */
  public abstract Builder toBuilder();

  /** {@return an empty builder} */
  public static Builder builder() {
    return ImmutableChatCompletion.builder().id("").model("").meta(ResponseMeta.none());
  }

  /** Builds a {@link ChatCompletion}; for one thread and one use. */
  public abstract static class Builder {
    Builder() {}

    /**
     * Sets the answer's id.
     *
     * @param id the id
     * @return this builder
     */
    public abstract Builder id(String id);

    /**
     * Sets the model that answered.
     *
     * @param model the name, as the provider spells it
     * @return this builder
     */
    public abstract Builder model(String model);

    /**
     * Sets when the answer was made.
     *
     * @param created the time
     * @return this builder
     */
    public abstract Builder created(Instant created);

    /**
     * Adds an answer.
     *
     * @param choice the answer
     * @return this builder
     */
    public abstract Builder addChoice(Choice choice);

    /**
     * Sets all answers.
     *
     * @param choices the answers in their order
     * @return this builder
     */
    public abstract Builder choices(Iterable<? extends Choice> choices);

    /**
     * Sets the tokens the answer cost.
     *
     * @param usage the tokens
     * @return this builder
     */
    public abstract Builder usage(Usage usage);

    /**
     * Sets the members this version does not know.
     *
     * @param additionalProperties the members by name
     * @return this builder
     */
    public abstract Builder additionalProperties(Map<String, ?> additionalProperties);

    /**
     * Sets facts of the response beside its body.
     *
     * @param meta the facts
     * @return this builder
     */
    public abstract Builder meta(ResponseMeta meta);

    /** {@return the completion} */
    public abstract ChatCompletion build();
  }
}
