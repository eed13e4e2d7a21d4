package dev.fovea.testkit.together;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The uses of a job's validation file, evenly spread over the training. The loss falls until the
 * middle and rises again, so that early stopping has something to stop.
 */
final class Evaluations {
  /** One use: after which step, and what came out. */
  record Point(int step, double loss) {}

  private final List<Point> points = new ArrayList<>();
  private final Point best;
  private final boolean stopsEarly;
  private final int lastStep;

  private Evaluations(JsonNode request, int plannedSteps) {
    boolean used = !request.path("validation_file").asText("").isEmpty();
    int count = used ? request.path("n_evals").asInt(0) : 0;
    boolean watched = request.path("early_stopping_enabled").asBoolean(false);
    double progress = request.path("early_stopping_min_delta").asDouble(0);
    int patience = request.path("early_stopping_patience").asInt(2);
    int warmup = request.path("early_stopping_warmup_evals").asInt(1);
    Point champion = new Point(0, Double.MAX_VALUE);
    int without = 0;
    for (int i = 1; i <= count && !(watched && without >= patience); i++) {
      Point point = new Point(
          Math.max(1, (int) ((long) plannedSteps * i / count)),
          0.5 + Math.abs((double) i / count - 0.5));
      points.add(point);
      boolean better = point.loss() < champion.loss() - progress;
      champion = better ? point : champion;
      without = better || i <= warmup ? 0 : without + 1;
    }
    this.best = champion;
    this.stopsEarly = watched && without >= patience && points.size() < count;
    this.lastStep = stopsEarly ? points.get(points.size() - 1).step() : plannedSteps;
  }

  static Evaluations of(JsonNode request, int plannedSteps) {
    return new Evaluations(request, plannedSteps);
  }

  List<Point> points() {
    return points;
  }

  int lastStep() {
    return lastStep;
  }

  /** The best use, when training ends early because of it. */
  Optional<Point> stoppedFor() {
    return stopsEarly ? Optional.of(best) : Optional.empty();
  }
}
