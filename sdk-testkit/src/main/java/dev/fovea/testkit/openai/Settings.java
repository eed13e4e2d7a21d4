package dev.fovea.testkit.openai;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What an embedded OpenAI is told besides what every provider is.
 *
 * @param adminKey the key of those who manage checkpoints' permissions; null when every key may
 * @param training whether jobs can still be created
 * @param modelDelay how long after its job a tuned model is not yet there
 * @param emptyError the JSON that stands for no error in a job
 * @param runningStatus the word for a job that runs
 * @param sparse whether answers leave out what the specification calls required and its examples
 *     omit
 */
public record Settings(
    @Nullable String adminKey,
    boolean training,
    Duration modelDelay,
    String emptyError,
    String runningStatus,
    boolean sparse) {}
