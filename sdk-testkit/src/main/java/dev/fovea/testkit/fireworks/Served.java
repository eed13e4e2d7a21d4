package dev.fovea.testkit.fireworks;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fovea.testkit.server.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What answers to a model name: a model for everybody, a deployment, or an adapter on one.
 *
 * @param account the account
 * @param models its models
 * @param deployments its deployments
 * @param addons the adapters on them
 */
record Served(Account account, ModelStore models, DeploymentStore deployments, AddonStore addons)
    implements ServedModels {
  private static final Instant SINCE = Instant.parse("2026-01-01T00:00:00Z");

  @Override
  public Target find(String name) {
    int cut = name.indexOf('#');
    if (cut >= 0) {
      return on(
          full(name.substring(0, cut), "models"), full(name.substring(cut + 1), "deployments"));
    }
    Optional<Target> deployment = deployment(name).map(d -> answer(name, d, d.weights()));
    if (deployment.isPresent()) {
      return deployment.get();
    }
    return addons.all().stream()
        .filter(addon -> addon.name().equals(name))
        .findFirst()
        .map(addon -> answer(name, addon))
        .orElseGet(() -> model(name));
  }

  /** The short forms name an account and an id, or an id of this account. */
  private static String full(String name, String collection) {
    String[] parts = name.split("/", -1);
    return switch (parts.length) {
      case 1 -> Account.name(collection, name);
      case 2 -> "accounts/" + parts[0] + "/" + collection + "/" + parts[1];
      default -> name;
    };
  }

  private Optional<Deployment> deployment(String name) {
    return deployments.all().stream()
        .filter(d -> d.name().equals(name) && d.isThere())
        .findFirst();
  }

  private Target on(String model, String host) {
    Optional<Deployment> deployment = deployment(host);
    if (deployment.isEmpty()) {
      return new Unknown();
    }
    if (deployment.get().baseModel().equals(model)) {
      return answer(model + "#" + host, deployment.get(), deployment.get().weights());
    }
    return addons.on(deployment.get()).stream()
        .filter(addon -> addon.weights().name().equals(model))
        .findFirst()
        .map(addon -> answer(model + "#" + host, addon))
        .orElseGet(Unknown::new);
  }

  private Target model(String name) {
    Optional<Catalogue.Model> open =
        models.catalogue().model(name).filter(Catalogue.Model::serverless);
    if (open.isPresent()) {
      return new Ready(name, open.get(), null, null);
    }
    Optional<Addon> addon = addons.of(name).stream().filter(Addon::isDefault).findFirst();
    if (addon.isPresent()) {
      return answer(name, addon.get());
    }
    return deployments.all().stream()
        .filter(d -> d.isThere() && d.baseModel().equals(name))
        .findFirst()
        .map(d -> answer(name, d, d.weights()))
        .orElseGet(Unknown::new);
  }

  private Target answer(String name, Addon addon) {
    Instant now = account.now();
    boolean loading = addon.deployment().ready(now) > 0 && !addon.isLoaded(now);
    return loading ? new HotLoading() : answer(name, addon.deployment(), addon.weights());
  }

  private Target answer(String name, Deployment deployment, ModelStore.Weights weights) {
    Instant now = account.now();
    deployment.asked(now);
    if (deployment.ready(now) > 0) {
      return new Ready(name, weights.base(), weights.learned(), deployment.name());
    }
    return deployment.isWaking(now) ? new ScalingUp() : new Unknown();
  }

  @Override
  public List<Callable> callable() {
    Instant now = account.now();
    List<Callable> callable = new ArrayList<>();
    models.catalogue().models().stream()
        .filter(Catalogue.Model::serverless)
        .forEach(base -> callable.add(new Callable(base.name(), base, SINCE)));
    for (Deployment deployment : deployments.all()) {
      if (deployment.ready(now) > 0) {
        ModelStore.Weights weights = deployment.weights();
        callable.add(new Callable(weights.name() + "#" + deployment.name(), weights.base(), now));
      }
    }
    for (Addon addon : addons.all()) {
      if (addon.isLoaded(now) && addon.deployment().ready(now) > 0) {
        String name = addon.weights().name() + "#" + addon.deployment().name();
        callable.add(new Callable(name, addon.weights().base(), now));
      }
    }
    return callable;
  }

  /** Where a model is deployed, in the short form that its object has. */
  List<ObjectNode> refs(String model) {
    Instant now = account.now();
    List<ObjectNode> refs = new ArrayList<>();
    addons.of(model).forEach(addon -> refs.add(addon.ref(now)));
    deployments.all().stream()
        .filter(d -> d.isThere() && d.baseModel().equals(model))
        .forEach(d -> refs.add(Json.object()
            .put("name", d.name())
            .put("deployment", d.name())
            .put("state", d.ready(now) > 0 ? "DEPLOYED" : "DEPLOYING")
            .put("default", true)
            .put("public", false)));
    return refs;
  }
}
