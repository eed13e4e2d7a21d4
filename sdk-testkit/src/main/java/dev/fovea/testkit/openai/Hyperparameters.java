package dev.fovea.testkit.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fovea.testkit.server.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The knobs of each method: what may be asked for, and what becomes of "auto". */
final class Hyperparameters {
  static final List<String> COMMON = List.of("n_epochs", "batch_size", "learning_rate_multiplier");

  private static final String AUTO = "auto";
  private static final Set<String> EFFORTS = Set.of("default", "low", "medium", "high");
  private static final Map<String, List<String>> MORE = Map.of(
      "supervised", List.of(),
      "dpo", List.of("beta"),
      "reinforcement",
          List.of("reasoning_effort", "compute_multiplier", "eval_interval", "eval_samples"));

  private Hyperparameters() {}

  /** Refuses what the method does not know or what lies outside its range. */
  static void check(JsonNode given, String method, String at) {
    if (Refusal.isAbsent(given)) {
      return;
    }
    Refusal.type(given.isObject(), given, at, "an object");
    List<String> known = new java.util.ArrayList<>(COMMON);
    known.addAll(MORE.getOrDefault(method, List.of()));
    Refusal.unknown(given, at + ".", known);
    for (String name : known) {
      JsonNode value = given.path(name);
      if (!AUTO.equals(value.asText())) {
        knob(value, name, at + "." + name);
      }
    }
  }

  private static void knob(JsonNode value, String name, String where) {
    switch (name) {
      case "n_epochs" -> Refusal.integer(value, where, 1, 50);
      case "batch_size" -> Refusal.integer(value, where, 1, 256);
      case "eval_interval", "eval_samples" -> Refusal.integer(value, where, 1, Integer.MAX_VALUE);
      case "beta" -> Refusal.decimal(value, where, 0, 2);
      case "compute_multiplier" -> Refusal.decimal(value, where, 0.00001, 10);
      case "reasoning_effort" -> {
        if (!Refusal.isAbsent(value)) {
          Refusal.oneOf(value.asText(), EFFORTS, where);
        }
      }
      default -> Refusal.decimal(value, where, 0, Double.MAX_VALUE);
    }
  }

  /** What was asked for, with "auto" for the rest. */
  static ObjectNode asked(JsonNode given, String method) {
    ObjectNode all = Json.object();
    COMMON.forEach(name -> all.put(name, AUTO));
    MORE.getOrDefault(method, List.of())
        .forEach(name -> all.put(name, name.equals("reasoning_effort") ? "default" : AUTO));
    given.properties().stream()
        .filter(field -> !field.getValue().isNull())
        .forEach(field -> all.set(field.getKey(), field.getValue()));
    return all;
  }

  /** The numbers a job runs with. How OpenAI chooses them is not published; these are ours. */
  static ObjectNode resolved(ObjectNode asked, long lines) {
    ObjectNode all = asked.deepCopy();
    Map<String, Number> chosen = new LinkedHashMap<>();
    chosen.put("n_epochs", 3);
    chosen.put("batch_size", (int) Math.max(1, Math.min(256, lines / 500)));
    chosen.put("learning_rate_multiplier", 2.0);
    chosen.put("beta", 0.1);
    chosen.put("compute_multiplier", 1.0);
    chosen.put("eval_interval", 10);
    chosen.put("eval_samples", 1);
    chosen.forEach((name, number) -> {
      if (AUTO.equals(all.path(name).asText())) {
        all.set(name, Json.tree(number));
      }
    });
    return all;
  }
}
