package dev.fovea.testkit.openai;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fovea.testkit.server.Exchange;
import dev.fovea.testkit.server.Json;
import dev.fovea.testkit.server.Multipart;
import dev.fovea.testkit.server.Reply;
import dev.fovea.testkit.server.Routes;
import dev.fovea.testkit.storage.Blob;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The operations on uploads in parts. */
final class UploadRoutes {
  private static final List<String> FIELDS =
      List.of("filename", "purpose", "bytes", "mime_type", "expires_after");
  // Eight gigabytes altogether, whatever a gigabyte is.
  private static final long LARGEST = 8L << 30;

  private final Account account;
  private final UploadStore store;

  UploadRoutes(Account account, UploadStore store) {
    this.account = account;
    this.store = store;
  }

  void addTo(Routes routes) {
    routes
        .add("POST", "/uploads", this::create)
        .add("POST", "/uploads/{id}/parts", this::part)
        .add("POST", "/uploads/{id}/complete", this::complete)
        .add("POST", "/uploads/{id}/cancel", this::cancel);
  }

  private Reply answer(Upload upload) {
    return Reply.json(200, upload.object(account.now()));
  }

  private Reply create(Exchange exchange) throws IOException {
    JsonNode request = Refusal.object(exchange);
    Refusal.unknown(request, "", FIELDS);
    String name = Refusal.text(request, "filename");
    String purpose = Refusal.text(request, "purpose");
    FileRoutes.check(purpose, name);
    Refusal.text(request, "mime_type");
    JsonNode bytes = request.path("bytes");
    Refusal.type(bytes.isIntegralNumber(), bytes, "bytes", "an integer");
    Refusal.integer(bytes, "bytes", 1, LARGEST);
    JsonNode expiry = request.path("expires_after");
    StoredFile.About about = new StoredFile.About(
        purpose,
        name,
        Lifetime.of(purpose, text(expiry.path("anchor")), text(expiry.path("seconds"))));
    // Its sender needs real time, however fast ours runs.
    Duration life = account.terms().clock().during(Upload.LIFE);
    return answer(store.create(new Upload.Announcement(about, bytes.longValue(), life)));
  }

  private static @Nullable String text(JsonNode value) {
    return Refusal.isAbsent(value) ? null : value.asText();
  }

  private Reply part(Exchange exchange) throws IOException {
    Upload upload = store.pending(exchange.pathValue("id"));
    List<Blob> kept = new ArrayList<>();
    try {
      Multipart.read(
          exchange.header("content-type").orElse(""), exchange.stream(), (part, content) -> {
            if (part.name().equals("data") && kept.isEmpty()) {
              kept.add(store.keep(content));
            }
          });
    } catch (Bounded.Exceeded tooLarge) {
      throw OpenAiErrors.of(413, "The part is larger than 64 MB.", "data", null);
    }
    if (kept.isEmpty()) {
      throw OpenAiErrors.badRequest("'data' is a required property", "data", null);
    }
    String id = store.add(upload, kept.get(0));
    return Reply.json(
        200,
        Json.object()
            .put("id", id)
            .put("object", "upload.part")
            .put("created_at", account.seconds())
            .put("upload_id", upload.id()));
  }

  private Reply complete(Exchange exchange) throws IOException {
    JsonNode request = Refusal.object(exchange);
    JsonNode ids = request.path("part_ids");
    if (Refusal.isAbsent(ids)) {
      throw OpenAiErrors.badRequest(
          "Missing required parameter: 'part_ids'.", "part_ids", "missing_required_parameter");
    }
    Refusal.type(ids.isArray(), ids, "part_ids", "an array");
    List<String> partIds = new ArrayList<>();
    ids.forEach(id -> partIds.add(id.asText()));
    Upload upload = store.pending(exchange.pathValue("id"));
    synchronized (upload) {
      store.complete(store.pending(upload.id()), partIds, text(request.path("md5")));
    }
    return answer(upload);
  }

  private Reply cancel(Exchange exchange) throws IOException {
    Upload upload = store.pending(exchange.pathValue("id"));
    store.cancel(upload);
    return answer(upload);
  }
}
