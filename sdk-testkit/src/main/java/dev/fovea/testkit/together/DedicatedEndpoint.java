package dev.fovea.testkit.together;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fovea.testkit.server.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Set;

/** An endpoint of the first interface, on the virtual clock. Guarded by its store. */
final class DedicatedEndpoint {
  private static final Duration PENDING = Duration.ofSeconds(10);
  private static final Duration STARTING = Duration.ofSeconds(70);
  private static final Duration STOPPING = Duration.ofSeconds(20);

  private final String id;
  private final String name;
  private final Instant createdAt;
  private final ObjectNode settings;
  private final Set<String> adapters = new LinkedHashSet<>();
  private boolean runs;
  private boolean everRan;
  private Instant changedAt;
  private Instant usedAt;

  DedicatedEndpoint(String id, String name, ObjectNode settings, Instant now) {
    this.id = id;
    this.name = name;
    this.settings = settings;
    this.createdAt = now;
    this.changedAt = now;
    this.usedAt = now;
    this.runs = !settings.path("state").asText("STARTED").equals("STOPPED");
    this.everRan = runs;
  }

  String id() {
    return id;
  }

  String name() {
    return name;
  }

  String model() {
    return settings.get("model").textValue();
  }

  Set<String> adapters() {
    return adapters;
  }

  void change(JsonNode request, Instant now) {
    state(now);
    for (String field : new String[] {"display_name", "autoscaling", "inactive_timeout"}) {
      if (request.has(field)) {
        settings.set(field, request.get(field));
      }
    }
    if (request.has("state")) {
      run(request.get("state").asText().equals("STARTED"), now);
    }
  }

  private void run(boolean run, Instant at) {
    if (run != runs) {
      runs = run;
      changedAt = at;
      usedAt = at;
      everRan |= run;
    }
  }

  /** Its state; stops it first if nobody has asked it for too long. */
  String state(Instant now) {
    Duration idle = Duration.ofMinutes(settings.path("inactive_timeout").asLong(0));
    Instant readyAt = changedAt.plus(STARTING);
    Instant quietSince = usedAt.isAfter(readyAt) ? usedAt : readyAt;
    if (runs && !idle.isZero() && !now.isBefore(quietSince.plus(idle))) {
      run(false, quietSince.plus(idle));
    }
    Duration age = Duration.between(changedAt, now);
    if (!runs) {
      return !everRan || age.compareTo(STOPPING) >= 0 ? "STOPPED" : "STOPPING";
    }
    if (age.compareTo(PENDING) < 0) {
      return "PENDING";
    }
    return age.compareTo(STARTING) < 0 ? "STARTING" : "STARTED";
  }

  /** Whether it answers now; a question keeps it awake. */
  boolean answers(Instant now) {
    boolean started = state(now).equals("STARTED");
    if (started) {
      usedAt = now;
    }
    return started;
  }

  /** The short form of lists. */
  ObjectNode item(Instant now) {
    return Json.object()
        .put("object", "endpoint")
        .put("id", id)
        .put("name", name)
        .put("model", model())
        .put("type", "dedicated")
        .put("owner", Account.SLUG)
        .put("state", state(now))
        .put("created_at", createdAt.toString());
  }

  ObjectNode object(Instant now) {
    ObjectNode object = item(now)
        .put("display_name", settings.path("display_name").asText(""))
        .put("hardware", settings.get("hardware").textValue());
    object.set("autoscaling", settings.get("autoscaling"));
    return object;
  }
}
