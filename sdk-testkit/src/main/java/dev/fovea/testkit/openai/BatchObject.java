package dev.fovea.testkit.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fovea.testkit.answering.BatchWork;
import dev.fovea.testkit.server.Json;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A batch as the wire shows it: what has not happened yet is null.
 *
 * @param batch the batch
 * @param results the files of its answers
 */
record BatchObject(Batch batch, BatchResults results) {
  private static final List<String> TIMES = List.of(
      "in_progress_at",
      "finalizing_at",
      "completed_at",
      "failed_at",
      "expired_at",
      "cancelling_at",
      "cancelled_at");

  ObjectNode at(Instant now) {
    JsonNode request = batch.order().request();
    String status = batch.status(now);
    ObjectNode object = Json.object()
        .put("id", batch.order().id())
        .put("object", "batch")
        .put("endpoint", request.get("endpoint").asText());
    object.set("errors", status.equals("failed") ? errors() : Json.object().nullNode());
    object
        .put("input_file_id", request.get("input_file_id").asText())
        .put("completion_window", request.get("completion_window").asText())
        .put("status", status);
    outcome(object, now);
    counts(object, now);
    object.set(
        "metadata",
        request.path("metadata").isObject() ? request.get("metadata") : object.nullNode());
    return object;
  }

  private void outcome(ObjectNode object, Instant now) {
    BatchResults.Files files = results.of(batch, now);
    object
        .put("output_file_id", files.output())
        .put("error_file_id", files.errors())
        .put("created_at", batch.order().createdAt().getEpochSecond())
        .put("expires_at", batch.order().deadline().getEpochSecond());
    times(object, now);
  }

  private void times(ObjectNode object, Instant now) {
    Map<String, Instant> times = batch.times(now);
    for (String name : TIMES) {
      Instant time = times.get(name);
      object.put(name, time == null ? null : (Long) time.getEpochSecond());
    }
  }

  private ObjectNode errors() {
    ObjectNode errors = Json.object().put("object", "list");
    ArrayNode data = errors.putArray("data");
    for (BatchWork.Flaw flaw : batch.result().flaws()) {
      data.addObject()
          .put("code", flaw.code())
          .put("message", flaw.message())
          .put("param", flaw.parameter().isEmpty() ? null : flaw.parameter())
          .put("line", flaw.line() == 0 ? null : (Integer) flaw.line());
    }
    return errors;
  }

  private void counts(ObjectNode object, Instant now) {
    List<BatchWork.Line> lines = batch.result().lines();
    List<BatchWork.Line> done = lines.subList(0, batch.done(now));
    long completed = done.stream().filter(BatchWork.Line::answered).count();
    boolean known = !batch.status(now).equals("validating");
    object
        .putObject("request_counts")
        .put("total", known ? lines.size() : 0)
        .put("completed", completed)
        .put("failed", done.size() - completed);
    if (batch.status(now).equals("completed")) {
      usage(object, done);
    }
  }

  private static void usage(ObjectNode object, List<BatchWork.Line> done) {
    ObjectNode usage = object.putObject("usage");
    long in = sum(done, "prompt_tokens");
    long out = sum(done, "completion_tokens");
    usage.put("input_tokens", in);
    usage
        .putObject("input_tokens_details")
        .put("cached_tokens", sum(done, "prompt_tokens_details/cached_tokens"));
    usage.put("output_tokens", out);
    usage
        .putObject("output_tokens_details")
        .put("reasoning_tokens", sum(done, "completion_tokens_details/reasoning_tokens"));
    usage.put("total_tokens", in + out);
  }

  private static long sum(List<BatchWork.Line> lines, String kind) {
    return lines.stream()
        .mapToLong(line -> line.json().at("/response/body/usage/" + kind).asLong(0))
        .sum();
  }
}
