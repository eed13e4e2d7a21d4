package dev.fovea.acme.twin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fovea.testkit.account.Tenant;
import dev.fovea.testkit.learning.TunedModel;
import dev.fovea.testkit.server.Exchange;
import dev.fovea.testkit.server.Json;
import dev.fovea.testkit.server.Reply;
import dev.fovea.testkit.server.Routes;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The account's deployments. Coming up takes a minute, going down a few seconds. Thread-safe. */
final class Stages {
  private static final Duration RISING = Duration.ofMinutes(1);
  private static final Duration SINKING = Duration.ofSeconds(5);

  /** One deployment; its object holds all but the state. */
  private static final class Stage {
    private final ObjectNode object;
    private final Instant up;
    private @Nullable Instant down;

    Stage(ObjectNode object, Instant up) {
      this.object = object;
      this.up = up;
    }

    String state(Instant now) {
      if (down != null) {
        return now.isBefore(down) ? "sinking" : "down";
      }
      return now.isBefore(up) ? "rising" : "up";
    }

    ObjectNode at(Instant now) {
      return object.deepCopy().put("state", state(now));
    }
  }

  private final Tenant tenant;
  private final Lessons lessons;
  private final Map<String, Stage> stages = new LinkedHashMap<>();
  private final List<String> created = new ArrayList<>();

  Stages(Tenant tenant, Lessons lessons) {
    this.tenant = tenant;
    this.lessons = lessons;
  }

  void addTo(Routes routes) {
    routes
        .add("POST", "/stages", this::create)
        .add("GET", "/stages", exchange -> AcmeService.page(exchange, all()))
        .add("GET", "/stages/{ref}", exchange -> Reply.json(200, of(exchange).at(tenant.now())))
        .add("PUT", "/stages/{ref}/size", this::resize)
        .add("DELETE", "/stages/{ref}", this::remove)
        .add(
            "GET",
            "/rigs",
            exchange -> AcmeService.page(
                exchange, List.of(Json.object().put("ref", "small").put("dollars_an_hour", 2.5))));
  }

  private Reply create(Exchange exchange) throws IOException {
    JsonNode request = exchange.json();
    Optional<TunedModel> known = lessons.learnt(request.path("mind").asText());
    if (!request.path("rig").asText("small").equals("small")) {
      throw AcmeService.refused("There is one rig, small.");
    }
    synchronized (this) {
      String ref = "stage-" + tenant.hex(10);
      ObjectNode object = Json.object().put("least", 1).put("most", 1).put("rig", "small");
      object.setAll((ObjectNode) request);
      object.put("ref", ref).put("at", tenant.now().toString()).put("learnt", known.isPresent());
      Stage stage = new Stage(object, tenant.now().plus(RISING));
      stages.put(ref, stage);
      created.add(ref);
      return Reply.json(201, stage.at(tenant.now()));
    }
  }

  private Reply resize(Exchange exchange) throws IOException {
    JsonNode size = exchange.json();
    Stage stage = of(exchange);
    synchronized (this) {
      stage.object.setAll((ObjectNode) size);
      boolean stops = size.path("most").asInt() == 0;
      stage.down = stops ? tenant.now().plus(SINKING) : null;
      return Reply.json(200, stage.at(tenant.now()));
    }
  }

  private synchronized Reply remove(Exchange exchange) {
    Stage gone = of(exchange);
    stages.values().remove(gone);
    return Reply.empty(204);
  }

  private synchronized Stage of(Exchange exchange) {
    String ref = exchange.pathValue("ref");
    return Optional.ofNullable(stages.get(ref))
        .orElseThrow(() -> AcmeService.missing("stage " + ref));
  }

  private synchronized List<ObjectNode> all() {
    return stages.values().stream().map(stage -> stage.at(tenant.now())).toList();
  }

  /** The mind that a stage serves, once it is up; nothing if there is no such stage. */
  synchronized Optional<String> mind(String ref) {
    return Optional.ofNullable(stages.get(ref))
        .filter(stage -> stage.state(tenant.now()).equals("up"))
        .map(stage -> stage.object.path("mind").asText());
  }

  synchronized List<String> created() {
    return List.copyOf(created);
  }
}
