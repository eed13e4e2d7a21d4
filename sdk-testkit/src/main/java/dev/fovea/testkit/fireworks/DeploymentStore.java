package dev.fovea.testkit.fireworks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The account's deployments, the deleted ones that can be brought back among them. Thread-safe. */
final class DeploymentStore {
  private final Account account;
  private final DeploymentRules rules;
  private final Map<String, Deployment> deployments = new LinkedHashMap<>();
  private final List<String> created = new ArrayList<>();
  private final Deque<String> failures = new ArrayDeque<>();

  DeploymentStore(Account account, DeploymentRules rules) {
    this.account = account;
    this.rules = rules;
  }

  /** Makes a deployment; 409 when the id is taken, by a deleted one too. */
  synchronized Deployment create(String id, ObjectNode request, boolean validateOnly) {
    forgetPurged();
    if (deployments.containsKey(id)) {
      throw Grpc.ALREADY_EXISTS.problem(
          "deployment " + Account.name("deployments", id) + " already exists");
    }
    ModelStore.Weights weights = rules.weights(request);
    ObjectNode filled = rules.filled(request, weights);
    String failure = validateOnly ? null : failures.poll();
    Deployment made = new Deployment(id, filled, weights, failure, account.now());
    if (!validateOnly) {
      deployments.put(id, made);
      created.add(made.name());
    }
    return made;
  }

  private void forgetPurged() {
    Instant now = account.now();
    deployments.values().removeIf(d -> d.isPurged(now));
  }

  /** A deployment, deleted or not. */
  synchronized Deployment get(String id) {
    forgetPurged();
    Deployment deployment = deployments.get(id);
    if (deployment == null) {
      throw Grpc.NOT_FOUND.problem("deployment " + Account.name("deployments", id) + " not found");
    }
    return deployment;
  }

  /** A deployment that is not deleted. */
  Deployment there(String id) {
    Deployment deployment = get(id);
    if (!deployment.isThere()) {
      throw Grpc.NOT_FOUND.problem("deployment " + deployment.name() + " is deleted");
    }
    return deployment;
  }

  /**
   * Changes what the mask names; without a mask everything becomes what the request says.
   *
   * @param mask paths in the spelling of protocol buffers, with commas between; often empty
   */
  void update(Deployment deployment, ObjectNode changes, String mask) {
    ObjectNode before = deployment.fields();
    ObjectNode after = mask.isEmpty() ? changes.deepCopy() : before.deepCopy();
    for (String path : mask.isEmpty() ? new String[0] : mask.split(",", -1)) {
      String[] steps = Names.camel(path.strip()).split("\\.", -1);
      JsonNode value = changes;
      for (String step : steps) {
        value = value.path(step);
      }
      put(after, steps, value);
    }
    String base = after.path("baseModel").asText(deployment.baseModel());
    Grpc.unless(
        base.equals(deployment.baseModel()), "base_model of a deployment cannot be changed");
    after.put("baseModel", base);
    if (after.path("deploymentShape").equals(before.path("deploymentShape"))) {
      // A shape that stays has fixed the hardware already.
      after.remove("deploymentShape");
      ObjectNode filled = rules.filled(after, deployment.weights());
      if (before.has("deploymentShape")) {
        filled.set("deploymentShape", before.get("deploymentShape"));
      }
      deployment.update(filled, account.now());
    } else {
      deployment.update(rules.filled(after, deployment.weights()), account.now());
    }
  }

  private static void put(ObjectNode into, String[] steps, JsonNode value) {
    ObjectNode parent = into;
    for (int i = 0; i < steps.length - 1; i++) {
      parent = parent.withObject("/" + steps[i]);
    }
    String last = steps[steps.length - 1];
    if (value.isMissingNode()) {
      parent.remove(last);
    } else {
      parent.set(last, value);
    }
  }

  synchronized void forget(String id) {
    deployments.remove(id);
  }

  synchronized List<Deployment> all() {
    forgetPurged();
    return List.copyOf(deployments.values());
  }

  synchronized List<String> created() {
    return List.copyOf(created);
  }

  synchronized void failNext(String reason) {
    failures.add(reason);
  }
}
