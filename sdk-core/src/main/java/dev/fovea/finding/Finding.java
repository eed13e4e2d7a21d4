package dev.fovea.finding;

import java.io.Serializable;
import java.util.Optional;
import org.immutables.value.Value;

/** One thing a check found: what is wrong, where, and how to mend it. Immutable. */
@Value.Immutable
public abstract class Finding implements Serializable {
  private static final long serialVersionUID = 1L;

  Finding() {}

  /** {@return the rule that was broken, such as {@code together.image-count}} */
  public abstract String rule();

  /** {@return how bad it is; {@link Severity#ERROR} by default} */
  public abstract Severity severity();

  /** {@return the line of the file, counted from 1; absent when it is about the whole file} */
  public abstract Optional<Long> line();

  /**
   * {@return the place in that line as an RFC 6901 JSON pointer, such as
   * {@code /messages/0/content/1}; absent when it is about the whole line}
   */
  public abstract Optional<String> pointer();

  /**
   * {@return the picture of the line it is about, counted from 0; absent when it is about no
   * picture}
   */
  public abstract Optional<Integer> picture();

  /** {@return what is wrong, without a final stop} */
  public abstract String message();

  /** {@return what to do about it} */
  public abstract String fix();

  @Value.Check
  void check() {
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

  /** {@return a builder that starts with these values} */
  public abstract Builder toBuilder();

  /** {@return a new builder} */
  public static Builder builder() {
    return ImmutableFinding.builder().severity(Severity.ERROR);
  }

  /** Builds {@link Finding}; for one thread and one use. */
  public abstract static class Builder {
    Builder() {}

    /**
     * Sets the rule that was broken. Required.
     *
     * @param rule its name in kebab case, after the provider and a dot
     * @return this builder
     */
    public abstract Builder rule(String rule);

    /**
     * Sets how bad it is.
     *
     * @param severity the severity
     * @return this builder
     */
    public abstract Builder severity(Severity severity);

    /**
     * Sets the line of the file.
     *
     * @param line the line, counted from 1
     * @return this builder
     */
    public abstract Builder line(long line);

    /**
     * Sets the place in the line.
     *
     * @param pointer an RFC 6901 JSON pointer
     * @return this builder
     */
    public abstract Builder pointer(String pointer);

    /**
     * Sets the picture of the line it is about.
     *
     * @param picture its index, counted from 0
     * @return this builder
     */
    public abstract Builder picture(int picture);

    /**
     * Sets what is wrong. Required.
     *
     * @param message a short sentence without a final stop
     * @return this builder
     */
    public abstract Builder message(String message);

    /**
     * Sets what to do about it. Required.
     *
     * @param fix a short sentence
     * @return this builder
     */
    public abstract Builder fix(String fix);

    /**
     * Builds the value.
     *
     * @return the value
     */
    public abstract Finding build();
  }
}
