package dev.fovea.testkit.answering;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A question that cannot be answered as it stands. Each provider turns it into a 400 with its own
 * body.
 */
public final class Unanswerable extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** As told by {@link #parameter()}. */
  private final @Nullable String parameter;

  /** As told by {@link #code()}. */
  private final @Nullable String code;

  /**
   * Says what is wrong.
   *
   * @param message for people
   * @param parameter where it is wrong; null when it is nowhere in particular
   */
  public Unanswerable(String message, @Nullable String parameter) {
    this(message, parameter, null);
  }

  /**
   * Says what is wrong, for programs too.
   *
   * @param message for people
   * @param parameter where it is wrong; null when it is nowhere in particular
   * @param code a word for it; null when there is none
   */
  public Unanswerable(String message, @Nullable String parameter, @Nullable String code) {
    super(message, null, false, false);
    this.parameter = parameter;
    this.code = code;
  }

  /**
   * Throws unless something is right.
   *
   * @param right whether it is
   * @param message what is wrong otherwise
   * @param parameter where
   */
  public static void unless(boolean right, String message, String parameter) {
    if (!right) {
      throw new Unanswerable(message, parameter);
    }
  }

  /** {@return what is wrong, for people} */
  public String message() {
    return String.valueOf(getMessage());
  }

  /** {@return where it is wrong; absent when it is nowhere in particular} */
  public Optional<String> parameter() {
    return Optional.ofNullable(parameter);
  }

  /** {@return a word for it; absent when there is none} */
  public Optional<String> code() {
    return Optional.ofNullable(code);
  }
}
