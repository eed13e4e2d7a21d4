package dev.fovea.testkit.openai;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fovea.testkit.server.Json;
import dev.fovea.testkit.storage.Blob;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One file of the account. Immutable. */
final class StoredFile {
  static final String TRAINING = "fine-tune";
  static final String RESULTS = "fine-tune-results";
  static final String BATCH = "batch";
  static final String BATCH_OUTPUT = "batch_output";

  /**
   * What is said about a file before its bytes.
   *
   * @param purpose what it is for
   * @param name its name
   * @param life how long it stays; null for ever
   */
  record About(String purpose, String name, @Nullable Duration life) {}

  private final String id;
  private final About about;
  private final Instant createdAt;
  private final Blob bytes;

  StoredFile(String id, About about, Instant createdAt, Blob bytes) {
    this.id = id;
    this.about = about;
    this.createdAt = createdAt;
    this.bytes = bytes;
  }

  String id() {
    return id;
  }

  String purpose() {
    return about.purpose();
  }

  String name() {
    return about.name();
  }

  long size() {
    return bytes.size();
  }

  /** The SHA-256 of its bytes in lower-case hex. */
  String sha256() {
    return bytes.sha256();
  }

  /** Where its bytes stand. */
  Path place() {
    return bytes.place();
  }

  InputStream open() throws IOException {
    return Files.newInputStream(bytes.place());
  }

  void delete() throws IOException {
    bytes.delete();
  }

  private Optional<Instant> expiresAt() {
    return Optional.ofNullable(about.life()).map(createdAt::plus);
  }

  boolean isExpired(Instant now) {
    return expiresAt().filter(end -> !now.isBefore(end)).isPresent();
  }

  ObjectNode object() {
    return Json.object()
        .put("object", "file")
        .put("id", id)
        .put("purpose", about.purpose())
        .put("filename", about.name())
        .put("bytes", bytes.size())
        .put("created_at", createdAt.getEpochSecond())
        .put("expires_at", expiresAt().map(Instant::getEpochSecond).orElse(null))
        .put("status", "processed")
        .putNull("status_details");
  }
}
