package dev.fovea.testkit.fireworks;

import java.util.List;

/**
 * Finds who answers to the model name of a request, or says why nobody does.
 *
 * @param models what stands behind names
 */
record CalledModel(ServedModels models) {
  private static final int TOO_EARLY = 425;

  ServedModels.Ready ready(String name) {
    ServedModels.Target target = models.find(name);
    if (target instanceof ServedModels.Ready ready) {
      return ready;
    }
    if (target instanceof ServedModels.ScalingUp) {
      throw InferenceErrors.of(
          503,
          "DEPLOYMENT_SCALING_UP",
          "Deployment is scaled to zero and is scaling up; retry later");
    }
    if (target instanceof ServedModels.HotLoading) {
      throw InferenceErrors.of(
          TOO_EARLY, "DEPLOYMENT_HOT_LOADING", "Deployment is loading weights; retry later");
    }
    throw InferenceErrors.of(
        404, "NOT_FOUND", "Model not found, inaccessible, and/or not deployed: " + name);
  }

  List<ServedModels.Callable> callable() {
    return models.callable();
  }
}
