package dev.fovea.testkit.fireworks;

import java.util.List;

/**
 * What answers the lines of a batch: any model of the account or of everybody, deployed or not. A
 * batch brings its own machines, so it wakes no deployment.
 *
 * @param models the models
 */
record BatchModels(ModelStore models) implements ServedModels {
  @Override
  public Target find(String name) {
    return models
        .find(name)
        .<Target>map(weights -> new Ready(name, weights.base(), weights.learned(), null))
        .orElseGet(Unknown::new);
  }

  @Override
  public List<Callable> callable() {
    return List.of();
  }
}
