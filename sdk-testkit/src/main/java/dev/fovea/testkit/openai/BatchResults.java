package dev.fovea.testkit.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fovea.testkit.answering.BatchWork;
import dev.fovea.testkit.server.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The files of what batches answered, made when a batch has ended. Thread-safe. */
final class BatchResults {
  private static final List<String> ENDED = List.of("completed", "expired", "cancelled");

  /**
   * The ids of a batch's files.
   *
   * @param output of its answers; null if there are none, or not yet
   * @param errors of its refusals; null if there are none, or not yet
   */
  record Files(@Nullable String output, @Nullable String errors) {
    static final Files NONE = new Files(null, null);
  }

  private final Account account;
  private final FileStore files;
  private final Map<String, Files> published = new HashMap<>();

  BatchResults(Account account, FileStore files) {
    this.account = account;
    this.files = files;
  }

  synchronized Files of(Batch batch, Instant now) {
    if (!ENDED.contains(batch.status(now))) {
      return Files.NONE;
    }
    return published.computeIfAbsent(batch.order().id(), id -> publish(batch, now));
  }

  private Files publish(Batch batch, Instant now) {
    List<BatchWork.Line> all = batch.result().lines();
    List<BatchWork.Line> lines = new ArrayList<>(all.subList(0, batch.done(now)));
    if (batch.status(now).equals("expired")) {
      all.subList(lines.size(), all.size()).forEach(line -> lines.add(expired(line)));
    }
    // Who relies on the order of the requests shall notice.
    Collections.reverse(lines);
    return new Files(file(batch, "output", lines, true), file(batch, "error", lines, false));
  }

  private BatchWork.Line expired(BatchWork.Line never) {
    ObjectNode line = Json.object()
        .put("id", "batch_req_" + account.hex(24))
        .put("custom_id", never.json().get("custom_id").asText())
        .putNull("response");
    line.putObject("error")
        .put("code", "batch_expired")
        .put("message", "This request could not be executed before the completion window expired.");
    return new BatchWork.Line(false, line);
  }

  private @Nullable String file(
      Batch batch, String kind, List<BatchWork.Line> lines, boolean answered) {
    byte[] text = BatchWork.text(lines, answered);
    if (text.length == 0) {
      return null;
    }
    JsonNode life = batch.order().request().at("/output_expires_after/seconds");
    StoredFile.About about = new StoredFile.About(
        StoredFile.BATCH_OUTPUT,
        batch.order().id() + "_" + kind + ".jsonl",
        life.isNumber() ? Duration.ofSeconds(life.longValue()) : null);
    try {
      return files.create(about, files.keep(out -> out.write(text))).id();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot keep the batch's " + kind, e);
    }
  }
}
