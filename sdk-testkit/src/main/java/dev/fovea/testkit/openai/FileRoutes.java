package dev.fovea.testkit.openai;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fovea.testkit.server.Exchange;
import dev.fovea.testkit.server.Json;
import dev.fovea.testkit.server.Multipart;
import dev.fovea.testkit.server.Reply;
import dev.fovea.testkit.server.Routes;
import dev.fovea.testkit.storage.Blob;
import dev.fovea.testkit.storage.Folder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The operations on files. */
final class FileRoutes {
  /** What files may be uploaded for. */
  static final Set<String> PURPOSES =
      Set.of("assistants", "batch", "evals", "fine-tune", "user_data", "vision");

  private static final Set<String> LINES = Set.of(StoredFile.TRAINING, StoredFile.BATCH);

  // Whether a megabyte is 10^6 or 2^20 bytes is not published; the larger refuses nothing right.
  private static final long LARGEST = 512L << 20;
  private static final int LONGEST_FIELD = 64 << 10;

  private final FileStore store;
  private final boolean sparse;

  FileRoutes(FileStore store, Settings settings) {
    this.store = store;
    this.sparse = settings.sparse();
  }

  void addTo(Routes routes) {
    routes
        .add("POST", "/files", this::upload)
        .add("GET", "/files", this::list)
        .add("GET", "/files/{id}", e -> Reply.json(200, object(file(e))))
        .add("DELETE", "/files/{id}", this::delete)
        .add("GET", "/files/{id}/content", this::content);
  }

  private StoredFile file(Exchange exchange) {
    return store.get(exchange.pathValue("id"));
  }

  private Reply upload(Exchange exchange) throws IOException {
    Incoming incoming = new Incoming(store);
    try {
      incoming.read(exchange);
      return Reply.json(200, object(incoming.file()));
    } catch (Bounded.Exceeded tooLarge) {
      throw OpenAiErrors.of(
          413, "The file is larger than 512 MB. Use the Uploads API instead.", "file", null);
    } finally {
      incoming.forget();
    }
  }

  private Reply list(Exchange exchange) {
    String purpose = exchange.queryValues().get("purpose");
    List<ObjectNode> files = store.all().stream()
        .filter(file -> purpose == null || file.purpose().equals(purpose))
        .map(this::object)
        .toList();
    return Listing.ordered(exchange, files, sparse ? Listing.FILES_WITHOUT_IDS : Listing.FILES);
  }

  private ObjectNode object(StoredFile file) {
    ObjectNode object = file.object();
    return sparse ? object.without(List.of("status", "status_details", "expires_at")) : object;
  }

  private Reply delete(Exchange exchange) throws IOException {
    String id = exchange.pathValue("id");
    store.delete(id);
    return Reply.json(200, Json.object().put("id", id).put("object", "file").put("deleted", true));
  }

  private Reply content(Exchange exchange) {
    StoredFile file = file(exchange);
    return Reply.sized(200, file.size(), out -> {
          try (InputStream bytes = file.open()) {
            Folder.copy(bytes, out);
          }
        })
        .header("Content-Type", "application/octet-stream")
        .header("Content-Disposition", "attachment; filename=\"" + quoted(file.name()) + "\"");
  }

  private static String quoted(String name) {
    return name.replaceAll("[^ -~]", "_").replace("\\", "\\\\").replace("\"", "\\\"");
  }

  /** Refuses what no file can be. */
  static void check(String purpose, String name) {
    OpenAiErrors.unless(
        PURPOSES.contains(purpose),
        "'" + purpose + "' is not one of " + new TreeSet<>(PURPOSES) + " - 'purpose'",
        "purpose");
    OpenAiErrors.unless(
        !LINES.contains(purpose) || name.toLowerCase(Locale.ROOT).endsWith(".jsonl"),
        "Invalid file format for purpose '" + purpose + "'. The file must be a .jsonl file.",
        "file");
  }

  /** The parts of an upload, in whatever order they come. For one request. */
  private static final class Incoming {
    private final FileStore store;
    private final Map<String, String> fields = new LinkedHashMap<>();
    private @Nullable Blob bytes;
    private String name = "";

    Incoming(FileStore store) {
      this.store = store;
    }

    void read(Exchange exchange) throws IOException {
      String type = exchange.header("content-type").orElse("");
      OpenAiErrors.unless(
          type.toLowerCase(Locale.ROOT).startsWith("multipart/form-data"),
          "Invalid Content-Type header (" + type + "), expected multipart/form-data.",
          "file");
      Multipart.read(type, exchange.stream(), this::take);
    }

    private void take(Multipart.Part part, InputStream content) throws IOException {
      if (part.name().equals("file") && bytes == null) {
        name = part.fileName();
        bytes = store.keep(out -> Folder.copy(new Bounded(content, LARGEST), out));
      } else {
        fields.put(
            part.name(), new String(content.readNBytes(LONGEST_FIELD), StandardCharsets.UTF_8));
      }
    }

    StoredFile file() throws IOException {
      Blob whole = bytes;
      if (whole == null) {
        throw OpenAiErrors.badRequest("'file' is a required property", "file", null);
      }
      if (!fields.containsKey("purpose")) {
        throw OpenAiErrors.badRequest("'purpose' is a required property", "purpose", null);
      }
      OpenAiErrors.unless(!name.isEmpty(), "The part 'file' must have a filename.", "file");
      String purpose = fields.getOrDefault("purpose", "");
      check(purpose, name);
      return store.create(
          new StoredFile.About(
              purpose,
              name,
              Lifetime.of(
                  purpose,
                  fields.get("expires_after[anchor]"),
                  fields.get("expires_after[seconds]"))),
          whole);
    }

    /** What became a file has moved, so that only what was refused is left. */
    void forget() throws IOException {
      if (bytes != null) {
        bytes.delete();
      }
    }
  }
}
