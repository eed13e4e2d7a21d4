package dev.fovea.cli;

import dev.fovea.config.Timing;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Numbered steps, told as they are made, each with the time it took. */
final class Steps {
  private final Context context;
  private final Timing timing;
  private final long began;
  private final List<Map<String, Object>> done = new ArrayList<>();

  /** What a step does. */
  @FunctionalInterface
  interface Work<T> {
    T run() throws IOException;
  }

  Steps(Context context, Timing timing) {
    this.context = context;
    this.timing = timing;
    this.began = timing.nanoTime();
  }

  /** Makes one step. */
  <T> T step(String title, Work<T> work) throws IOException {
    long start = timing.nanoTime();
    Paint paint = paint();
    say(paint.bold((done.size() + 1) + "  " + title));
    T result = work.run();
    Duration time = Duration.ofNanos(timing.nanoTime() - start);
    say(paint.faint("   " + Durations.text(time)));
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("step", done.size() + 1);
    facts.put("title", title);
    facts.put("seconds", seconds(time));
    done.add(facts);
    return result;
  }

  /** Tells something before the first step. */
  void head(String line) {
    say(paint().faint(line));
  }

  /** Tells something about the step being made. */
  void note(String line) {
    say("   " + line);
  }

  Duration total() {
    return Duration.ofNanos(timing.nanoTime() - began);
  }

  List<Map<String, Object>> done() {
    return List.copyOf(done);
  }

  static double seconds(Duration time) {
    return Math.round(time.toMillis() / 10.0) / 100.0;
  }

  private Paint paint() {
    Console console = context.console();
    return context.globals().json ? console.errPaint() : console.outPaint();
  }

  /** The steps are the result of a demonstration; only with JSON they give way to the document. */
  private void say(String line) {
    if (context.globals().json) {
      context.say(line);
    } else {
      context.console().out().println(line);
    }
  }
}
