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
 * own choosing; {@code Adapter.lora()} without a rank takes the largest rank the model allows,
 * which is asked for first, and alpha is twice the rank unless set. A validation file is used only
 * if {@code evaluations} is more than 0.
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
