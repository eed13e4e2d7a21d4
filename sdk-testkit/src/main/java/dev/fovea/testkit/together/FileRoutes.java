package dev.fovea.testkit.together;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fovea.testkit.server.Exchange;
import dev.fovea.testkit.server.Form;
import dev.fovea.testkit.server.Json;
import dev.fovea.testkit.server.Multipart;
import dev.fovea.testkit.server.Ranges;
import dev.fovea.testkit.server.Reply;
import dev.fovea.testkit.server.Routes;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The file operations: upload by a redirect to storage, or in one request; read, download, delete.
 */
final class FileRoutes {
  private static final Set<String> PURPOSES = Set.of("fine-tune", "eval", "batch-api");
  private static final Set<String> TYPES = Set.of("jsonl", "parquet", "csv");

  private final Account account;
  private final FileStore store;

  FileRoutes(Account account, FileStore store) {
    this.account = account;
    this.store = store;
  }

  void addTo(Routes routes) {
    routes
        .add("POST", "/files", this::announce)
        .add("POST", "/files/upload", this::uploadAtOnce)
        .add("GET", "/files", this::list)
        .add("GET", "/files/{id}", e -> Reply.json(200, object(e)))
        .add("POST", "/files/{id}/preprocess", this::preprocess)
        .add("GET", "/files/{id}/content", this::content)
        .add("DELETE", "/files/{id}", this::delete);
  }

  private Reply announce(Exchange exchange) throws IOException {
    StoredFile.Announcement announcement = announcement(Form.of(exchange));
    var known = store.sameContent(announcement);
    if (known.isPresent()) {
      return Reply.json(409, Json.object().put("file_id", known.get().id()));
    }
    StoredFile file = store.announce(announcement);
    String location = "http://" + exchange.authority() + "/_storage/put/" + store.ticket(file)
        + "?sig=" + account.hex(16);
    return Reply.empty(302).header("Location", location).header("X-Together-File-Id", file.id());
  }

  static StoredFile.Announcement announcement(Map<String, String> form) {
    String purpose = form.getOrDefault("purpose", "");
    if (!PURPOSES.contains(purpose)) {
      throw Refusals.badRequest(
          "purpose must be one of fine-tune, eval, batch-api, got '" + purpose + "'", "purpose");
    }
    String given = form.getOrDefault("file_name", "");
    String name = given.substring(Math.max(given.lastIndexOf('/'), given.lastIndexOf('\\')) + 1);
    if (name.isEmpty()) {
      throw Refusals.badRequest("file_name is required", "file_name");
    }
    String type = form.getOrDefault("file_type", name.substring(name.lastIndexOf('.') + 1));
    if (!TYPES.contains(type)) {
      throw Refusals.badRequest(
          "file_type must be one of jsonl, parquet, csv, got '" + type + "'", "file_type");
    }
    return new StoredFile.Announcement(name, purpose, type, form.getOrDefault("checksum", ""));
  }

  /** The storage side: no key, only the ticket in the path. */
  Reply put(Exchange exchange) throws IOException {
    String ticket = exchange.path().substring(exchange.path().lastIndexOf('/') + 1);
    StoredFile file = store.byTicket(ticket).orElse(null);
    if (file == null || !exchange.queryValues().containsKey("sig")) {
      return denied();
    }
    store.store(file, exchange.stream());
    return Reply.empty(200).header("ETag", "\"" + account.hex(32) + "\"");
  }

  static Reply denied() {
    return Reply.text(403, "<Error><Code>AccessDenied</Code></Error>")
        .header("Content-Type", "application/xml");
  }

  private Reply uploadAtOnce(Exchange exchange) throws IOException {
    Map<String, String> fields = new LinkedHashMap<>();
    List<Path> spooled = new ArrayList<>();
    try {
      Multipart.read(
          exchange.header("content-type").orElse(""), exchange.stream(), (part, bytes) -> {
            if (part.name().equals("file")) {
              fields.putIfAbsent("file_name", part.fileName());
              // The fields that say what it is may follow after the bytes.
              spooled.add(store.spool(bytes));
            } else {
              fields.put(
                  part.name(), new String(bytes.readNBytes(64 << 10), StandardCharsets.UTF_8));
            }
          });
      Refusals.unless(!spooled.isEmpty(), "file is required", "file");
      StoredFile file = store.announce(announcement(fields));
      try (InputStream bytes = Files.newInputStream(spooled.get(0))) {
        store.store(file, bytes);
      }
      return Reply.json(200, file.object(account.now()));
    } finally {
      for (Path path : spooled) {
        Files.deleteIfExists(path);
      }
    }
  }

  private Reply list(Exchange exchange) {
    ObjectNode list = Json.object().put("object", "list");
    ArrayNode data = list.putArray("data");
    store.all().forEach(file -> data.add(file.object(account.now())));
    return Reply.json(200, list);
  }

  private ObjectNode object(Exchange exchange) {
    return store.get(exchange.pathValue("id")).object(account.now());
  }

  private Reply preprocess(Exchange exchange) {
    StoredFile file = store.get(exchange.pathValue("id"));
    if (!file.isStored()) {
      throw Refusals.badRequest(
          "File " + file.id() + " has no content yet: put it to its storage URL first", null);
    }
    return Reply.json(200, file.object(account.now()));
  }

  private Reply delete(Exchange exchange) throws IOException {
    String id = exchange.pathValue("id");
    store.delete(id);
    return Reply.json(200, Json.object().put("id", id).put("object", "file").put("deleted", true));
  }

  private Reply content(Exchange exchange) {
    StoredFile file = store.get(exchange.pathValue("id"));
    if (!file.isStored()) {
      throw Refusals.notFound("File " + file.id() + " has no content yet");
    }
    return Ranges.reply(
        exchange, file.size(), file.sha256(), () -> Files.newInputStream(file.place()));
  }
}
