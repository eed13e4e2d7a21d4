package dev.fovea.together;

import dev.fovea.finetuning.FineTuningJob;
import dev.fovea.finetuning.FineTuningRequest;
import dev.fovea.finetuning.FineTuningService;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * Fine-tuning jobs at Together, with Together's own options. Thread-safe.
 *
 * <p>What Together does with a neutral request: without an adapter it trains a LoRA adapter of its
 * own choosing, or the kind of the earlier job when it goes on from a checkpoint;
 * {@code Adapter.lora()} without a rank takes the largest rank the model allows, which is asked for
 * first, and alpha is twice the rank unless set. A validation file is used only if
 * {@code evaluations} is more than 0.
 *
 * <p>What contradicts itself is refused before anything is sent. What the model does not allow is
 * refused before a job is created if its limits were asked for: because a rank was needed, or
 * because {@code limitsChecked} is set. Otherwise Together decides, which costs one call less.
 */
public interface TogetherFineTuningService extends FineTuningService {
  /**
   * Starts a job with Together's own options. This costs money.
   *
   * @param spec fills the request
   * @param options fills what only Together understands
   * @return the job as Together first reports it
   */
  default FineTuningJob create(
      Consumer<FineTuningRequest.Builder> spec,
      Consumer<TogetherFineTuningOptions.Builder> options) {
    return create(TogetherFineTuningOptions.request(spec, options));
  }

  /**
   * Starts a job with Together's own options. This costs money.
   *
   * @param spec fills the request
   * @param options fills what only Together understands
   * @return the job as Together first reports it
   */
  default CompletableFuture<FineTuningJob> createAsync(
      Consumer<FineTuningRequest.Builder> spec,
      Consumer<TogetherFineTuningOptions.Builder> options) {
    return createAsync(TogetherFineTuningOptions.request(spec, options));
  }
}
