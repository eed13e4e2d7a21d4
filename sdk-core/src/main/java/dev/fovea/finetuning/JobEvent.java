package dev.fovea.finetuning;

import dev.fovea.config.ValueObject;
import dev.fovea.finding.Finding;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Something that happened in a fine-tuning job, as the provider told it. Immutable. */
public final class JobEvent extends ValueObject {
  private final @Nullable String id;
  private final @Nullable Instant createdAt;
  private final Level level;
  private final String type;
  private final String message;
  private final @Nullable Long step;
  private final @Nullable Finding finding;
  private final @Nullable Long affected;
  private final Map<String, Object> additionalProperties;

  private JobEvent(Builder from) {
    this.id = from.id;
    this.createdAt = from.createdAt;
    this.level = required("level", from.level);
    this.type = from.type;
    this.message = required("message", from.message);
    this.step = from.step;
    this.finding = from.finding;
    this.affected = from.affected;
    this.additionalProperties = from.additionalProperties;
  }

  /** {@return the provider's id or hash of the event; absent where events have none} */
  public Optional<String> id() {
    return Optional.ofNullable(id);
  }

  /** {@return when it happened; absent when the provider did not say} */
  public Optional<Instant> createdAt() {
    return Optional.ofNullable(createdAt);
  }

  /** {@return how serious it is} */
  public Level level() {
    return level;
  }

  /** {@return what happened, in the provider's word as it came; empty when it sent none} */
  public String type() {
    return type;
  }

  /** {@return what happened, in the provider's sentence; may be empty} */
  public String message() {
    return message;
  }

  /** {@return the training step it belongs to; absent when the provider did not say} */
  public Optional<Long> step() {
    return Optional.ofNullable(step);
  }

  /**
   * {@return what it says about the training data, with what to do about it, such as a picture that
   * was left out; absent for every other event, and where this version does not know the words}
   */
  public Optional<Finding> finding() {
    return Optional.ofNullable(finding);
  }

  /**
   * {@return how many pictures or examples the finding is about; absent when the provider gave no
   * number, and when there is no finding}
   */
  public Optional<Long> affected() {
    return Optional.ofNullable(affected);
  }

  /** {@return what else the provider said, by the wire's names} */
  public Map<String, Object> additionalProperties() {
    return additionalProperties;
  }

  /** How serious an event is. May grow in a minor version: keep a default branch. */
  public enum Level {
    /** Told for information. */
    INFO,
    /** Something to look at; the job goes on. */
    WARNING,
    /** Something failed. */
    ERROR,
    /** No level, or a word this version does not know. */
    UNKNOWN
  }

  @Override
  protected void parts(BiConsumer<String, @Nullable Object> part) {
    part.accept("id", id);
    part.accept("createdAt", createdAt);
    part.accept("level", level);
    part.accept("type", type);
    part.accept("message", message);
    part.accept("step", step);
    part.accept("finding", finding);
    part.accept("affected", affected);
    part.accept("additionalProperties", additionalProperties);
  }

  /** {@return an empty builder; for provider modules and tests} */
  public static Builder builder() {
    return new Builder();
  }

  /** Builds a {@link JobEvent}; for one thread and one use. */
  public static final class Builder {
    private @Nullable String id;
    private @Nullable Instant createdAt;
    private @Nullable Level level;
    private String type = "";
    private @Nullable String message;
    private @Nullable Long step;
    private @Nullable Finding finding;
    private @Nullable Long affected;
    private Map<String, Object> additionalProperties = Map.of();

    private Builder() {}

    /**
     * Sets the provider's id or hash of the event.
     *
     * @param id the id
     * @return this builder
     */
    public Builder id(String id) {
      this.id = Objects.requireNonNull(id, "id");
      return this;
    }

    /**
     * Sets when it happened.
     *
     * @param createdAt the time
     * @return this builder
     */
    public Builder createdAt(Instant createdAt) {
      this.createdAt = Objects.requireNonNull(createdAt, "createdAt");
      return this;
    }

    /**
     * Sets how serious it is. Required.
     *
     * @param level our word
     * @return this builder
     */
    public Builder level(Level level) {
      this.level = Objects.requireNonNull(level, "level");
      return this;
    }

    /**
     * Sets what happened, in the provider's word.
     *
     * @param type the word as it came
     * @return this builder
     */
    public Builder type(String type) {
      this.type = Objects.requireNonNull(type, "type");
      return this;
    }

    /**
     * Sets what happened, in the provider's sentence. Required.
     *
     * @param message the sentence; may be empty
     * @return this builder
     */
    public Builder message(String message) {
      this.message = Objects.requireNonNull(message, "message");
      return this;
    }

    /**
     * Sets the training step it belongs to.
     *
     * @param step the step
     * @return this builder
     */
    public Builder step(long step) {
      this.step = step;
      return this;
    }

    /**
     * Sets what it says about the training data.
     *
     * @param finding what is wrong, and what to do about it
     * @return this builder
     */
    public Builder finding(Finding finding) {
      this.finding = Objects.requireNonNull(finding, "finding");
      return this;
    }

    /**
     * Sets how many pictures or examples the finding is about.
     *
     * @param affected the number the provider told
     * @return this builder
     */
    public Builder affected(long affected) {
      this.affected = affected;
      return this;
    }

    /**
     * Sets what else the provider said.
     *
     * @param properties values of JDK types by the wire's names
     * @return this builder
     */
    public Builder additionalProperties(Map<String, ? extends Object> properties) {
      this.additionalProperties = Collections.unmodifiableMap(new LinkedHashMap<>(properties));
      return this;
    }

    /** {@return the event} */
    public JobEvent build() {
      return new JobEvent(this);
    }
  }
}
