package dev.fovea.together;

import dev.fovea.error.Failure;
import dev.fovea.error.FoveaException;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Chooses how a model is served: by configuration, by hardware, or because there is one way only.
 */
final class ServingChoice {
  private final String model;
  private final List<ServingConfig> configs;
  private final List<InstanceType> machines;

  ServingChoice(String model, List<ServingConfig> configs, List<InstanceType> machines) {
    this.model = model;
    this.configs = configs;
    this.machines = machines;
  }

  ServingConfig choose(@Nullable String config, @Nullable String hardware) {
    if (configs.isEmpty()) {
      throw refused(
          "there is no certified configuration for model " + model + ": Together cannot deploy it",
          "deploy a model that has one; deployments().hardware(model) tells");
    }
    List<ServingConfig> named = config == null ? configs : named(config);
    List<ServingConfig> fitting = hardware == null ? named : fitting(named, hardware);
    if (fitting.size() > 1) {
      throw refused(
          "several configurations of model " + model
              + (hardware == null ? " exist" : " run on " + hardware) + ": "
              + ServingConfig.labels(fitting),
          hardware != null
              ? "choose one with TogetherDeploymentOptions.config"
              : "choose the hardware" + possible(fitting)
                  + ", or one with TogetherDeploymentOptions.config");
    }
    return fitting.get(0);
  }

  private List<ServingConfig> named(String word) {
    List<ServingConfig> named = configs.stream().filter(c -> c.isCalled(word)).toList();
    if (named.isEmpty()) {
      throw refused(
          "model " + model + " has no configuration " + word,
          "choose one of " + ServingConfig.labels(configs));
    }
    return named;
  }

  private List<ServingConfig> fitting(List<ServingConfig> candidates, String word) {
    List<InstanceType> meant = machines.stream().filter(m -> m.isCalled(word)).toList();
    if (meant.isEmpty()) {
      throw refused("there is no hardware called " + word, "choose one of " + ids(machines));
    }
    List<ServingConfig> fitting =
        candidates.stream().filter(c -> meant.stream().anyMatch(c::runsOn)).toList();
    if (fitting.isEmpty()) {
      String possible = possible(candidates);
      throw refused(
          "no configuration of model " + model + " runs on " + word + "; there are "
              + ServingConfig.labels(candidates),
          possible.isEmpty() ? "leave the hardware out" : "choose the hardware" + possible);
    }
    return fitting;
  }

  /** The ids of the machines these configurations run on, ready to follow the word hardware. */
  private String possible(List<ServingConfig> candidates) {
    String ids = ids(machines.stream()
        .filter(m -> candidates.stream().anyMatch(c -> c.runsOn(m)))
        .toList());
    return ids.isEmpty() ? ids : ": " + ids;
  }

  private static String ids(List<InstanceType> machines) {
    return machines.stream().map(m -> m.hardware().id()).collect(Collectors.joining(", "));
  }

  private static FoveaException refused(String message, String next) {
    return new FoveaException(Failure.builder()
        .provider(TogetherProvider.ID)
        .operation("create deployment")
        .message(message)
        .next(next)
        .build());
  }
}
