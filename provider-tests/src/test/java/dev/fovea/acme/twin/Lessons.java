package dev.fovea.acme.twin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fovea.testkit.account.Tenant;
import dev.fovea.testkit.learning.Study;
import dev.fovea.testkit.learning.TunedModel;
import dev.fovea.testkit.server.Exchange;
import dev.fovea.testkit.server.Json;
import dev.fovea.testkit.server.Reply;
import dev.fovea.testkit.server.Routes;
import dev.fovea.testkit.storage.Background;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;

/** The account's jobs, and the models that come out of them. Thread-safe. */
final class Lessons {
  /** The one model that can be tuned. */
  static final String EYE = "acme-eye-2";

  static final long WINDOW = 32_768;

  private final Tenant tenant;
  private final Materials materials;
  private final Background background;
  private final Map<String, Lesson> lessons = new LinkedHashMap<>();
  private final List<String> created = new ArrayList<>();
  private final Deque<String> failures = new ArrayDeque<>();
  private int restarts;

  Lessons(Tenant tenant, Materials materials, Background background) {
    this.tenant = tenant;
    this.materials = materials;
    this.background = background;
  }

  void addTo(Routes routes) {
    routes
        .add("POST", "/lessons", this::create)
        .add("GET", "/lessons", exchange -> AcmeService.page(exchange, all()))
        .add("GET", "/lessons/{ref}", exchange -> shown(of(exchange)))
        .add(
            "GET",
            "/lessons/{ref}/diary",
            exchange -> Reply.json(200, of(exchange).diary(tenant.now())))
        .add("PUT", "/lessons/{ref}/end", exchange -> {
          of(exchange).end(tenant.now());
          return shown(of(exchange));
        })
        .add(
            "GET",
            "/minds",
            exchange ->
                AcmeService.page(exchange, minds().stream().map(Lessons::mind).toList()))
        .add("GET", "/minds/{ref}", exchange -> {
          requireMind(exchange.pathValue("ref"));
          return Reply.json(200, mind(exchange.pathValue("ref")));
        });
  }

  private Reply create(Exchange exchange) throws IOException {
    JsonNode request = exchange.json();
    if (!request.path("mind").asText().equals(EYE)) {
      throw AcmeService.refused("Only " + EYE + " can learn.");
    }
    Materials.Material material = materials.get(request.path("material").asText());
    if (!material.isFine(tenant.now())) {
      throw AcmeService.refused("Material " + material.ref() + " is not fine.");
    }
    synchronized (this) {
      String ref = "les-" + tenant.hex(10);
      Study study = new Study(background.start(learning(material.bytes().place())));
      // A lesson that loses its teacher waits for another.
      Duration delay = restarts > 0 ? Duration.ofMinutes(5) : Duration.ZERO;
      restarts = Math.max(0, restarts - 1);
      Lesson lesson = new Lesson(ref, (ObjectNode) request, tenant.now(), study, delay);
      lessons.put(ref, lesson);
      created.add(ref);
      return Reply.json(201, lesson.object(tenant.now()));
    }
  }

  private synchronized Callable<TunedModel> learning(Path training) {
    String failure = failures.poll();
    return failure == null
        ? () -> TunedModel.learn(training, null)
        : () -> {
          throw new IllegalStateException(failure);
        };
  }

  private Reply shown(Lesson lesson) {
    return Reply.json(200, lesson.object(tenant.now()));
  }

  private synchronized Lesson of(Exchange exchange) {
    String ref = exchange.pathValue("ref");
    return Optional.ofNullable(lessons.get(ref))
        .orElseThrow(() -> AcmeService.missing("lesson " + ref));
  }

  private synchronized List<ObjectNode> all() {
    return lessons.values().stream().map(lesson -> lesson.object(tenant.now())).toList();
  }

  /** What a mind has learned; nothing if it is as Acme made it. */
  Optional<TunedModel> learnt(String mind) {
    requireMind(mind);
    return tuned(mind).flatMap(lesson -> lesson.learnt(tenant.now()));
  }

  private synchronized Optional<Lesson> tuned(String mind) {
    return lessons.values().stream().filter(l -> l.newMind().equals(mind)).findFirst();
  }

  private void requireMind(String name) {
    if (!minds().contains(name)) {
      throw AcmeService.missing("mind " + name);
    }
  }

  private synchronized List<String> minds() {
    List<String> minds = new ArrayList<>(List.of(EYE));
    lessons.values().stream()
        .filter(lesson -> lesson.state(tenant.now()).equals("learnt"))
        .forEach(lesson -> minds.add(lesson.newMind()));
    return minds;
  }

  private static ObjectNode mind(String name) {
    return Json.object().put("ref", name).put("window", WINDOW);
  }

  synchronized List<String> created() {
    return List.copyOf(created);
  }

  synchronized void failNext(String reason) {
    failures.add(reason);
  }

  synchronized void restartNext() {
    restarts++;
  }
}
