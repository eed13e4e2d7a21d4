package dev.fovea.finding;

import dev.fovea.config.ValueObject;
import java.io.Serializable;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** One thing a check found: what is wrong, where, and how to mend it. Immutable. */
public final class Finding extends ValueObject implements Serializable {
  private static final long serialVersionUID = 1L;

  /** As told by {@link #rule()}. */
  private final String rule;

  /** As told by {@link #severity()}. */
  private final Severity severity;

  /** As told by {@link #line()}. */
  private final @Nullable Long line;

  /** As told by {@link #pointer()}. */
  private final @Nullable String pointer;

  /** As told by {@link #picture()}. */
  private final @Nullable Integer picture;

  /** As told by {@link #message()}. */
  private final String message;

  /** As told by {@link #fix()}. */
  private final String fix;

  /** As told by {@link #excerpt()}. */
  private final @Nullable String excerpt;

  private Finding(Builder from) {
    this.rule = required("rule", from.rule);
    this.severity = from.severity;
    this.line = from.line;
    this.pointer = from.pointer;
    this.picture = from.picture;
    this.message = required("message", from.message);
    this.fix = required("fix", from.fix);
    this.excerpt = from.excerpt;
    check();
  }

  /** {@return the rule that was broken, such as {@code together.picture-count}} */
  public String rule() {
    return rule;
  }

  /** {@return how bad it is; {@link Severity#ERROR} by default} */
  public Severity severity() {
    return severity;
  }

  /** {@return the line of the file, counted from 1; absent when it is about the whole file} */
  public Optional<Long> line() {
    return Optional.ofNullable(line);
  }

  /**
   * {@return the place in that line as an RFC 6901 JSON pointer, such as
   * {@code /messages/0/content/1}; absent when it is about the whole line}
   */
  public Optional<String> pointer() {
    return Optional.ofNullable(pointer);
  }

  /**
   * {@return the picture of the line it is about, counted from 0; absent when it is about no
   * picture}
   */
  public Optional<Integer> picture() {
    return Optional.ofNullable(picture);
  }

  /** {@return what is wrong, without a final stop} */
  public String message() {
    return message;
  }

  /** {@return what to do about it} */
  public String fix() {
    return fix;
  }

  /**
   * {@return what stands at that place, on one line of about 80 characters, without the bytes of
   * pictures and without keys; absent when it is about the whole file, or about a line that has
   * nothing to show}
   */
  public Optional<String> excerpt() {
    return Optional.ofNullable(excerpt);
  }

  private void check() {
    if (line().orElse(1L) < 1) {
      throw new IllegalArgumentException("lines count from 1: " + line().orElseThrow());
    }
    if (picture().orElse(0) < 0) {
      throw new IllegalArgumentException("pictures count from 0: " + picture().orElseThrow());
    }
  }

  /** {@return one line for people: {@code line 7 /messages/0: message — fix}} */
  @Override
  public final String toString() {
    StringBuilder text = new StringBuilder();
    line().ifPresent(line -> text.append("line ").append(line));
    pointer()
        .filter(pointer -> !pointer.isEmpty())
        .ifPresent(pointer -> text.append(text.isEmpty() ? "" : " ").append(pointer));
    return text.append(text.isEmpty() ? "" : ": ")
        .append(message())
        .append(" — ")
        .append(fix())
        .toString();
  }

  @Override
  protected void parts(BiConsumer<String, @Nullable Object> part) {
    part.accept("rule", rule);
    part.accept("severity", severity);
    part.accept("line", line);
    part.accept("pointer", pointer);
    part.accept("picture", picture);
    part.accept("message", message);
    part.accept("fix", fix);
    part.accept("excerpt", excerpt);
  }

  /** {@return a builder that starts with these values} */
  public Builder toBuilder() {
    return new Builder(this);
  }

  /** {@return a new builder} */
  public static Builder builder() {
    return new Builder();
  }

  /** Builds {@link Finding}; for one thread and one use. */
  public static final class Builder {
    private @Nullable String rule;
    private Severity severity = Severity.ERROR;
    private @Nullable Long line;
    private @Nullable String pointer;
    private @Nullable Integer picture;
    private @Nullable String message;
    private @Nullable String fix;
    private @Nullable String excerpt;

    private Builder() {}

    private Builder(Finding from) {
      rule = from.rule;
      severity = from.severity;
      line = from.line;
      pointer = from.pointer;
      picture = from.picture;
      message = from.message;
      fix = from.fix;
      excerpt = from.excerpt;
    }

    /**
     * Sets the rule that was broken. Required.
     *
     * @param rule its name in kebab case, after the provider and a dot
     * @return this builder
     */
    public Builder rule(String rule) {
      this.rule = Objects.requireNonNull(rule, "rule");
      return this;
    }

    /**
     * Sets how bad it is.
     *
     * @param severity the severity
     * @return this builder
     */
    public Builder severity(Severity severity) {
      this.severity = Objects.requireNonNull(severity, "severity");
      return this;
    }

    /**
     * Sets the line of the file.
     *
     * @param line the line, counted from 1
     * @return this builder
     */
    public Builder line(long line) {
      this.line = line;
      return this;
    }

    /**
     * Sets the place in the line.
     *
     * @param pointer an RFC 6901 JSON pointer
     * @return this builder
     */
    public Builder pointer(String pointer) {
      this.pointer = Objects.requireNonNull(pointer, "pointer");
      return this;
    }

    /**
     * Sets the picture of the line it is about.
     *
     * @param picture its index, counted from 0
     * @return this builder
     */
    public Builder picture(int picture) {
      this.picture = picture;
      return this;
    }

    /**
     * Sets what is wrong. Required.
     *
     * @param message a short sentence without a final stop
     * @return this builder
     */
    public Builder message(String message) {
      this.message = Objects.requireNonNull(message, "message");
      return this;
    }

    /**
     * Sets what to do about it. Required.
     *
     * @param fix a short sentence
     * @return this builder
     */
    public Builder fix(String fix) {
      this.fix = Objects.requireNonNull(fix, "fix");
      return this;
    }

    /**
     * Sets what stands at the place.
     *
     * @param excerpt a short text without bytes of pictures and without keys
     * @return this builder
     */
    public Builder excerpt(String excerpt) {
      this.excerpt = Objects.requireNonNull(excerpt, "excerpt");
      return this;
    }

    /**
     * Builds the value.
     *
     * @return the value
     */
    public Finding build() {
      return new Finding(this);
    }
  }
}
