package dev.fovea.chat;

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

/** A piece of an answer, as it is generated. Immutable and thread-safe. */
public final class ChatChunk extends ValueObject {
  private final String id;
  private final String model;
  private final @Nullable Instant created;
  private final List<ChunkChoice> choices;
  private final @Nullable Usage usage;
  private final Map<String, Object> additionalProperties;

  private ChatChunk(Builder from) {
    this.id = from.id;
    this.model = from.model;
    this.created = from.created;
    this.choices = List.copyOf(from.choices);
    this.usage = from.usage;
    this.additionalProperties = from.additionalProperties;
  }

  /** {@return the answer's id, the same in every piece; {@code ""} if the provider gave none} */
  public String id() {
    return id;
  }

  /** {@return the model that answers, as the provider spells it; {@code ""} if not told} */
  public String model() {
    return model;
  }

  /** {@return when the answer was begun; absent if not told} */
  public Optional<Instant> created() {
    return Optional.ofNullable(created);
  }

  /** {@return what is new in each of the answers; empty in a piece that only tells the usage} */
  public List<ChunkChoice> choices() {
    return choices;
  }

  /** {@return the tokens the answer cost; usually in the last piece only} */
  public Optional<Usage> usage() {
    return Optional.ofNullable(usage);
  }

  /** {@return members this version does not know, by name; JSON null is null} */
  public Map<String, Object> additionalProperties() {
    return additionalProperties;
  }

  /** {@return the new text of the first choice; {@code ""} if there is none} */
  public String text() {
    return choices().isEmpty() ? "" : choices().get(0).delta().text();
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

  /** {@return a builder that starts with this chunk} */
  public Builder toBuilder() {
    return new Builder(this);
  }

  /** {@return an empty builder} */
  public static Builder builder() {
    return new Builder();
  }

  /** Builds a {@link ChatChunk}; for one thread and one use. */
  public static final class Builder {
    private String id = "";
    private String model = "";
    private @Nullable Instant created;
    private final List<ChunkChoice> choices = new ArrayList<>();
    private @Nullable Usage usage;
    private Map<String, Object> additionalProperties = Map.of();

    private Builder() {}

    private Builder(ChatChunk from) {
      id = from.id;
      model = from.model;
      created = from.created;
      choices.addAll(from.choices);
      usage = from.usage;
      additionalProperties = from.additionalProperties;
    }

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
     * Sets the model that answers.
     *
     * @param model the name, as the provider spells it
     * @return this builder
     */
    public Builder model(String model) {
      this.model = Objects.requireNonNull(model, "model");
      return this;
    }

    /**
     * Sets when the answer was begun.
     *
     * @param created the time
     * @return this builder
     */
    public Builder created(Instant created) {
      this.created = Objects.requireNonNull(created, "created");
      return this;
    }

    /**
     * Adds what is new in one of the answers.
     *
     * @param choice the news
     * @return this builder
     */
    public Builder addChoice(ChunkChoice choice) {
      choices.add(Objects.requireNonNull(choice, "choice"));
      return this;
    }

    /**
     * Sets what is new in each of the answers.
     *
     * @param choices the news in their order
     * @return this builder
     */
    public Builder choices(Iterable<? extends ChunkChoice> choices) {
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

    /** {@return the chunk} */
    public ChatChunk build() {
      return new ChatChunk(this);
    }
  }
}
