package dev.fovea.provider;

import dev.fovea.finetuning.FineTuningJob;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A fine-tuning job with what only its provider says about it: a view of the neutral job, whose
 * further properties it reads. Immutable and thread-safe.
 */
public abstract class JobView {
  private final FineTuningJob job;

  /**
   * For a provider's own view.
   *
   * @param job as the service returned it
   */
  protected JobView(FineTuningJob job) {
    this.job = Objects.requireNonNull(job, "job");
  }

  /** {@return the neutral job} */
  public final FineTuningJob job() {
    return job;
  }

  /** {@return what else the provider said; a new one each time, for reading leaves traces} */
  protected final WireObject wire() {
    return WireObject.of(job.additionalProperties());
  }

  @Override
  public final boolean equals(@Nullable Object other) {
    return other instanceof JobView view && view.getClass() == getClass() && view.job.equals(job);
  }

  @Override
  public final int hashCode() {
    return job.hashCode();
  }

  /** {@return its kind and the job} */
  @Override
  public final String toString() {
    return getClass().getSimpleName() + "{" + job + "}";
  }
}
