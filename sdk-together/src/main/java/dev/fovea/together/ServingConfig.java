package dev.fovea.together;

import dev.fovea.provider.WireObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * One way Together can serve one model: the model and the configuration as references, and the
 * selectors that tell configurations apart, the accelerator's kind and count among them.
 */
record ServingConfig(String id, String config, String model, Map<String, String> selectors) {
  private static final String TYPE = "accelerator_type";
  private static final String COUNT = "accelerator_count";

  /** A configuration certified for a registry model. */
  static ServingConfig certified(WireObject wire, String project, String model) {
    TogetherConfiguration config = new TogetherConfiguration(wire);
    String id = config.id();
    String owner = config.projectId().orElse(project);
    Map<String, String> selectors = config.selectors();
    return new ServingConfig(id, "projects/" + owner + "/configs/" + id, model, selectors);
  }

  /** A way of the catalogue to serve one of Together's own models. */
  static Optional<ServingConfig> profile(WireObject wire) {
    Optional<String> config = wire.text("config");
    Optional<String> model = wire.text("model");
    if (config.isEmpty() || model.isEmpty()) {
      return Optional.empty();
    }
    Map<String, String> selectors = new LinkedHashMap<>();
    wire.text("gpuType").ifPresent(type -> selectors.put(TYPE, type));
    wire.integer("gpuCount").ifPresent(count -> selectors.put(COUNT, count.toString()));
    wire.text("quantization").ifPresent(q -> selectors.put("quantization", q));
    wire.text("parallelism").ifPresent(p -> selectors.put("parallelism", p));
    String id = wire.text("profileId").orElseGet(config::get);
    return Optional.of(new ServingConfig(id, config.get(), model.get(), selectors));
  }

  boolean runsOn(InstanceType machine) {
    String type = selectors.get(TYPE);
    String count = selectors.getOrDefault(COUNT, "1");
    boolean number =
        !count.isEmpty() && count.length() < 6 && count.chars().allMatch(Character::isDigit);
    return type != null && number && machine.has(type, Integer.parseInt(count));
  }

  /** Whether a word from the user means this configuration. */
  boolean isCalled(String word) {
    return word.equals(id) || word.equals(config) || config.endsWith("/" + word);
  }

  /** The hardware in the words of the configuration, such as {@code 1x nvidia-h100-80gb}. */
  String hardware() {
    return selectors.getOrDefault(COUNT, "1") + "x " + selectors.getOrDefault(TYPE, "unknown");
  }

  private String label() {
    String others = selectors.entrySet().stream()
        .filter(
            selector -> !selector.getKey().equals(TYPE) && !selector.getKey().equals(COUNT))
        .map(selector -> ", " + selector.getKey() + " " + selector.getValue())
        .collect(Collectors.joining());
    return id + " (" + hardware() + others + ")";
  }

  static String labels(List<ServingConfig> configs) {
    return configs.stream().map(ServingConfig::label).collect(Collectors.joining(", "));
  }
}
