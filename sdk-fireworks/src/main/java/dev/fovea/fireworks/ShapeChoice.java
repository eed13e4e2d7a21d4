package dev.fovea.fireworks;

import dev.fovea.deployment.Hardware;
import dev.fovea.error.NotFoundException;
import dev.fovea.provider.WireObject;
import dev.fovea.transport.Caller;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * What a model can run on: the shapes that were tried out for it, or for its base when it is an
 * adapter; the plain accelerators when there are none. For one question.
 */
final class ShapeChoice {
  private static final int LARGEST_PAGE = 200;

  private final DeploymentShapes shapes;
  private final Caller caller;

  ShapeChoice(DeploymentShapes shapes, Caller caller) {
    this.shapes = shapes;
    this.caller = caller;
  }

  CompletableFuture<List<Hardware>> of(String model, List<Hardware> otherwise) {
    return shapes
        .account
        .ask(caller, ModelCalls::get, ModelCalls.MODELS, model)
        .thenCompose(wire ->
            shapes.shapes(caller, query -> query.targetModel(target(wire)).pageSize(LARGEST_PAGE)))
        .thenApply(
            page -> page.items().stream().map(DeploymentReading::hardware).toList())
        .thenApply(fits -> fits.isEmpty() ? otherwise : fits)
        .exceptionallyCompose(failure -> {
          Throwable cause = Caller.unwrapped(failure);
          return cause instanceof NotFoundException
              ? CompletableFuture.completedFuture(List.of())
              : CompletableFuture.failedFuture(cause);
        });
  }

  private static String target(WireObject model) {
    return model
        .glance()
        .object("peftDetails")
        .flatMap(adapter -> adapter.text("baseModel"))
        .orElseGet(() -> model.required("name"));
  }
}
