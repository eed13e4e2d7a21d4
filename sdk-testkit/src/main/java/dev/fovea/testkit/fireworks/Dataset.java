package dev.fovea.testkit.fireworks;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fovea.testkit.learning.Flaw;
import dev.fovea.testkit.learning.RowWalk;
import dev.fovea.testkit.server.Json;
import dev.fovea.testkit.storage.Background;
import dev.fovea.testkit.storage.Blob;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * One data set: the files in it, and whether their lines could be read. There is no state of
 * failure: an upload that is no good leaves it {@code UPLOADING} with a status that says why.
 * Guarded by itself.
 */
final class Dataset {
  private static final Duration CHECKING = Duration.ofSeconds(10);
  private static final int TOKENS_OF_A_ROW = 1700;

  private final String id;
  private final Instant createdAt;
  private final Map<String, Blob> files = new TreeMap<>();
  private ObjectNode fields;
  private Instant updatedAt;
  private @Nullable Instant uploadedAt;
  private @Nullable Future<RowWalk> check;

  Dataset(String id, ObjectNode fields, Instant createdAt) {
    this.id = id;
    this.fields = fields;
    this.createdAt = createdAt;
    this.updatedAt = createdAt;
  }

  String name() {
    return Account.name("datasets", id);
  }

  Instant createdAt() {
    return createdAt;
  }

  synchronized void put(String file, Blob bytes) {
    files.put(file, bytes);
  }

  synchronized Map<String, Blob> files() {
    return new TreeMap<>(files);
  }

  /** Begins the look at the lines; the data set is ready when it is over. */
  synchronized void uploaded(Instant now, Future<RowWalk> lines) {
    this.uploadedAt = now;
    this.updatedAt = now;
    this.check = lines;
  }

  /** Says that the provider has written all of it: nothing is left to look at. */
  synchronized void written(Instant now, long rows) {
    RowWalk known = new RowWalk(rows, null);
    uploaded(now.minus(CHECKING), CompletableFuture.completedFuture(known));
    this.updatedAt = now;
  }

  /** Its data stands elsewhere, in a bucket of the user's. */
  boolean isExternal() {
    return fields.has("externalUrl");
  }

  /** Reads a row as far as every format goes. */
  static void readable(com.fasterxml.jackson.databind.JsonNode row) throws Flaw {
    Flaw.unless(row.isObject(), "every line must be a JSON object");
  }

  synchronized String state(Instant now) {
    if (isExternal()) {
      return "READY";
    }
    boolean over = uploadedAt != null
        && !now.isBefore(uploadedAt.plus(CHECKING))
        && check != null
        && Background.isDone(check);
    return over && flaw().isEmpty() ? "READY" : "UPLOADING";
  }

  /** What is wrong with the lines, once that is known. */
  synchronized Optional<String> flaw() {
    Optional<RowWalk> walk = walk();
    return walk.isPresent() && walk.get().lines() == 0
        ? Optional.of("the data set is empty")
        : walk.flatMap(RowWalk::flaw).map(flaw -> "line " + walk.get().lines() + ": " + flaw);
  }

  /** How many rows it has; 0 until that is known. */
  synchronized long rows() {
    return walk().map(RowWalk::lines).orElse(0L);
  }

  private Optional<RowWalk> walk() {
    try {
      return check == null || !check.isDone() ? Optional.empty() : Optional.of(check.get());
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    } catch (ExecutionException | CancellationException failed) {
      return Optional.empty();
    }
  }

  synchronized void update(ObjectNode changes, Instant now) {
    ObjectNode changed = fields.deepCopy();
    changed.setAll(changes);
    fields = changed;
    updatedAt = now;
  }

  synchronized ObjectNode object(Instant now) {
    String state = state(now);
    boolean ready = state.equals("READY");
    ObjectNode object = Json.object().put("name", name());
    object.setAll(fields);
    object.put("state", state);
    // The verdict comes at the end of the look, not before.
    boolean decided = uploadedAt != null && !now.isBefore(uploadedAt.plus(CHECKING));
    Optional<String> flaw = decided ? flaw() : Optional.empty();
    object.set("status", Status.of(flaw.map(f -> Status.invalid(f)).orElse(Status.OK)));
    if (ready && !object.has("exampleCount") && !isExternal()) {
      object.put("exampleCount", String.valueOf(rows()));
    }
    if (ready) {
      object.put("estimatedTokenCount", String.valueOf(rows() * TOKENS_OF_A_ROW));
    }
    for (String source : List.of("evaluationResult", "splitted", "transformed", "externalUrl")) {
      if (object.has(source)) {
        return timed(object);
      }
    }
    if (!object.has("userUploaded")) {
      object.putObject("userUploaded");
    }
    return timed(object);
  }

  private ObjectNode timed(ObjectNode object) {
    return object
        .put("createdBy", Account.USER)
        .put("createTime", createdAt.toString())
        .put("updateTime", updatedAt.toString());
  }
}
