package dev.fovea.testkit.fireworks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fovea.testkit.server.Exchange;
import dev.fovea.testkit.server.Json;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** How a job looks from outside: its object, its metrics file and its log. */
final class JobObject {
  private static final int MOST_LINES = 1000;

  private final Account account;
  private final Storage storage;

  JobObject(Account account, Storage storage) {
    this.account = account;
    this.storage = storage;
  }

  ObjectNode of(Exchange exchange, TuningJob job) {
    Instant now = account.now();
    TuningJob.Order order = job.order();
    ObjectNode object = Json.object().put("name", order.name());
    object.setAll(order.request().deepCopy());
    redact(object);
    object.put("state", "JOB_STATE_" + job.state(now));
    object.set("status", Status.of(job.failure(now).orElse(Status.OK)));
    Instant reached = job.reached(now);
    JobTimes times = job.times();
    boolean trained = !reached.isBefore(times.trainingStart());
    if (order.kind().tellsProgress() && trained) {
      progress(object.putObject("jobProgress"), order, times.share(reached));
    }
    if (trained) {
      object.put("trainerLogsSignedUrl", log(exchange, job));
    }
    switch (order.kind()) {
      case SUPERVISED -> {
        object.set("estimatedCost", JobRoutes.cost(order.base(), order.rows(), order.epochs()));
        if (trained) {
          object.put("metricsFileSignedUrl", metrics(exchange, job));
        }
      }
      case REINFORCEMENT -> {
        long seconds = Math.round(times.share(reached) * 300);
        object.putObject("acceleratorSeconds").put("NVIDIA_H100_80GB", String.valueOf(seconds));
      }
      default -> {
        // A preference job tells neither.
      }
    }
    job.endedAt(now).ifPresent(end -> object.put("completedTime", end.toString()));
    return object
        .put("createdBy", Account.USER)
        .put("createTime", order.createdAt().toString())
        .put("updateTime", updated(job, now).toString());
  }

  // A key was told once and is never shown.
  private static void redact(ObjectNode object) {
    if (object.path("wandbConfig").isObject()) {
      ObjectNode wandb = (ObjectNode) object.get("wandbConfig");
      wandb.remove("apiKey");
      wandb.put("url", "https://wandb.ai/embedded/" + wandb.path("project").asText("runs"));
    }
  }

  private static Instant updated(TuningJob job, Instant now) {
    return job.endedAt(now).orElse(job.times().at(job.reached(now)).from());
  }

  private static void progress(ObjectNode progress, TuningJob.Order order, double share) {
    int epochs = (int) Math.ceil(order.epochs());
    progress
        .put("percent", (int) (share * 100))
        .put("epoch", (int) Math.min(epochs - 1, share * epochs))
        .put("totalInputRequests", (int) order.rows())
        .put("totalProcessedRequests", (int) (order.rows() * share));
  }

  /** The address of the file with a line for every step so far. */
  String metrics(Exchange exchange, TuningJob job) {
    return storage.toGet(
        exchange,
        job.order().name() + "/metrics.jsonl",
        () -> Storage.Content.of(lines(job, job.times().share(job.reached(account.now())))));
  }

  private static String lines(TuningJob job, double share) {
    TuningJob.Order order = job.order();
    JsonNode training = order.kind().training(order.request());
    long batch = Math.max(1, training.path("batchSizeSamples").asInt(32));
    long perEpoch = Math.max(1, order.rows() / batch);
    long total = Math.max(1, Math.round(perEpoch * order.epochs()));
    long stride = Math.max(1, total / MOST_LINES);
    StringBuilder text = new StringBuilder();
    for (long step = stride; step <= total * share; step += stride) {
      ObjectNode line = Json.object()
          .put("step", step)
          .put("epoch", (step - 1) / perEpoch)
          .put("loss", 2.0 / (1 + 0.1 * step))
          .put("learning_rate", training.path("learningRate").asDouble(1e-4));
      if (order.evaluates() && step % perEpoch == 0) {
        line.put("eval_loss", 2.2 / (1 + 0.1 * step));
      }
      text.append(new String(Json.bytes(line), StandardCharsets.UTF_8)).append('\n');
    }
    return text.toString();
  }

  private String log(Exchange exchange, TuningJob job) {
    return storage.toGet(
        exchange, job.order().name() + "/trainer.log", () -> Storage.Content.of(told(job)));
  }

  private String told(TuningJob job) {
    Instant reached = job.reached(account.now());
    StringBuilder text = new StringBuilder();
    for (JobTimes.Phase phase : job.times().phases()) {
      if (!phase.from().isAfter(reached)) {
        text.append(phase.from()).append(' ').append(phase.state()).append('\n');
      }
    }
    job.failure(account.now())
        .ifPresent(why -> text.append(reached).append(' ').append(why.message()).append('\n'));
    return text.toString();
  }
}
