package dev.fovea.testkit.together;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fovea.testkit.server.Exchange;
import dev.fovea.testkit.server.Json;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a job has measured. The filters stand in the query, as the clients send them, or in a body,
 * as the specification has it.
 */
final class JobMetrics {
  private static final int MOST_POINTS = 1000;

  private record Point(int step, ObjectNode numbers) {}

  private final Job job;
  private final Map<String, String> filters;

  private JobMetrics(Job job, Map<String, String> filters) {
    this.job = job;
    this.filters = filters;
  }

  static ObjectNode of(Job job, Exchange exchange, Instant now) throws IOException {
    Map<String, String> filters = new LinkedHashMap<>();
    JsonNode body = exchange.json();
    body.properties().forEach(field -> {
      if (!field.getValue().isNull()) {
        filters.put(field.getKey(), field.getValue().asText());
      }
    });
    filters.putAll(exchange.queryValues());
    return new JobMetrics(job, filters).measured(job.shownTime(now));
  }

  private ObjectNode measured(Instant shown) {
    int reached = job.plan().stepAt(shown);
    List<Point> points = new ArrayList<>(thinned(training(reached)));
    for (Evaluations.Point point : job.plan().evaluations().points()) {
      if (point.step() <= reached && wanted(point.step())) {
        points.add(new Point(point.step(), Json.object().put("eval/loss", point.loss())));
      }
    }
    points.sort(Comparator.comparingInt(Point::step));
    ObjectNode answer = Json.object();
    ArrayNode metrics = answer.putArray("metrics");
    points.forEach(point -> metrics.add(point.numbers()));
    return answer;
  }

  private List<Point> training(int reached) {
    double rate = job.order().request().path("learning_rate").asDouble();
    int stride = Math.max(1, job.plan().totalSteps() / MOST_POINTS);
    List<Point> points = new ArrayList<>();
    for (int step = stride; step <= reached; step += stride) {
      if (wanted(step)) {
        points.add(new Point(
            step,
            Json.object()
                .put("train/global_step", step)
                .put("train/loss", 2.0 / (1 + 0.1 * step))
                .put("train/learning_rate", rate)
                .put("train/grad_norm", 1.0 / (1 + 0.05 * step))));
      }
    }
    return points;
  }

  private boolean wanted(int step) {
    Instant at = job.plan().at(step);
    return step >= number("global_step_from", 0)
        && step <= number("global_step_to", Integer.MAX_VALUE)
        && !at.isBefore(time("logged_at_from", Instant.MIN))
        && !at.isAfter(time("logged_at_to", Instant.MAX));
  }

  /** At most as many as asked for, evenly spread, the first and the last among them. */
  private List<Point> thinned(List<Point> points) {
    int most = number("resolution", Integer.MAX_VALUE);
    Refusals.unless(most > 0, "resolution must be positive, got " + most, "resolution");
    if (points.size() <= most) {
      return points;
    }
    List<Point> some = new ArrayList<>();
    for (int i = 0; i < most; i++) {
      some.add(points.get(most == 1 ? 0 : (int) ((long) i * (points.size() - 1) / (most - 1))));
    }
    return some;
  }

  private int number(String name, int otherwise) {
    String given = filters.get(name);
    return given == null ? otherwise : Parameters.integer(given, name);
  }

  private Instant time(String name, Instant otherwise) {
    String given = filters.get(name);
    return given == null ? otherwise : Parameters.time(given, name);
  }
}
