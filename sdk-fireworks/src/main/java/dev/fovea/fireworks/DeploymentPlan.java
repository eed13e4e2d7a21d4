package dev.fovea.fireworks;

import dev.fovea.config.Timing;
import dev.fovea.deployment.Autoscaling;
import dev.fovea.deployment.DeploymentRequest;
import dev.fovea.error.Failure;
import dev.fovea.error.UnsupportedCapabilityException;
import dev.fovea.json.FieldPaths;
import dev.fovea.provider.FreshId;
import dev.fovea.provider.OwnOptions;
import dev.fovea.transport.Call;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request for a deployment, checked and put into Fireworks' words. Whatever can be refused
 * without asking is refused when the plan is made. The id is decided here, once: a request that
 * travels twice asks for the same deployment.
 */
final class DeploymentPlan {
  private static final String OPERATION = "create deployment";

  private final DeploymentRequest request;
  private final FireworksDeploymentOptions options;
  private final String id;
  private final ServingFacts facts = ServingFacts.bundled();

  private DeploymentPlan(
      DeploymentRequest request, FireworksDeploymentOptions options, Timing timing) {
    this.request = request;
    this.options = options;
    this.id = isAdapter()
        ? ""
        : request.name().map(ResourceName::chosen).orElseGet(() -> FreshId.of(timing));
  }

  static DeploymentPlan of(DeploymentRequest request, Timing timing) {
    FireworksDeploymentOptions options = OwnOptions.find(
            FireworksProvider.ID, request.options(), FireworksDeploymentOptions.class, OPERATION)
        .orElseGet(() -> FireworksDeploymentOptions.builder().build());
    DeploymentPlan plan = new DeploymentPlan(request, options, timing);
    plan.facts.checkNames(
        options.displayName().orElse(null), options.description().orElse(null));
    if (plan.isAdapter()) {
      plan.requireNoMachines();
    } else {
      // Made once before anything is asked, so that what is wrong with it is told.
      plan.body(request.model());
    }
    return plan;
  }

  DeploymentRequest request() {
    return request;
  }

  /** The id it will have; empty for an adapter, whose id Fireworks makes. */
  String id() {
    return id;
  }

  boolean isAdapter() {
    return options.baseDeployment().isPresent();
  }

  /** The deployment to load the adapter on. */
  String base() {
    return options.baseDeployment().orElse("");
  }

  <R> Call<R> query(Call<R> call) {
    return call.query("deploymentId", id)
        .query("disableAutoDeploy", options.disableAutoDeploy().orElse(null))
        .query(
            "disableSpeculativeDecoding", options.disableSpeculativeDecoding().orElse(null))
        .query("skipShapeValidation", options.skipShapeValidation().orElse(null))
        .query("acceptShapelessRisk", options.acceptShapelessRisk().orElse(null));
  }

  /** {@return what an adapter's loading is told} */
  Map<String, @Nullable Object> adapterBody(String model, String deployment) {
    Map<String, @Nullable Object> body = new LinkedHashMap<>();
    body.put("model", model);
    body.put("deployment", deployment);
    put(body, "displayName", options.displayName().or(request::name).orElse(null));
    put(body, "description", options.description().orElse(null));
    return extended(body);
  }

  @Nullable
  Boolean replaceMergedAddon() {
    return options.replaceMergedAddon().orElse(null);
  }

  /** {@return what the deployment is to be} */
  Map<String, @Nullable Object> body(String model) {
    Map<String, @Nullable Object> body = new LinkedHashMap<>();
    body.put("baseModel", model);
    put(body, "displayName", options.displayName().orElse(null));
    put(body, "description", options.description().orElse(null));
    putHardware(body);
    put(body, "precision", options.precision().orElse(null));
    putReplicas(body);
    putPlacement(body);
    put(body, "maxContextLength", options.maxContextLength().orElse(null));
    put(body, "enableAddons", options.enableAddons().orElse(null));
    put(body, "enableHotLoad", options.enableHotLoad().orElse(null));
    put(body, "enableHotReloadLatestAddon", options.enableHotReloadLatestAddon().orElse(null));
    put(body, "enableSessionAffinity", options.enableSessionAffinity().orElse(null));
    put(body, "draftModel", options.draftModel().orElse(null));
    put(body, "draftTokenCount", options.draftTokenCount().orElse(null));
    put(body, "ngramSpeculationLength", options.ngramSpeculationLength().orElse(null));
    put(body, "directRouteType", options.directRouteType().orElse(null));
    putSome(body, "directRouteApiKeys", options.directRouteApiKeys());
    if (!options.annotations().isEmpty()) {
      body.put("annotations", options.annotations());
    }
    return extended(body);
  }

