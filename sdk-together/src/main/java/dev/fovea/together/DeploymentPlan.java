package dev.fovea.together;

import dev.fovea.config.Timing;
import dev.fovea.deployment.Autoscaling;
import dev.fovea.deployment.DeploymentRequest;
import dev.fovea.error.Failure;
import dev.fovea.error.UnsupportedCapabilityException;
import dev.fovea.json.FieldPaths;
import dev.fovea.provider.OwnOptions;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A request for a deployment, checked and put into Together's words. Whatever can be refused
 * without asking is refused when the plan is made. The name is decided here, once: it stands in
 * messages, so that what may have been made can be found by it.
 */
final class DeploymentPlan {
  private static final int LONGEST_STEM = 40;
  private static final String DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz";
  private static final int SUFFIX = 8;

  private final DeploymentRequest request;
  private final TogetherDeploymentOptions options;
  private final String name;

  private DeploymentPlan(
      DeploymentRequest request, TogetherDeploymentOptions options, String name) {
    this.request = request;
    this.options = options;
    this.name = name;
  }

  static DeploymentPlan of(DeploymentRequest request, Timing timing) {
    TogetherDeploymentOptions options = OwnOptions.find(
            TogetherProvider.ID,
            request.options(),
            TogetherDeploymentOptions.class,
            "create deployment")
        .orElseGet(() -> TogetherDeploymentOptions.builder().build());
    Autoscaling scaling = request.autoscaling().orElseGet(() -> Autoscaling.between(1, 1));
    if (scaling.min() == 0) {
      throw noReplica(scaling);
    }
    return new DeploymentPlan(
        request, options, request.name().orElseGet(() -> madeUp(request.model(), timing)));
  }

  DeploymentRequest request() {
    return request;
  }

  Optional<String> config() {
    return options.config();
  }

  /** What the endpoint and the deployment below it are called. */
  String name() {
    return name;
  }

  Map<String, Object> endpointBody() {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("name", name);
    options.visibility().ifPresent(visibility -> body.put("visibility", visibility));
    return body;
  }

  Map<String, @Nullable Object> deploymentBody(ServingConfig config) {
    Map<String, @Nullable Object> body = new LinkedHashMap<>();
    body.put("name", name);
    body.put("model", config.model());
    body.put("config", config.config());
    body.put("autoscaling", autoscaling());
    options.enableLora().ifPresent(lora -> body.put("enableLora", lora));
    Map<String, Object> inline = inlinePlacement();
    if (!inline.isEmpty()) {
      body.put("placement", Map.of("inline", inline));
    }
    options.placementProfile().ifPresent(p -> body.put("placement", Map.of("profile", p)));
    return FieldPaths.merge(
        body, request.extraProperties().getOrDefault(TogetherProvider.ID, Map.of()));
  }

  private Map<String, Object> inlinePlacement() {
    Map<String, Object> inline = new LinkedHashMap<>();
    if (!options.regions().isEmpty()) {
      inline.put("regions", options.regions());
    }
    options.placementConstraint().ifPresent(word -> inline.put("constraint", word));
    options.hipaa().ifPresent(kept -> inline.put("compliancePolicy", Map.of("hipaa", kept)));
    return inline;
  }

  static Map<String, Object> split(String deployment) {
    return Map.of("trafficSplit", List.of(Map.of("deploymentId", deployment, "weight", 1)));
  }

  private Map<String, Object> autoscaling() {
    Autoscaling scaling = request.autoscaling().orElseGet(() -> Autoscaling.between(1, 1));
    Map<String, Object> wire = new LinkedHashMap<>();
    wire.put("minReplicas", scaling.min());
    wire.put("maxReplicas", scaling.max());
    scaling.idleStop().ifPresent(idle -> wire.put("scaleToZeroWindow", seconds(idle)));
    options.scaleUpWindow().ifPresent(window -> wire.put("scaleUpWindow", seconds(window)));
    options.scaleDownWindow().ifPresent(window -> wire.put("scaleDownWindow", seconds(window)));
    if (!options.scalingMetrics().isEmpty()) {
      wire.put(
          "scalingMetrics",
          options.scalingMetrics().stream().map(TogetherScalingMetric::fields).toList());
    }
    return wire;
  }

  private static String seconds(Duration time) {
    return Math.max(1, time.toSeconds()) + "s";
  }

  // Two callers that deploy the same model must not fight for one name.
  private static String madeUp(String model, Timing timing) {
    String last = model.substring(model.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
    String plain = last.replaceAll("[^a-z0-9]+", "-");
    String stem = plain.substring(0, Math.min(plain.length(), LONGEST_STEM));
    StringBuilder name = new StringBuilder(stem).append('-');
    for (int i = 0; i < SUFFIX; i++) {
      name.append(DIGITS.charAt(Math.min(35, (int) (timing.random() * 36))));
    }
    return name.toString().replaceAll("-{2,}", "-").replaceAll("^-", "");
  }

  private static UnsupportedCapabilityException noReplica(Autoscaling scaling) {
    String instead = "start with at least one replica and set idleStop, or stop it later";
    return new UnsupportedCapabilityException(
        Failure.builder()
            .provider(TogetherProvider.ID)
            .operation("create deployment")
            .message("a new deployment cannot have no replica (min 0, max " + scaling.max() + ")")
            .next(instead)
            .build(),
        "autoscaling.min",
        instead);
  }
}
