package dev.fovea.openai;

import dev.fovea.finetuning.FineTuningJob;
import dev.fovea.finetuning.FineTuningRequest;
import dev.fovea.finetuning.JobEvent;
import dev.fovea.page.Page;
import dev.fovea.provider.CallingFineTuning;
import dev.fovea.transport.Caller;
import dev.fovea.transport.Transport;
import java.util.concurrent.CompletableFuture;

/** Fine-tuning jobs at OpenAI. Thread-safe. */
final class OpenAiFineTuning extends CallingFineTuning implements OpenAiFineTuningService {
  OpenAiFineTuning(Transport transport) {
    super(transport);
  }

  @Override
  protected CompletableFuture<FineTuningJob> create(Caller caller, FineTuningRequest request) {
    throw new UnsupportedOperationException();
  }

  @Override
  protected CompletableFuture<FineTuningJob> get(Caller caller, String jobId) {
    throw new UnsupportedOperationException();
  }

  @Override
  protected CompletableFuture<Page<FineTuningJob>> list(Caller caller) {
    throw new UnsupportedOperationException();
  }

  @Override
  protected CompletableFuture<FineTuningJob> cancel(Caller caller, String jobId) {
    throw new UnsupportedOperationException();
  }

  @Override
  protected CompletableFuture<Page<JobEvent>> events(Caller caller, String jobId) {
    throw new UnsupportedOperationException();
  }
}
