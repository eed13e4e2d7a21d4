package dev.fovea.testkit.fireworks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;

/** What is refused about a deployment, and what is filled in. */
final class DeploymentRules {
  private static final Duration LONGEST_WINDOW = Duration.ofHours(1);
  private static final Duration SHORTEST_IDLE = Duration.ofMinutes(5);

  private final ModelStore models;
  private final Shapes shapes;

  DeploymentRules(ModelStore models, Shapes shapes) {
    this.models = models;
    this.shapes = shapes;
  }

  ModelStore.Weights weights(ObjectNode request) {
    return models.required(request.path("baseModel").asText(""), "base_model");
  }

  /** Checks a request and fills in what it does not say. */
  ObjectNode filled(ObjectNode request, ModelStore.Weights weights) {
    texts(request);
    autoscaling(request.path("autoscalingPolicy"));
    placement(request.path("placement"));
    ObjectNode filled = request.deepCopy();
    if (request.has("deploymentShape")) {
      Grpc.unless(
          !request.has("acceleratorType"),
          "accelerator_type cannot be set with deployment_shape, the shape fixes it");
      shapes.apply(request.get("deploymentShape").asText(), weights, filled);
    }
    fill(filled, weights);
    addons(filled, weights);
    replicas(filled);
    return filled;
  }

  private static void fill(ObjectNode filled, ModelStore.Weights weights) {
    if (!filled.has("acceleratorType")) {
      filled.put("acceleratorType", "NVIDIA_H100_80GB");
    }
    if (!filled.has("acceleratorCount")) {
      filled.put("acceleratorCount", weights.base().accelerators());
    }
    if (!filled.has("precision")) {
      filled.put("precision", "BF16");
    }
    if (!filled.has("minReplicaCount")) {
      filled.put("minReplicaCount", 0);
    }
    if (!filled.has("maxReplicaCount")) {
      filled.put("maxReplicaCount", Math.max(1, filled.get("minReplicaCount").asInt()));
    }
    if (!filled.has("placement")) {
      filled.putObject("placement").put("multiRegion", "GLOBAL");
    }
  }

  private static void texts(ObjectNode request) {
    Grpc.unless(
        request.path("displayName").asText("").length() < 64,
        "display_name must be shorter than 64 characters");
    Grpc.unless(
        request.path("acceleratorCount").asInt(1) > 0, "accelerator_count must be positive");
  }

  private static void replicas(ObjectNode filled) {
    int least = filled.get("minReplicaCount").asInt();
    int most = filled.get("maxReplicaCount").asInt();
    Grpc.unless(least >= 0, "min_replica_count must not be negative, got " + least);
    Grpc.unless(
        most >= least,
        "max_replica_count " + most + " must not be less than min_replica_count " + least);
  }

  private static void addons(ObjectNode filled, ModelStore.Weights weights) {
    if (filled.path("enableAddons").asBoolean(false)) {
      String precision = filled.get("precision").asText();
      Grpc.unless(
          !precision.startsWith("FP8") && !precision.contains("4"),
          "enable_addons needs the precision BF16, got " + precision);
      Grpc.unless(
          !weights.addon(), "enable_addons needs a base model, " + weights.name() + " is an addon");
    }
  }

  private static void autoscaling(JsonNode policy) {
    for (String window : new String[] {"scaleUpWindow", "scaleDownWindow"}) {
      Grpc.unless(
          seconds(policy.path(window).asText("0s")).compareTo(LONGEST_WINDOW) <= 0,
          window + " must be at most 1h");
    }
    String idle = policy.path("scaleToZeroWindow").asText("");
    Grpc.unless(
        idle.isEmpty() || seconds(idle).compareTo(SHORTEST_IDLE) >= 0,
        "scaleToZeroWindow must be at least 5m, got " + idle);
  }

  private static void placement(JsonNode placement) {
    Grpc.unless(
        placement.isMissingNode() || placement.size() == 1,
        "placement must have exactly one of region, multi_region and regions");
  }

  /** Reads a duration such as {@code 600s}, whose form was checked when the body was read. */
  static Duration seconds(String text) {
    return Duration.ofMillis(
        Math.round(Double.parseDouble(text.substring(0, text.length() - 1)) * 1000));
  }
}
