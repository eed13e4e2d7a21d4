package dev.fovea.testkit.together;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fovea.testkit.server.Exchange;
import dev.fovea.testkit.server.Json;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;

/** What happened to endpoints and deployments: written as it happens, told newest first. */
final class EndpointEvents {
  private static final List<String> LEVELS =
      List.of("LEVEL_DEBUG", "LEVEL_INFO", "LEVEL_WARN", "LEVEL_ERROR");

  private EndpointEvents() {}

  static ObjectNode event(
      Endpoint endpoint, String deployment, String type, String message, Instant at) {
    int mark = (endpoint.id() + deployment + type + message + at).hashCode();
    ObjectNode event = Json.object()
        .put("id", "ev_" + Integer.toHexString(mark))
        .put("createdAt", at.toString())
        .put("endpointId", endpoint.id())
        .put("level", "LEVEL_INFO")
        .put("source", "control-plane")
        .put("sourceKind", deployment.isEmpty() ? "SOURCE_KIND_ENDPOINT" : "SOURCE_KIND_DEPLOYMENT")
        .put("subjectId", deployment.isEmpty() ? endpoint.id() : deployment)
        .put("type", type)
        .put("message", message);
    return deployment.isEmpty() ? event : event.put("deploymentId", deployment);
  }

  /** What was written, and what virtual time brought about, newest first. */
  static List<ObjectNode> all(Endpoint endpoint, Instant now) {
    List<ObjectNode> events = new ArrayList<>(endpoint.events());
    for (Deployment deployment : endpoint.deployments().values()) {
      String state = deployment.state(now);
      if (state.equals("READY")) {
        events.add(event(
            endpoint,
            deployment.id(),
            "DEPLOYMENT_READY",
            "All replicas are ready",
            deployment.readyAt()));
      } else if (state.equals("STOPPED")) {
        events.add(event(
            endpoint,
            deployment.id(),
            "DEPLOYMENT_STOPPED",
            "All replicas are gone",
            deployment.stoppedAt()));
      }
    }
    events.sort(Comparator.comparing(EndpointEvents::at).reversed());
    return events;
  }

  private static Instant at(ObjectNode event) {
    return Instant.parse(event.get("createdAt").textValue());
  }

  /** Those the query asks for. */
  static List<ObjectNode> chosen(List<ObjectNode> events, Exchange exchange) {
    Predicate<ObjectNode> wanted = among(exchange, "types", "type")
        .and(among(exchange, "sourceKinds", "sourceKind"))
        .and(among(exchange, "deploymentIds", "deploymentId"))
        .and(among(exchange, "subjectId", "subjectId"));
    String level = Listing.query(exchange, "minLevel");
    if (!level.isEmpty()) {
      int least = LEVELS.indexOf(level);
      if (least < 0) {
        throw Refusals.managed(400, 3, "Invalid Argument: unknown level '" + level + "'");
      }
      wanted = wanted.and(event -> LEVELS.indexOf(event.path("level").asText()) >= least);
    }
    if (!Listing.query(exchange, "since").isEmpty()) {
      Instant since = moment(exchange, "since");
      wanted = wanted.and(event -> !at(event).isBefore(since));
    }
    if (!Listing.query(exchange, "until").isEmpty()) {
      Instant until = moment(exchange, "until");
      wanted = wanted.and(event -> !at(event).isAfter(until));
    }
    return events.stream().filter(wanted).toList();
  }

  private static Predicate<ObjectNode> among(Exchange exchange, String parameter, String field) {
    String given = Listing.query(exchange, parameter);
    List<String> words = Arrays.asList(given.split(","));
    return event -> given.isEmpty() || words.contains(event.path(field).asText());
  }

  private static Instant moment(Exchange exchange, String name) {
    try {
      return Instant.parse(Listing.query(exchange, name));
    } catch (DateTimeException noMoment) {
      throw Refusals.managed(400, 3, "Invalid Argument: " + name + " must be an RFC 3339 time");
    }
  }
}
