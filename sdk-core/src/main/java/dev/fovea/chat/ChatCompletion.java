package dev.fovea.chat;

import dev.fovea.config.ResponseMeta;
import dev.fovea.config.ValueObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** A model's whole answer. Immutable and thread-safe. */
public final class ChatCompletion extends ValueObject {
  private final String id;
  private final String model;
  private final @Nullable Instant created;
  private final List<Choice> choices;
  private final @Nullable Usage usage;
  private final Map<String, Object> additionalProperties;
  private final ResponseMeta meta;

  private ChatCompletion(Builder from) {
    this.id = from.id;
    this.model = from.model;
    this.created = from.created;
    this.choices = List.copyOf(from.choices);
    this.usage = from.usage;
    this.additionalProperties = from.additionalProperties;
    this.meta = from.meta;
  }

  /** {@return the answer's id; {@code ""} if the provider gave none} */
  public String id() {
    return id;
  }

  /** {@return the model that answered, as the provider spells it; {@code ""} if not told} */
  public String model() {
    return model;
  }

  /** {@return when the answer was made; absent if not told} */
  public Optional<Instant> created() {
    return Optional.ofNullable(created);
  }

  /** {@return the answers, one unless more were asked for; possibly empty} */
  public List<Choice> choices() {
    return choices;
  }

  /** {@return the tokens the answer cost; absent if not told} */
  public Optional<Usage> usage() {
    return Optional.ofNullable(usage);
  }

  /** {@return members this version does not know, by name; JSON null is null} */
  public Map<String, Object> additionalProperties() {
    return additionalProperties;
  }

  /** {@return facts of the response beside its body; left out of equality} */
  public ResponseMeta meta() {
    return meta;
  }

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

  @Override
  protected void parts(BiConsumer<String, @Nullable Object> part) {
    part.accept("id", id);
    part.accept("model", model);
    part.accept("created", created);
    part.accept("choices", choices);
    part.accept("usage", usage);
    part.accept("additionalProperties", additionalProperties);
  }

  /** {@return an empty builder} */
  public static Builder builder() {
    return new Builder();
  }

  /** Builds a {@link ChatCompletion}; for one thread and one use. */
  public static final class Builder {
    private String id = "";
    private String model = "";
    private @Nullable Instant created;
    private final List<Choice> choices = new ArrayList<>();
    private @Nullable Usage usage;
    private Map<String, Object> additionalProperties = Map.of();
    private ResponseMeta meta = ResponseMeta.none();

    private Builder() {}

    /**
     * Sets the answer's id.
     *
     * @param id the id
     * @return this builder
     */
    public Builder id(String id) {
      this.id = Objects.requireNonNull(id, "id");
      return this;
    }

    /**
     * Sets the model that answered.
     *
     * @param model the name, as the provider spells it
     * @return this builder
     */
    public Builder model(String model) {
      this.model = Objects.requireNonNull(model, "model");
      return this;
    }

    /**
     * Sets when the answer was made.
     *
     * @param created the time
     * @return this builder
     */
    public Builder created(Instant created) {
      this.created = Objects.requireNonNull(created, "created");
      return this;
    }

    /**
     * Adds an answer.
     *
     * @param choice the answer
     * @return this builder
     */
    public Builder addChoice(Choice choice) {
      choices.add(Objects.requireNonNull(choice, "choice"));
      return this;
    }

    /**
     * Sets all answers.
     *
     * @param choices the answers in their order
     * @return this builder
     */
    public Builder choices(Iterable<? extends Choice> choices) {
      this.choices.clear();
      choices.forEach(this.choices::add);
      return this;
    }

    /**
     * Sets the tokens the answer cost.
     *
     * @param usage the tokens
     * @return this builder
     */
    public Builder usage(Usage usage) {
      this.usage = Objects.requireNonNull(usage, "usage");
      return this;
    }

    /**
     * Sets the members this version does not know.
     *
     * @param additionalProperties the members by name
     * @return this builder
     */
    public Builder additionalProperties(Map<String, ?> additionalProperties) {
      this.additionalProperties =
          Collections.unmodifiableMap(new LinkedHashMap<>(additionalProperties));
      return this;
    }

    /**
     * Sets facts of the response beside its body.
     *
     * @param meta the facts
     * @return this builder
     */
    public Builder meta(ResponseMeta meta) {
      this.meta = Objects.requireNonNull(meta, "meta");
      return this;
    }

    /** {@return the completion} */
    public ChatCompletion build() {
      return new ChatCompletion(this);
    }
  }
}
