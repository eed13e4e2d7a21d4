package dev.fovea.testkit.together;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fovea.testkit.learning.TunedModel;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;

/** The account's fine-tuning jobs. Thread-safe. */
final class JobStore {
  private final Account account;
  private final FileStore files;
  private final Background background;
  private final JobRules rules;
  private final Map<String, Job> jobs = new LinkedHashMap<>();
  private final List<String> created = new ArrayList<>();
  private final Deque<String> failures = new ArrayDeque<>();

  JobStore(Account account, FileStore files, Background background, Catalogue catalogue) {
    this.account = account;
    this.files = files;
    this.background = background;
    this.rules = new JobRules(catalogue, files);
  }

  Job create(JsonNode request) {
    Instant now = account.now();
    Catalogue.Model base = rules.base(baseName(request));
    ObjectNode run = rules.accepted(request, base, now);
    StoredFile training = files.get(run.get("training_file").asText());
    DatasetCheck.Verdict verdict = training.verdict();
    synchronized (this) {
      String id = "ft-" + account.hex(8) + "-" + account.hex(4);
      long lines = verdict == null ? 0 : verdict.lines();
      Job.Order order =
          new Job.Order(id, run, base, outcome(base, run.path("suffix").asText("")), lines, now);
      Job job = new Job(order, background.start(learning(training.place())));
      jobs.put(id, job);
      created.add(id);
      return job;
    }
  }

  private Callable<TunedModel> learning(Path training) {
    String failure = failures.poll();
    return () -> {
      if (failure != null) {
        throw new IllegalStateException(failure);
      }
      return TunedModel.learn(training);
    };
  }

  private Job.Outcome outcome(Catalogue.Model base, String suffix) {
    String name = Account.SLUG + "/" + base.bareName() + (suffix.isEmpty() ? "" : "-" + suffix)
        + "-" + account.hex(8);
    return new Job.Outcome(
        name, "ml_" + account.hex(10), "rv_" + account.hex(8), "ml_" + account.hex(10));
  }

  private String baseName(JsonNode request) {
    String checkpoint = request.path("from_checkpoint").asText("");
    if (!checkpoint.isEmpty()) {
      return baseOf(checkpoint)
          .orElseThrow(() -> Refusals.badRequest(
              "Checkpoint " + checkpoint + " does not exist", "from_checkpoint"));
    }
    String model = request.path("model").asText("");
    if (model.isEmpty()) {
      throw Refusals.badRequest("model is required", "model");
    }
    return model;
  }

  /** The base model behind a job id or an output name, with or without a step. */
  synchronized Optional<String> baseOf(String checkpoint) {
    String name =
        checkpoint.contains(":") ? checkpoint.substring(0, checkpoint.indexOf(':')) : checkpoint;
    return jobs.values().stream()
        .filter(j -> j.id().equals(name) || j.order().names().name().equals(name))
        .map(j -> j.order().base().name())
        .findFirst();
  }

  synchronized void failNext(String reason) {
    failures.add(reason);
  }

  synchronized Job get(String id) {
    Job job = jobs.get(id);
    if (job == null) {
      throw Refusals.notFound("Fine-tuning job not found: " + id);
    }
    return job;
  }

  synchronized void delete(String id) {
    get(id);
    jobs.remove(id);
  }

  synchronized List<Job> all() {
    return List.copyOf(jobs.values());
  }

  synchronized List<String> created() {
    return List.copyOf(created);
  }
}
