package dev.fovea.testkit.fireworks;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fovea.testkit.server.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The adapters on the account's deployments. Thread-safe. */
final class AddonStore {
  private static final int MOST = 100;
  private static final int LONGEST_ID = 58;

  private final Account account;
  private final ModelStore models;
  private final DeploymentStore deployments;
  private final Map<String, Addon> addons = new LinkedHashMap<>();

  AddonStore(Account account, ModelStore models, DeploymentStore deployments) {
    this.account = account;
    this.models = models;
    this.deployments = deployments;
  }

  /**
   * Loads an adapter.
   *
   * @param replace whether it takes the place of the one that was merged before
   */
  synchronized Addon load(ObjectNode request, boolean replace) {
    ModelStore.Weights weights = models.required(request.path("model").asText(""), "model");
    String target = request.path("deployment").asText("");
    Grpc.unless(!target.isEmpty(), "deployment is required");
    Deployment deployment = deployments.there(Names.id(target, "deployments", "deployment"));
    check(request, weights, deployment, replace);
    if (replace) {
      unloadFrom(deployment);
    }
    boolean first = of(weights.name()).isEmpty();
    ObjectNode fields = request.deepCopy();
    fields.remove(List.of("model", "deployment"));
    Addon addon = new Addon(
        id(weights.name()),
        fields.put("default", request.path("default").asBoolean(first)),
        weights,
        deployment,
        account.now());
    onlyDefault(addon);
    addons.put(addon.id(), addon);
    return addon;
  }

  private void check(
      ObjectNode request, ModelStore.Weights weights, Deployment deployment, boolean replace) {
    Grpc.unless(
        !request.path("serverless").asBoolean(false), "an addon cannot be deployed serverless");
    Grpc.unless(weights.addon(), "model " + weights.name() + " is not a PEFT addon");
    Grpc.unless(
        weights.base().name().equals(deployment.baseModel()),
        "model " + weights.name() + " is an addon of " + weights.base().name() + ", deployment "
            + deployment.name() + " runs " + deployment.baseModel());
    boolean takes = deployment.takesAddons() || (deployment.swapsAddon() && replace);
    if (!takes) {
      throw Grpc.FAILED_PRECONDITION.problem(
          "deployment " + deployment.name() + " does not have enable_addons");
    }
    List<Addon> there = on(deployment);
    if (!replace && there.stream().anyMatch(a -> a.weights().name().equals(weights.name()))) {
      throw Grpc.ALREADY_EXISTS.problem(
          "model " + weights.name() + " is already deployed to " + deployment.name());
    }
    if (there.size() >= MOST) {
      throw Grpc.RESOURCE_EXHAUSTED.problem(
          "deployment " + deployment.name() + " has " + MOST + " addons already");
    }
  }

  private String id(String model) {
    String base = model.substring(model.lastIndexOf('/') + 1);
    return base.substring(0, Math.min(LONGEST_ID, base.length())) + "-" + account.hex(4);
  }

  /** One adapter of a name can be the one that is meant without a deployment. */
  private void onlyDefault(Addon addon) {
    if (addon.isDefault()) {
      of(addon.weights().name()).stream()
          .filter(other -> other != addon)
          .forEach(other -> other.update(Json.object().put("default", false), account.now()));
    }
  }

  synchronized Addon get(String id) {
    Addon addon = addons.get(id);
    if (addon == null) {
      throw Grpc.NOT_FOUND.problem(
          "deployed model " + Account.name("deployedModels", id) + " not found");
    }
    return addon;
  }

  synchronized void update(Addon addon, ObjectNode changes) {
    for (String fixed : new String[] {"model", "deployment"}) {
      String now = addon.object(account.now()).get(fixed).asText();
      Grpc.unless(
          changes.path(fixed).asText(now).equals(now), fixed + " cannot be changed, load anew");
    }
    addon.update(changes, account.now());
    onlyDefault(addon);
  }

  synchronized void unload(String id) {
    get(id);
    addons.remove(id);
  }

  synchronized void unloadFrom(Deployment deployment) {
    addons.values().removeIf(a -> a.deployment() == deployment);
  }

  synchronized List<Addon> on(Deployment deployment) {
    return addons.values().stream().filter(a -> a.deployment() == deployment).toList();
  }

  synchronized List<Addon> of(String model) {
    return addons.values().stream()
        .filter(a -> a.weights().name().equals(model))
        .toList();
  }

  synchronized List<Addon> all() {
    return List.copyOf(addons.values());
  }
}
