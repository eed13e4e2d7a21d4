package dev.fovea.fireworks;

import dev.fovea.finetuning.FineTuningJob;
import dev.fovea.finetuning.FineTuningRequest;
import dev.fovea.finetuning.JobEvent;
import dev.fovea.page.Page;
import dev.fovea.provider.CallingFineTuning;
import dev.fovea.transport.Caller;
import dev.fovea.transport.Transport;
import java.util.concurrent.CompletableFuture;

/** Fine-tuning jobs at Fireworks. Thread-safe. */
final class FireworksFineTuning extends CallingFineTuning implements FireworksFineTuningService {
  private final Account account;

  FireworksFineTuning(Transport transport, Account account) {
    super(transport);
    this.account = account;
  }

  @Override
  protected CompletableFuture<FineTuningJob> create(Caller caller, FineTuningRequest request) {
    throw new UnsupportedOperationException("being built");
  }

  @Override
  protected CompletableFuture<FineTuningJob> get(Caller caller, String jobId) {
    throw new UnsupportedOperationException("being built");
  }

  @Override
  protected CompletableFuture<Page<FineTuningJob>> list(Caller caller) {
    throw new UnsupportedOperationException("being built");
  }

  @Override
  protected CompletableFuture<FineTuningJob> cancel(Caller caller, String jobId) {
    throw new UnsupportedOperationException("being built");
  }

  @Override
  protected CompletableFuture<Page<JobEvent>> events(Caller caller, String jobId) {
    throw new UnsupportedOperationException("being built");
  }
}
