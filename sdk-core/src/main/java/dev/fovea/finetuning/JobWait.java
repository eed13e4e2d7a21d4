package dev.fovea.finetuning;

import dev.fovea.config.WaitOptions;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.immutables.value.Value;

/**
 * How to wait for a fine-tuning job: how long, how often to ask, and who hears of it. Immutable.
 *
 * <p>The listeners are called one at a time: on the waiting thread in a plain call, on the client's
 * callback executor in an asynchronous one. An exception from a listener ends the waiting, not the
 * job.
 */
@Value.Immutable
public abstract class JobWait {
  JobWait() {}

  /** {@return how long to wait in all; 24 hours by default} */
  public abstract Duration timeout();

  /** {@return the first pause between two questions; 1 second by default} */
  public abstract Duration floor();

  /** {@return the longest pause between two questions; 30 seconds by default} */
  public abstract Duration ceiling();

  /**
   * {@return how long to bear that the provider looks at the files ({@link JobStatus#VALIDATING}),
   * from when this wait first sees it; when absent that look is a part of the whole time alone}
   */
  public abstract Optional<Duration> validationTimeout();

  /** {@return who hears of each of the job's events, once and in order; nobody when absent} */
  @Value.Auxiliary
  public abstract Optional<Consumer<JobEvent>> onEvent();

  /** {@return who hears of the job's state after each question; nobody when absent} */
  @Value.Auxiliary
  public abstract Optional<Consumer<FineTuningJob>> onUpdate();

  /** {@return the patience alone, without the listeners} */
  public WaitOptions toWaitOptions() {
    return WaitOptions.builder()
        .timeout(timeout())
        .floor(floor())
        .ceiling(ceiling())
        .build();
  }

  @Value.Check
  void check() {
    // Wrong limits fail here, not when the waiting starts.
    toWaitOptions();
    if (validationTimeout().filter(time -> time.isZero() || time.isNegative()).isPresent()) {
      throw new IllegalArgumentException(
          "validationTimeout must be positive: " + validationTimeout().get());
    }
  }

  /** {@return a builder that starts with these settings} */
  public abstract Builder toBuilder();

  /** {@return a builder with the default settings} */
  public static Builder builder() {
    return ImmutableJobWait.builder()
        .timeout(WaitOptions.builder().build().timeout())
        .floor(WaitOptions.builder().build().floor())
        .ceiling(WaitOptions.builder().build().ceiling());
  }

  /** Builds a {@link JobWait}; for one thread and one use. */
  public abstract static class Builder {
    Builder() {}

    /**
     * Sets how long to wait in all.
     *
     * @param timeout a positive time
     * @return this builder
     */
    public abstract Builder timeout(Duration timeout);

    /**
     * Sets the first pause between two questions.
     *
     * @param floor a positive time
     * @return this builder
     */
    public abstract Builder floor(Duration floor);

    /**
     * Sets the longest pause between two questions.
     *
     * @param ceiling a positive time, at least the floor
     * @return this builder
     */
    public abstract Builder ceiling(Duration ceiling);

    /**
     * Sets how long to bear that the provider looks at the files. Pictures behind addresses are
     * fetched then, which may take long; the job itself has not begun.
     *
     * @param validationTimeout a positive time
     * @return this builder
     */
    public abstract Builder validationTimeout(Duration validationTimeout);

    /**
     * Sets who hears of each of the job's events, once and in order. Without a listener the events
     * are not asked for, except once when the job failed.
     *
     * @param onEvent the listener
     * @return this builder
     */
    public abstract Builder onEvent(Consumer<JobEvent> onEvent);

    /**
     * Sets who hears of the job's state after each question.
     *
     * @param onUpdate the listener
     * @return this builder
     */
    public abstract Builder onUpdate(Consumer<FineTuningJob> onUpdate);

    /** {@return the settings} */
    public abstract JobWait build();
  }
}
