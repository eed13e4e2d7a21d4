package dev.fovea.testkit.openai;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fovea.testkit.server.Exchange;
import dev.fovea.testkit.server.Json;
import dev.fovea.testkit.server.Reply;
import dev.fovea.testkit.server.Routes;
import java.io.IOException;
import java.util.List;

/** The operations that try out graders. */
final class GraderRoutes {
  private static final String GRADERS = "/fine_tuning/alpha/graders/";

  void addTo(Routes routes) {
    routes
        .add("POST", GRADERS + "validate", this::validate)
        .add("POST", GRADERS + "run", this::run);
  }

  private Reply validate(Exchange exchange) throws IOException {
    JsonNode request = Refusal.object(exchange);
    Refusal.unknown(request, "", List.of("grader"));
    GraderRules.check(request.path("grader"), "grader");
    return Reply.json(200, Json.object().set("grader", request.get("grader")));
  }

  private Reply run(Exchange exchange) throws IOException {
    JsonNode request = Refusal.object(exchange);
    Refusal.unknown(request, "", List.of("grader", "model_sample", "item"));
    GraderRules.check(request.path("grader"), "grader");
    String sample = Refusal.text(request, "model_sample");
    JsonNode item = request.path("item");
    Refusal.type(Refusal.isAbsent(item) || item.isObject(), item, "item", "an object");
    return Reply.json(200, new GraderRun(sample, item).result(request.get("grader")));
  }
}
