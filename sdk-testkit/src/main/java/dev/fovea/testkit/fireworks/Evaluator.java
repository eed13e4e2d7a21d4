package dev.fovea.testkit.fireworks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fovea.testkit.server.Json;
import dev.fovea.testkit.storage.Blob;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One evaluator: code that is built before it can be used. Guarded by itself. */
final class Evaluator {
  private static final Duration BUILDING = Duration.ofSeconds(20);

  private final String id;
  private final Instant createdAt;
  private final Map<String, Blob> files = new TreeMap<>();
  private ObjectNode fields;
  private Instant updatedAt;
  private @Nullable Instant buildsSince;

  Evaluator(String id, ObjectNode fields, Instant now) {
    this.id = id;
    this.fields = fields;
    this.createdAt = now;
    this.updatedAt = now;
    this.buildsSince = sources(fields).isEmpty() ? null : now;
  }

  String name() {
    return Account.name("evaluators", id);
  }

  synchronized void put(String file, Blob bytes) {
    files.put(file, bytes);
  }

  synchronized Map<String, Blob> files() {
    return new TreeMap<>(files);
  }

  synchronized void build(Instant now) {
    buildsSince = now;
    updatedAt = now;
  }

  synchronized void update(ObjectNode changes, Instant now) {
    ObjectNode changed = fields.deepCopy();
    changed.setAll(changes);
    fields = changed;
    updatedAt = now;
    if (!sources(changes).isEmpty()) {
      buildsSince = now;
    }
  }

  /** The code that stands inside the request, by file name. */
  synchronized Map<String, String> sources() {
    return sources(fields);
  }

  private static Map<String, String> sources(JsonNode fields) {
    Map<String, String> sources = new TreeMap<>();
    for (JsonNode criterion : fields.path("criteria")) {
      criterion
          .at("/codeSnippets/fileContents")
          .properties()
          .forEach(file -> sources.put(file.getKey(), file.getValue().asText()));
    }
    return sources;
  }

  /** Why it cannot be built; absent when it can. */
  synchronized Optional<String> flaw() {
    for (JsonNode criterion : fields.path("criteria")) {
      JsonNode code = criterion.path("codeSnippets");
      String entry = code.path("entryFile").asText("");
      if (!entry.isEmpty() && !code.path("fileContents").has(entry)) {
        return Optional.of("entry file " + entry + " is not among the files");
      }
    }
    String module = fields.path("entryPoint").asText("").split("::", -1)[0];
    boolean known = module.isEmpty()
        || !module.endsWith(".py")
        || files.isEmpty()
        || files.keySet().stream().noneMatch(f -> f.endsWith(".py"))
        || files.containsKey(module);
    return known ? Optional.empty() : Optional.of("entry point " + module + " was not uploaded");
  }

  synchronized String state(Instant now) {
    if (buildsSince == null || now.isBefore(buildsSince.plus(BUILDING))) {
      return "BUILDING";
    }
    return flaw().isPresent() ? "BUILD_FAILED" : "ACTIVE";
  }

  String log(Instant now) {
    return switch (state(now)) {
      case "BUILDING" -> "building\n";
      case "ACTIVE" -> "building\nthe evaluator is ready\n";
      default -> "building\nerror: " + flaw().orElse("") + "\n";
    };
  }

  synchronized ObjectNode object(Instant now) {
    ObjectNode object = Json.object().put("name", name());
    object.setAll(fields.deepCopy());
    String state = state(now);
    object.put("state", state);
    Status status = state.equals("BUILD_FAILED") ? Status.invalid(flaw().orElse("")) : Status.OK;
    object.set("status", Status.of(status));
    return object
        .put("createdBy", Account.USER)
        .put("createTime", createdAt.toString())
        .put("updateTime", updatedAt.toString());
  }
}
