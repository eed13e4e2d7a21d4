package dev.fovea.acme.twin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fovea.testkit.account.Tenant;
import dev.fovea.testkit.learning.Flaw;
import dev.fovea.testkit.learning.RowWalk;
import dev.fovea.testkit.server.Exchange;
import dev.fovea.testkit.server.Json;
import dev.fovea.testkit.server.Ranges;
import dev.fovea.testkit.server.Reply;
import dev.fovea.testkit.server.Routes;
import dev.fovea.testkit.storage.Blob;
import dev.fovea.testkit.storage.Folder;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The account's files. Acme reads each for a few seconds before it says what it thinks of it. */
final class Materials implements AutoCloseable {
  private static final Duration READING = Duration.ofSeconds(5);

  /** One file, and what its lines are like. */
  record Material(String ref, String title, Blob bytes, RowWalk walk, Instant at) {
    ObjectNode object(Instant now) {
      ObjectNode object = Json.object()
          .put("ref", ref)
          .put("title", title)
          .put("size", bytes.size())
          .put("at", at.toString());
      if (now.isBefore(at.plus(READING))) {
        return object.put("state", "reading");
      }
      walk.flaw().ifPresent(flaw -> object.put("flaw", "line " + walk.lines() + ": " + flaw));
      return object.put("state", isFine(now) ? "fine" : "flawed").put("examples", walk.lines());
    }

    boolean isFine(Instant now) {
      return walk.flaw().isEmpty() && !now.isBefore(at.plus(READING));
    }
  }

  private final Tenant tenant;
  private final Folder folder = Folder.open("embedded-acme");
  private final Map<String, Material> materials = new LinkedHashMap<>();
  private final List<String> created = new ArrayList<>();

  Materials(Tenant tenant) {
    this.tenant = tenant;
  }

  void addTo(Routes routes) {
    routes
        .add("POST", "/material", this::take)
        .add("GET", "/material", exchange -> AcmeService.page(exchange, all()))
        .add(
            "GET",
            "/material/{ref}",
            exchange -> Reply.json(200, get(exchange.pathValue("ref")).object(tenant.now())))
        .add("GET", "/material/{ref}/bytes", this::bytes)
        .add("DELETE", "/material/{ref}", this::remove);
  }

  private Reply take(Exchange exchange) throws IOException {
    Blob bytes = folder.write(out -> Folder.copy(exchange.stream(), out));
    RowWalk walk = RowWalk.of(bytes.place(), Materials::check);
    String title = exchange.queryValues().getOrDefault("title", "untitled");
    synchronized (this) {
      String ref = "mat-" + tenant.hex(10);
      Material material = new Material(ref, title, bytes, walk, tenant.now());
      materials.put(ref, material);
      created.add(ref);
      return Reply.json(201, material.object(tenant.now()));
    }
  }

  private static void check(JsonNode row) throws Flaw {
    JsonNode messages = row.path("messages");
    Flaw.unless(messages.isArray() && !messages.isEmpty(), "there are no messages");
    String last = messages.get(messages.size() - 1).path("role").asText();
    Flaw.unless(last.equals("assistant"), "the last message is no answer");
  }

  private Reply bytes(Exchange exchange) {
    Blob bytes = get(exchange.pathValue("ref")).bytes();
    return Ranges.reply(
        exchange, bytes.size(), bytes.sha256(), () -> Files.newInputStream(bytes.place()));
  }

  private Reply remove(Exchange exchange) throws IOException {
    String ref = exchange.pathValue("ref");
    Material gone = get(ref);
    synchronized (this) {
      materials.remove(ref);
    }
    gone.bytes().delete();
    return Reply.empty(204);
  }

  private synchronized List<ObjectNode> all() {
    return materials.values().stream()
        .map(material -> material.object(tenant.now()))
        .toList();
  }

  Material get(String ref) {
    return find(ref).orElseThrow(() -> AcmeService.missing("material " + ref));
  }

  synchronized Optional<Material> find(String ref) {
    return Optional.ofNullable(materials.get(ref));
  }

  synchronized List<String> created() {
    return List.copyOf(created);
  }

  @Override
  public void close() {
    folder.close();
  }
}
