package dev.fovea.preparation;

import dev.fovea.config.ValueObject;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** One thing that a conversion did to one line of its input. Immutable. */
public final class ConversionChange extends ValueObject {
  private final ChangeKind kind;
  private final long line;
  private final String pointer;
  private final String message;
  private final boolean lost;

  ConversionChange(ChangeKind kind, long line, String pointer, String message, boolean lost) {
    this.kind = Objects.requireNonNull(kind, "kind");
    this.line = line;
    this.pointer = Objects.requireNonNull(pointer, "pointer");
    this.message = Objects.requireNonNull(message, "message");
    this.lost = lost;
  }

  /** {@return what was done} */
  public ChangeKind kind() {
    return kind;
  }

  /** {@return the line of the input, from 1; in a JSON list the number of the element} */
  public long line() {
    return line;
  }

  /**
   * {@return the place in that line as an RFC 6901 JSON pointer, such as
   * {@code /messages/0/content}; absent when it is about the whole line}
   */
  public Optional<String> pointer() {
    return pointer.isEmpty() ? Optional.empty() : Optional.of(pointer);
  }

  /** {@return what was done and why, without a final stop} */
  public String message() {
    return message;
  }

  /**
   * {@return whether something of the input is not in the output any more; otherwise the same is
   * only written in another way}
   */
  public boolean lost() {
    return lost;
  }

  /** {@return one line for people: {@code line 7 /messages/1: message}} */
  @Override
  public final String toString() {
    return "line " + line + (pointer.isEmpty() ? "" : " " + pointer) + ": " + message;
  }

  @Override
  protected void parts(BiConsumer<String, @Nullable Object> part) {
    part.accept("kind", kind);
    part.accept("line", line);
    part.accept("pointer", pointer);
    part.accept("message", message);
    part.accept("lost", lost);
  }
}
