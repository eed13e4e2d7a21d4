package dev.fovea.together;

import dev.fovea.config.WaitOptions;
import dev.fovea.deployment.Deployment;
import dev.fovea.provider.FirstAnswer;
import dev.fovea.provider.WireObject;
import dev.fovea.transport.Caller;
import dev.fovea.transport.Operation;
import dev.fovea.transport.OperationKind;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * Waits until a deployment answers a first chat: after it says that it is ready, routing takes tens
 * of seconds more.
 */
final class ServingCheck {
  // The wait itself repeats the probe; a repeat within one look would only hide how things stand.
  private static final Operation<Object, WireObject> PROBE = Operation.post("chat/completions")
      .named("probe deployment")
      .on(TogetherAddresses.INFERENCE)
      .kind(OperationKind.CREATE)
      .sends(Object.class)
      .receives(WireObject::read)
      .build();

  private static final FirstAnswer WAIT = FirstAnswer.of(
          TogetherProvider.ID,
          PROBE,
          model -> Map.of(
              "model",
              model,
              "messages",
              List.of(Map.of("role", "user", "content", "Say yes.")),
              "max_tokens",
              1))
      .notYet(refusal -> refusal.code().filter("model_not_available"::equals).isPresent());

  private final Management management;
  private final Caller caller;
  private final DeploymentId id;

  ServingCheck(Management management, Caller caller, DeploymentId id) {
    this.management = management;
    this.caller = caller;
    this.id = id;
  }

  CompletableFuture<Deployment> await(WaitOptions wait) {
    EndpointCalls calls = new EndpointCalls(management, caller);
    return management
        .machines
        .known(caller)
        .thenCompose(machines -> WAIT.await(
            caller,
            id.toString(),
            wait,
            () -> calls
                .getDeployment(id)
                .thenApply(wire -> DeploymentReading.read(
                    wire, id.endpoint(), null, DeploymentCreation.prices(machines)))));
  }
}
