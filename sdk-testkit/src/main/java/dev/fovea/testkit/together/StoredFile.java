package dev.fovea.testkit.together;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fovea.testkit.server.Json;
import dev.fovea.testkit.storage.Background;
import dev.fovea.testkit.storage.Blob;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * One file of the account, from its announcement to the verdict on its lines. Guarded by itself.
 */
final class StoredFile {
  private static final Duration PENDING = Duration.ofSeconds(2);
  private static final Duration QUEUED = Duration.ofSeconds(6);
  private static final Duration RUNNING = Duration.ofSeconds(20);

  private final String id;
  private final Announcement announcement;
  private final Instant createdAt;
  private final Path place;
  private long size;
  private String sha256 = "";
  private @Nullable Instant storedAt;
  private @Nullable Future<DatasetCheck.Verdict> check;

  /**
   * What a client says about a file before it sends it.
   *
   * @param name its last path segment
   * @param purpose what it is for
   * @param type {@code jsonl}, {@code parquet} or {@code csv}
   * @param checksum the SHA-256 in lower-case hex, or an empty text
   */
  record Announcement(String name, String purpose, String type, String checksum) {}

  StoredFile(String id, Announcement announcement, Instant createdAt, Path place) {
    this.id = id;
    this.announcement = announcement;
    this.createdAt = createdAt;
    this.place = place;
  }

  String id() {
    return id;
  }

  Announcement announcement() {
    return announcement;
  }

  Path place() {
    return place;
  }

  synchronized boolean isStored() {
    return storedAt != null;
  }

  synchronized long size() {
    return size;
  }

  /** The SHA-256 of its bytes in lower-case hex; an empty text until they are stored. */
  synchronized String sha256() {
    return sha256;
  }

  synchronized void stored(Blob bytes, Instant now, Future<DatasetCheck.Verdict> verdict) {
    this.size = bytes.size();
    this.sha256 = bytes.sha256();
    this.storedAt = now;
    this.check = verdict;
  }

  boolean isForTraining() {
    return announcement.purpose().equals("fine-tune");
  }

  /** The word of {@code processing_status} at a moment of virtual time. */
  synchronized String status(Instant now) {
    if (storedAt == null || now.isBefore(storedAt.plus(PENDING))) {
      return "PENDING";
    }
    if (now.isBefore(storedAt.plus(QUEUED))) {
      return "QUEUED";
    }
    if (now.isBefore(storedAt.plus(RUNNING)) || check == null || !Background.isDone(check)) {
      return "RUNNING";
    }
    DatasetCheck.Verdict verdict = verdict();
    return verdict == null ? "FAILED" : verdict.valid() ? "COMPLETED" : "INVALID_FORMAT";
  }

  /** The verdict on the lines, once the check is done; nothing when the check itself failed. */
  synchronized DatasetCheck.@Nullable Verdict verdict() {
    try {
      return check == null || !check.isDone() ? null : check.get();
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      return null;
    } catch (ExecutionException | java.util.concurrent.CancellationException failed) {
      return null;
    }
  }

  ObjectNode object(Instant now) {
    ObjectNode object = Json.object()
        .put("id", id)
        .put("object", "file")
        .put("created_at", createdAt.getEpochSecond())
        .put("filename", announcement.name())
        .put("bytes", 0)
        .put("purpose", announcement.purpose())
        .put("FileType", announcement.type())
        .put("Processed", false);
    if (!isForTraining()) {
      return object.put("bytes", size()).put("Processed", isStored());
    }
    String status = status(now);
    object.put("processing_status", status);
    DatasetCheck.Verdict verdict = verdict();
    boolean decided = status.equals("COMPLETED") || status.equals("INVALID_FORMAT");
    if (decided && verdict != null) {
      object.put("bytes", size()).put("Processed", true).put("LineCount", verdict.lines());
      object.set("validation_report", verdict.report());
    }
    return object;
  }
}
