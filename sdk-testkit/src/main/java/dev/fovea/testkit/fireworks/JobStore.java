package dev.fovea.testkit.fireworks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fovea.testkit.server.Json;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The account's fine-tuning jobs of all kinds. Thread-safe. */
final class JobStore {
  private final Account account;
  private final DatasetStore datasets;
  private final ModelStore models;
  private final JobRules rules;
  private final JobWork work;
  private final Map<String, TuningJob> jobs = new LinkedHashMap<>();
  private final List<String> created = new ArrayList<>();
  private final Deque<String> failures = new ArrayDeque<>();
  private int restarts;

  JobStore(
      Account account, DatasetStore datasets, ModelStore models, JobRules rules, JobWork work) {
    this.account = account;
    this.datasets = datasets;
    this.models = models;
    this.rules = rules;
    this.work = work;
  }

  /** Starts a job; 409 when its id or the name of its output is taken. */
  synchronized TuningJob create(JobKind kind, String id, ObjectNode request) {
    if (jobs.containsKey(Account.name(kind.plural(), id))) {
      throw Grpc.ALREADY_EXISTS.problem(
          kind.object() + " " + Account.name(kind.plural(), id) + " already exists");
    }
    ModelStore.Weights weights = rules.check(kind, request);
    Dataset training = datasets.ready(request.get("dataset").asText(), "dataset");
    String output =
        Names.id(kind.training(request).path("outputModel").asText(id), "models", "output_model");
    models.free(output);
    TuningJob.Order order = new TuningJob.Order(
        kind, id, named(kind, request, output), weights.base(), training.rows(), account.now());
    boolean restarted = restarts > 0;
    restarts -= restarted ? 1 : 0;
    String failure = failures.poll();
    TuningJob job =
        new TuningJob(order, work.start(order, training, weights.learned(), failure), restarted);
    jobs.put(order.name(), job);
    created.add(order.name());
    models.output(output, fields(order), weights.base(), job);
    return job;
  }

  private static ObjectNode named(JobKind kind, ObjectNode request, String output) {
    ObjectNode order = request.deepCopy();
    order.put("dataset", Account.name("datasets", last(request.get("dataset").asText())));
    kind.trainingOf(order).put("outputModel", Account.name("models", output));
    return order;
  }

  private static String last(String name) {
    return name.substring(name.lastIndexOf('/') + 1);
  }

  private static ObjectNode fields(TuningJob.Order order) {
    JsonNode training = order.kind().training(order.request());
    ObjectNode fields = Json.object().put("kind", Model.ADDON);
    fields.put("displayName", order.request().path("displayName").asText(""));
    ArrayNode modules = fields
        .putObject("peftDetails")
        .put("baseModel", order.base().name())
        .put("r", training.path("loraRank").asInt(8))
        .putArray("targetModules");
    List.of("q_proj", "k_proj", "v_proj", "o_proj").forEach(modules::add);
    return fields.put("fineTuningJob", order.name());
  }

  synchronized TuningJob get(JobKind kind, String id) {
    TuningJob job = jobs.get(Account.name(kind.plural(), id));
    if (job == null) {
      throw Grpc.NOT_FOUND.problem(
          kind.object() + " " + Account.name(kind.plural(), id) + " not found");
    }
    return job;
  }

  void cancel(TuningJob job) {
    if (!job.cancel(account.now())) {
      throw Grpc.FAILED_PRECONDITION.problem(
          job.order().name() + " is over, it is JOB_STATE_" + job.state(account.now()));
    }
  }

  synchronized void resume(TuningJob job) {
    Instant now = account.now();
    if (!job.isResumable(now)) {
      throw Grpc.FAILED_PRECONDITION.problem(
          job.order().name() + " cannot be resumed, it is JOB_STATE_" + job.state(now));
    }
    ModelStore.Weights weights = rules.check(job.order().kind(), job.order().request());
    Dataset training = datasets.ready(job.order().request().get("dataset").asText(), "dataset");
    job.resume(now, work.start(job.order(), training, weights.learned(), failures.poll()));
  }

  synchronized void delete(TuningJob job) {
    job.cancel(account.now());
    jobs.remove(job.order().name());
  }

  synchronized List<TuningJob> all(JobKind kind) {
    return jobs.values().stream().filter(j -> j.order().kind() == kind).toList();
  }

  synchronized List<String> created() {
    return List.copyOf(created);
  }

  synchronized void failNext(String reason) {
    failures.add(reason);
  }

  synchronized void restartNext() {
    restarts++;
  }
}
