package dev.fovea.testkit.together;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fovea.testkit.learning.Study;
import dev.fovea.testkit.learning.TunedModel;
import dev.fovea.testkit.storage.Background;
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
import org.jspecify.annotations.Nullable;

/** The account's fine-tuning jobs. Thread-safe. */
final class JobStore {
  private final Account account;
  private final FileStore files;
  private final Background background;
  private final JobRules rules;
  private final Map<String, Job> jobs = new LinkedHashMap<>();
  private final List<String> created = new ArrayList<>();
  private final Deque<String> failures = new ArrayDeque<>();
  private int restarts;

  JobStore(Account account, FileStore files, Background background, Catalogue catalogue) {
    this.account = account;
    this.files = files;
    this.background = background;
    this.rules = new JobRules(catalogue, files);
  }

  Job create(JsonNode request) {
    Instant now = account.now();
    Optional<Job> parent = parent(request);
    Catalogue.Model base = model(request);
    ObjectNode run = rules.accepted(inherited(request, parent.orElse(null)), base, now);
    StoredFile training = files.get(run.get("training_file").asText());
    DatasetCheck.Verdict verdict = training.verdict();
    synchronized (this) {
      String id = "ft-" + account.hex(8) + "-" + account.hex(4);
      long lines = verdict == null ? 0 : verdict.lines();
      boolean restarted = restarts > 0;
      restarts -= restarted ? 1 : 0;
      Job.Order order = new Job.Order(
          id, run, base, outcome(base, run.path("suffix").asText("")), lines, restarted, now);
      Job job = new Job(
          order, new Study(background.start(learning(training.place(), parent.orElse(null)))));
      jobs.put(id, job);
      created.add(id);
      return job;
    }
  }

  /** The kind of training is the earlier job's unless another is asked for. */
  private static JsonNode inherited(JsonNode request, @Nullable Job parent) {
    if (parent == null || request.hasNonNull("training_type")) {
      return request;
    }
    ObjectNode whole = request.deepCopy();
    JsonNode before = parent.order().request().path("training_type");
    return whole.set("training_type", before);
  }

  private Callable<TunedModel> learning(Path training, @Nullable Job parent) {
    String failure = failures.poll();
    return () -> {
      if (failure != null) {
        throw new IllegalStateException(failure);
      }
      // Work is done in the order of the jobs, so the earlier one has learnt already.
      return TunedModel.learn(training, parent == null ? null : parent.learnt().orElse(null));
    };
  }

  private Job.Outcome outcome(Catalogue.Model base, String suffix) {
    String name = Account.SLUG + "/" + base.bareName() + (suffix.isEmpty() ? "" : "-" + suffix)
        + "-" + account.hex(8);
    return new Job.Outcome(
        name, "ml_" + account.hex(10), "rv_" + account.hex(8), "ml_" + account.hex(10));
  }

  /** The base model a request names, itself or by a checkpoint. */
  Catalogue.Model model(JsonNode request) {
    Optional<Job> parent = parent(request);
    if (parent.isPresent()) {
      return parent.get().order().base();
    }
    String model = request.path("model").asText("");
    Refusals.unless(!model.isEmpty(), "model is required", "model");
    return rules.base(model);
  }

  /** The job a request goes on from; refused when it has not kept what is asked for. */
  private Optional<Job> parent(JsonNode request) {
    String checkpoint = request.path("from_checkpoint").asText("");
    if (checkpoint.isEmpty()) {
      return Optional.empty();
    }
    Optional<Job> job = named(checkpoint);
    int colon = checkpoint.indexOf(':');
    boolean kept = job.isPresent()
        && (colon < 0
            ? job.get().status(account.now()).equals("completed")
            : job.get()
                .hasCheckpoint(
                    Parameters.integer(checkpoint.substring(colon + 1), "from_checkpoint"),
                    account.now()));
    Refusals.unless(kept, "Checkpoint " + checkpoint + " does not exist", "from_checkpoint");
    return job;
  }

  /** The base model behind a job id or an output name, with or without a step. */
  Optional<String> baseOf(String checkpoint) {
    return named(checkpoint).map(job -> job.order().base().name());
  }

  private synchronized Optional<Job> named(String checkpoint) {
    String name =
        checkpoint.contains(":") ? checkpoint.substring(0, checkpoint.indexOf(':')) : checkpoint;
    return jobs.values().stream()
        .filter(j -> j.id().equals(name) || j.order().names().name().equals(name))
        .findFirst();
  }

  synchronized void restartNext() {
    restarts++;
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
