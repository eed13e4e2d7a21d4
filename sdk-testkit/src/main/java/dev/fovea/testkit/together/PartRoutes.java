package dev.fovea.testkit.together;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fovea.testkit.server.Exchange;
import dev.fovea.testkit.server.Json;
import dev.fovea.testkit.server.Reply;
import dev.fovea.testkit.server.Routes;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Uploads in parts: begin, store each part at a URL of its own, complete or abort. */
final class PartRoutes {
  static final String STORAGE = "/_storage/part/";
  private static final int MOST_PARTS = 250;

  private final Account account;
  private final FileStore store;
  private final Map<String, PartUpload> open = new ConcurrentHashMap<>();

  PartRoutes(Account account, FileStore store) {
    this.account = account;
    this.store = store;
  }

  void addTo(Routes routes) {
    routes
        .add("POST", "/files/multipart/initiate", this::initiate)
        .add("POST", "/files/multipart/complete", this::complete)
        .add("POST", "/files/multipart/abort", this::abort);
  }

  private Reply initiate(Exchange exchange) throws IOException {
    JsonNode body = exchange.json();
    Map<String, String> form = new HashMap<>();
    body.properties().forEach(field -> form.put(field.getKey(), field.getValue().asText()));
    StoredFile.Announcement announcement = FileRoutes.announcement(form);
    long size = body.path("file_size").asLong(-1);
    int count = body.path("num_parts").asInt(0);
    if (size < 1 || count < 1 || count > MOST_PARTS) {
      return Reply.text(400, "file_size must be positive and num_parts between 1 and 250");
    }
    var known = store.sameContent(announcement);
    if (known.isPresent()) {
      return Reply.json(409, Json.object().put("file_id", known.get().id()));
    }
    PartUpload upload = new PartUpload(
        "u-" + account.hex(12), store.announce(announcement), size, count, account.hex(16));
    open.put(upload.id(), upload);
    return Reply.json(200, begun(upload, "http://" + exchange.authority() + STORAGE));
  }

  private static ObjectNode begun(PartUpload upload, String storage) {
    ObjectNode answer =
        Json.object().put("upload_id", upload.id()).put("file_id", upload.file().id());
    ArrayNode parts = answer.putArray("parts");
    for (int k = 1; k <= upload.count(); k++) {
      parts
          .addObject()
          .put("PartNumber", k)
          .put("URL", storage + upload.id() + "/" + k + "?sig=" + upload.signature())
          .putObject("Headers")
          .put("x-part", String.valueOf(k));
    }
    return answer;
  }

  /** The storage side: no key, only the signature and the header that was handed out with it. */
  Reply put(Exchange exchange) throws IOException {
    String[] place = exchange.path().substring(STORAGE.length()).split("/", -1);
    PartUpload upload = open.get(place[0]);
    String number = place.length == 2 ? place[1] : "";
    if (upload == null
        || !upload.signature().equals(exchange.queryValues().get("sig"))
        || !number.equals(exchange.header("x-part").orElse(""))) {
      return FileRoutes.denied();
    }
    PartUpload.Part part = store.part(exchange.stream(), account.hex(32));
    upload.put(Integer.parseInt(number), part);
    return Reply.empty(200).header("ETag", "\"" + part.tag() + "\"");
  }

  private Reply complete(Exchange exchange) throws IOException {
    JsonNode body = exchange.json();
    PartUpload upload = upload(body);
    if (upload == null) {
      return Reply.text(400, "there is no such upload");
    }
    List<Integer> numbers = new ArrayList<>();
    List<String> tags = new ArrayList<>();
    body.path("parts").forEach(part -> {
      numbers.add(part.path("part_number").asInt());
      tags.add(part.path("etag").asText());
    });
    String flaw = upload.flaw(numbers, tags);
    if (!flaw.isEmpty()) {
      return Reply.text(400, flaw);
    }
    store.store(upload.file(), upload.parts());
    open.remove(upload.id());
    ObjectNode answer = Json.object();
    answer.set("file", upload.file().object(account.now()));
    return Reply.json(200, answer);
  }

  private Reply abort(Exchange exchange) throws IOException {
    PartUpload upload = upload(exchange.json());
    if (upload == null) {
      return Reply.text(404, "there is no such upload");
    }
    open.remove(upload.id());
    store.drop(upload);
    return Reply.json(200, Json.object());
  }

  private @Nullable PartUpload upload(JsonNode body) {
    PartUpload upload = open.get(body.path("upload_id").asText());
    boolean same =
        upload != null && upload.file().id().equals(body.path("file_id").asText());
    return same ? upload : null;
  }
}