  private void putHardware(Map<String, @Nullable Object> body) {
    put(body, "deploymentShape", options.deploymentShape().orElse(null));
    put(body, "acceleratorCount", options.acceleratorCount().orElse(null));
    request.hardware().map(facts::wanted).ifPresent(wanted -> {
      boolean twice = wanted.shape().isEmpty()
          ? options.deploymentShape().isPresent()
          : options.deploymentShape().isPresent() || options.acceleratorCount().isPresent();
      if (twice || (wanted.count() > 0 && options.acceleratorCount().isPresent())) {
        throw new IllegalArgumentException(
            "fireworks: hardware '" + request.hardware().orElse("")
                + "' and the options' deploymentShape or acceleratorCount say the same thing twice;"
                + " give one");
      }
      if (wanted.shape().isEmpty()) {
        body.put("acceleratorType", wanted.accelerator());
      } else {
        body.put("deploymentShape", wanted.shape());
      }
      if (wanted.count() > 0) {
        body.put("acceleratorCount", wanted.count());
      }
    });
  }

  private void putReplicas(Map<String, @Nullable Object> body) {
    Map<String, Object> policy = new LinkedHashMap<>();
    options.scaleUpWindow().ifPresent(w -> window(policy, "scaleUpWindow", w));
    options.scaleDownWindow().ifPresent(w -> window(policy, "scaleDownWindow", w));
    request.autoscaling().ifPresent(scaling -> {
      scaling.idleStop().ifPresent(idle -> {
        facts.check("autoscaling.idleStop in seconds", idle.toSeconds());
        policy.put("scaleToZeroWindow", idle.toSeconds() + "s");
      });
      body.put("minReplicaCount", least(scaling));
      body.put("maxReplicaCount", scaling.max());
    });
    put(body, "maxWithRevocableReplicaCount", options.maxWithRevocableReplicas().orElse(null));
    if (!options.loadTargets().isEmpty()) {
      policy.put("loadTargets", options.loadTargets());
    }
    if (!policy.isEmpty()) {
      body.put(DeploymentCalls.POLICY, policy);
    }
  }

  // Only a deployment that may have no replica is stopped when it is idle.
  private static int least(Autoscaling scaling) {
    if (scaling.idleStop().isEmpty() || scaling.min() == 0) {
      return scaling.min();
    }
    if (scaling.min() == 1) {
      return 0;
    }
    throw unsupported(
        "autoscaling.idleStop",
        "a deployment of at least " + scaling.min() + " replicas is never stopped for being idle",
        "set min to 0 or 1, or create it without an idle stop and stop it yourself");
  }

  private void window(Map<String, Object> policy, String name, Duration time) {
    facts.check(name + " in seconds", time.toSeconds());
    policy.put(name, time.toSeconds() + "s");
  }

  private void putPlacement(Map<String, @Nullable Object> body) {
    options.multiRegion().ifPresent(m -> body.put("placement", Map.of("multiRegion", m)));
    List<String> regions = options.regions();
    if (regions.size() == 1) {
      body.put("placement", Map.of("region", regions.get(0)));
    } else if (!regions.isEmpty()) {
      body.put("placement", Map.of("regions", regions));
    }
  }

  private void requireNoMachines() {
    String instead = "leave it out, or change the deployment the adapter is loaded on";
    request.hardware().ifPresent(word -> {
      throw unsupported("hardware", "a loaded adapter has no machine of its own", instead);
    });
    request
        .autoscaling()
        .filter(scaling -> scaling.min() != 1 || scaling.max() != 1)
        .ifPresent(scaling -> {
          throw unsupported("autoscaling", "a loaded adapter has no replicas of its own", instead);
        });
  }

  static UnsupportedCapabilityException unsupported(String field, String why, String instead) {
    return new UnsupportedCapabilityException(
        Failure.builder()
            .provider(FireworksProvider.ID)
            .operation(OPERATION)
            .message(why)
            .next(instead)
            .build(),
        field,
        instead);
  }

  private Map<String, @Nullable Object> extended(Map<String, @Nullable Object> body) {
    return FieldPaths.merge(
        body, request.extraProperties().getOrDefault(FireworksProvider.ID, Map.of()));
  }

  private static void put(Map<String, @Nullable Object> body, String name, @Nullable Object value) {
    if (value != null) {
      body.put(name, value);
    }
  }

  private static void putSome(Map<String, @Nullable Object> body, String name, List<?> values) {
    if (!values.isEmpty()) {
      body.put(name, values);
    }
  }
}
