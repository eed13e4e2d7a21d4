package dev.fovea.fireworks;

import dev.fovea.config.WaitOptions;
import dev.fovea.deployment.Deployment;
import dev.fovea.provider.FirstAnswer;
import dev.fovea.provider.WireObject;
import dev.fovea.transport.Caller;
import dev.fovea.transport.Operation;
import dev.fovea.transport.OperationKind;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * Waits until a deployment answers. Neither of Fireworks' words is enough: one that says that it is
 * ready may not be known to the gateway yet, or have no replica, which a question wakes; one that
 * is still being created may answer already.
 */
final class ServingCheck {
  private static final int STILL_LOADING = 425;

  // The wait itself repeats the probe; a repeat within one look would only hide how things stand.
  private static final Operation<Object, WireObject> PROBE = Operation.post("completions")
      .named("probe deployment")
      .on(FireworksAddresses.INFERENCE)
      .kind(OperationKind.CREATE)
      .sends(Object.class)
      .receives(WireObject::read)
      .build();

  private static final FirstAnswer WAIT = FirstAnswer.of(
          FireworksProvider.ID,
          PROBE,
          model -> Map.of("model", model, "prompt", "Say yes.", "max_tokens", 1))
      .asking(ServingCheck::mayAnswer)
      .notYet(refusal -> refusal.status() == STILL_LOADING);

  private ServingCheck() {}

  static CompletableFuture<Deployment> await(
      Caller caller, String id, WaitOptions wait, Supplier<CompletableFuture<Deployment>> look) {
    return WAIT.await(caller, id, wait, look);
  }

  private static boolean mayAnswer(Deployment now) {
    return switch (now.status()) {
      case STOPPING -> false;
      // Idle for long, not stopped by anybody.
      case STOPPED -> now.providerStatus().equals("READY") && now.maxReplicas().orElse(0) > 0;
      default -> true;
    };
  }
}
