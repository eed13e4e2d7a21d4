package dev.fovea.testkit.openai;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What an embedded OpenAI is told besides what every provider is.
 *
 * @param adminKey the key of those who manage checkpoints' permissions; null when every key may
 * @param training whether jobs can still be created
 * @param modelDelay how long after its job a tuned model is not yet there
 * @param emptyError what stands for no error in a job
 * @param runningStatus the word for a job that runs
 * @param sparse whether answers leave out what the specification calls required and its examples
 *     omit
 */
public record Settings(
    @Nullable String adminKey,
    boolean training,
    Duration modelDelay,
    EmptyError emptyError,
    String runningStatus,
    boolean sparse) {
  /** What stands in the error of a job that has not failed; all three are seen. */
  public enum EmptyError {
    /** {@code null}. */
    NULL,
    /** {@code {}}. */
    EMPTY_OBJECT,
    /** An object whose code, message and param are null. */
    NULL_FIELDS
  }

  /** What is told when nothing is. */
  public static final Settings USUAL =
      new Settings(null, true, Duration.ZERO, EmptyError.EMPTY_OBJECT, "running", false);
}
