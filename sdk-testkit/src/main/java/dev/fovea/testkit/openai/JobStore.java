package dev.fovea.testkit.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fovea.testkit.storage.Background;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The account's fine-tuning jobs. Thread-safe. */
final class JobStore {
  private static final String COLUMNS =
      "step,train_loss,train_accuracy,valid_loss,valid_mean_token_accuracy\n";

  private final Account account;
  private final FileStore files;
  private final ModelStore models;
  private final Background background;
  private final JobRules rules;
  private final Map<String, TuningJob> jobs = new LinkedHashMap<>();
  private final Deque<String> failures = new ArrayDeque<>();
  private int restarts;

  JobStore(Account account, FileStore files, ModelStore models, Background background) {
    this.account = account;
    this.files = files;
    this.models = models;
    this.background = background;
    this.rules = new JobRules(files, models);
  }

  TuningJob create(JsonNode request) {
    JobRules.Accepted accepted = rules.accept(request);
    synchronized (this) {
      JobOrder order = order(accepted);
      JobWork work = JobWork.start(order, background, failures.poll());
      boolean restarted = restarts > 0;
      restarts -= restarted ? 1 : 0;
      TuningJob job = new TuningJob(order, work, restarted);
      jobs.put(order.id(), job);
      models.add(job);
      return job;
    }
  }

  private JobOrder order(JobRules.Accepted accepted) {
    ObjectNode request = accepted.request();
    if (!request.hasNonNull("seed")) {
      request.put("seed", Long.parseLong(account.hex(7), 16));
    }
    Catalogue.Model base = accepted.model().base();
    if (accepted.model().tuned() == null) {
      // Of an alias the snapshot behind it is tuned.
      request.put("model", base.id());
    }
    return new JobOrder(
        account.id("ftjob-", 24),
        request,
        base,
        accepted.model().tuned(),
        accepted.training(),
        accepted.validation(),
        "ft:" + base.id() + ":" + Account.ORGANIZATION + ":"
            + request.path("suffix").asText("") + ":" + account.hex(8),
        account.now());
  }

  TuningJob get(String id) throws IOException {
    TuningJob job;
    synchronized (this) {
      job = jobs.get(id);
    }
    if (job == null) {
      throw OpenAiErrors.of(
          404, "Could not find fine tune: " + id, "fine_tune_id", "fine_tune_not_found");
    }
    settle(job);
    return job;
  }

  /** Oldest first. */
  List<TuningJob> all() throws IOException {
    List<TuningJob> all;
    synchronized (this) {
      all = List.copyOf(jobs.values());
    }
    for (TuningJob job : all) {
      settle(job);
    }
    return all;
  }

  /** Writes the results of a job that has just been found to have succeeded. */
  private void settle(TuningJob job) throws IOException {
    Instant now = account.now();
    if (!job.hasSucceeded(now)) {
      return;
    }
    synchronized (job) {
      if (job.resultFile().isEmpty()) {
        StoredFile file = files.create(StoredFile.RESULTS, "step_metrics.csv", out -> {
          out.write(COLUMNS.getBytes(StandardCharsets.UTF_8));
          Metrics metrics = job.metrics(now);
          int total = job.steps(now).total();
          for (int step = metrics.stride(); step <= total; step += metrics.stride()) {
            out.write(metrics.line(step).getBytes(StandardCharsets.UTF_8));
          }
        });
        job.resultFile(file.id());
      }
    }
  }

  synchronized List<String> created() {
    return new ArrayList<>(jobs.keySet());
  }

  synchronized void failNext(String reason) {
    failures.add(reason);
  }

  synchronized void restartNext() {
    restarts++;
  }
}
