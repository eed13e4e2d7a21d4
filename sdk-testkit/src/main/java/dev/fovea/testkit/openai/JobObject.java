package dev.fovea.testkit.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fovea.testkit.server.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A job as its answers show it. */
final class JobObject {
  // The specification calls them required, and its examples have none of them.
  private static final List<String> OMITTED =
      List.of("error", "finished_at", "hyperparameters", "trained_tokens", "seed", "integrations");

  private final Settings settings;
  private final JsonNode emptyError;

  JobObject(Settings settings) {
    this.settings = settings;
    try {
      this.emptyError = Json.read(settings.emptyError().getBytes(StandardCharsets.UTF_8));
    } catch (IOException notJson) {
      throw new UncheckedIOException("not JSON: " + settings.emptyError(), notJson);
    }
  }

  /** As it stands at a moment. */
  ObjectNode of(TuningJob job, Instant now) {
    JobOrder order = job.order();
    JsonNode request = order.request();
    boolean done = job.hasSucceeded(now);
    ObjectNode object = Json.object()
        .put("object", "fine_tuning.job")
        .put("id", job.id())
        .put("model", request.path("model").asText())
        .put("created_at", order.createdAt().getEpochSecond())
        // It stays null when a job fails, as recordings show; likewise here when it is cancelled.
        .put("finished_at", done ? (Long) job.finishedAt().getEpochSecond() : null)
        .put("fine_tuned_model", done ? order.result() : null)
        .put("organization_id", Account.ORGANIZATION_ID);
    object.set("result_files", Json.tree(job.resultFile().stream().toList()));
    object
        .put("status", status(job, now))
        .put("validation_file", id(order.validation()))
        .put("training_file", order.training().id());
    learning(object, job, now);
    object.set("error", error(job, now));
    wishes(object, request);
    object.set("estimated_finish", estimate(job, now));
    object.putNull("usage_metrics").put("shared_with_openai", false);
    return settings.sparse() ? object.without(OMITTED) : object;
  }

  /** What was asked for and says nothing of the learning. */
  private static void wishes(ObjectNode object, JsonNode request) {
    object
        .put("user_provided_suffix", text(request.path("suffix")))
        .put("seed", request.path("seed").asLong());
    object.set("integrations", given(request.path("integrations"), Json.tree(List.of())));
    object.set("metadata", given(request.path("metadata"), NullNode.getInstance()));
  }

  private String status(TuningJob job, Instant now) {
    String status = job.status(now);
    return status.equals("running") ? settings.runningStatus() : status;
  }

  /** The knobs stand twice in supervised jobs, of which the older place has whole numbers. */
  private static void learning(ObjectNode object, TuningJob job, Instant now) {
    JobOrder order = job.order();
    ObjectNode knobs = job.knobs(now);
    if (order.isSupervised()) {
      ObjectNode older = object.putObject("hyperparameters");
      Hyperparameters.COMMON.forEach(name -> older.set(name, whole(knobs.path(name))));
    } else {
      object.putNull("hyperparameters");
    }
    object.put(
        "trained_tokens",
        job.hasSucceeded(now) ? (Long) (job.verdict().tokens() * job.steps(now).epochs()) : null);
    ObjectNode method = order.request().get("method").deepCopy();
    ((ObjectNode) method.get(order.method())).set("hyperparameters", knobs);
    object.set("method", method);
  }

  private static JsonNode whole(JsonNode number) {
    boolean isWhole = number.isDouble() && number.doubleValue() == number.longValue();
    return isWhole ? Json.tree(number.longValue()) : number;
  }

  private JsonNode error(TuningJob job, Instant now) {
    Optional<JobFailure> failure = job.failure(now);
    if (failure.isPresent()) {
      return failure.get().error();
    }
    return emptyError.deepCopy();
  }

  private static @Nullable JsonNode estimate(TuningJob job, Instant now) {
    return job.status(now).equals("running")
        ? Json.tree(job.when(job.plan().end()).getEpochSecond())
        : null;
  }

  private static JsonNode given(JsonNode value, JsonNode otherwise) {
    return Refusal.isAbsent(value) ? otherwise : value;
  }

  private static @Nullable String id(@Nullable StoredFile file) {
    return file == null ? null : file.id();
  }

  private static @Nullable String text(JsonNode value) {
    return value.isTextual() ? value.textValue() : null;
  }
}
