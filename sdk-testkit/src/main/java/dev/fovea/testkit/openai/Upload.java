package dev.fovea.testkit.openai;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fovea.testkit.server.Json;
import dev.fovea.testkit.storage.Blob;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A large file on its way, part by part. Guarded by itself. */
final class Upload {
  /** How long OpenAI says that it waits for the parts. */
  static final Duration LIFE = Duration.ofHours(1);

  /**
   * What is said about it before its parts.
   *
   * @param file what the file will be
   * @param bytes how large it will be
   * @param life how long it really waits for its parts, which must come in real time
   */
  record Announcement(StoredFile.About file, long bytes, Duration life) {}

  private final String id;
  private final Announcement announcement;
  private final Instant createdAt;
  private final Map<String, Blob> parts = new LinkedHashMap<>();
  private String status = "pending";
  private @Nullable StoredFile file;

  Upload(String id, Announcement announcement, Instant createdAt) {
    this.id = id;
    this.announcement = announcement;
    this.createdAt = createdAt;
  }

  String id() {
    return id;
  }

  Announcement announcement() {
    return announcement;
  }

  synchronized String status(Instant now) {
    boolean late = status.equals("pending") && !now.isBefore(createdAt.plus(announcement.life()));
    return late ? "expired" : status;
  }

  synchronized void add(String partId, Blob part) {
    parts.put(partId, part);
  }

  synchronized Optional<Blob> part(String partId) {
    return Optional.ofNullable(parts.get(partId));
  }

  synchronized void complete(StoredFile whole) {
    this.file = whole;
    this.status = "completed";
  }

  synchronized void cancel() {
    this.status = "cancelled";
  }

  /** Forgets its parts, which are files of their own until then. */
  synchronized void forget() throws IOException {
    List<Blob> left = new ArrayList<>(parts.values());
    parts.clear();
    for (Blob part : left) {
      part.delete();
    }
  }

  synchronized ObjectNode object(Instant now) {
    ObjectNode object = Json.object()
        .put("id", id)
        .put("object", "upload")
        .put("bytes", announcement.bytes())
        .put("created_at", createdAt.getEpochSecond())
        .put("expires_at", createdAt.plus(LIFE).getEpochSecond())
        .put("filename", announcement.file().name())
        .put("purpose", announcement.file().purpose())
        .put("status", status(now));
    object.set("file", file == null ? null : file.object());
    return object;
  }
}
