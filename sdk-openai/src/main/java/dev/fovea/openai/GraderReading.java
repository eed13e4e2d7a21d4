package dev.fovea.openai;

import dev.fovea.error.UnreadableResponseException;
import dev.fovea.provider.WireObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds the class of a grader that came from the wire. */
final class GraderReading {
  private GraderReading() {}

  static OpenAiGrader read(Map<String, ? extends @Nullable Object> fields) {
    Map<String, @Nullable Object> kept = new LinkedHashMap<>(fields);
    if (!(kept.get("type") instanceof String type) || type.isBlank()) {
      throw new IllegalArgumentException("openai: a grader has a type; set it");
    }
    OpenAiUnknownGrader asItStands = new OpenAiUnknownGrader(type, kept);
    return typed(type, WireObject.of(kept))
        .filter(grader -> same(grader.fields(), kept))
        .orElse(asItStands);
  }

  // Compared as written: 1 and 1.0 say the same to nobody but Java.
  private static boolean same(Map<String, ?> one, Map<String, ?> other) {
    Object first = plain(one);
    Object second = plain(other);
    return first.equals(second);
  }

  private static Object plain(@Nullable Object value) {
    if (value instanceof Map<?, ?> map) {
      Map<Object, Object> plain = new LinkedHashMap<>();
      map.forEach((name, inner) -> plain.put(name, plain(inner)));
      return plain;
    }
    if (value instanceof List<?> list) {
      return list.stream().map(GraderReading::plain).toList();
    }
    return value instanceof Number number ? number.doubleValue() : String.valueOf(value);
  }

  private static Optional<OpenAiGrader> typed(String type, WireObject wire) {
    try {
      return switch (type) {
        case "string_check" -> Optional.of(stringCheck(wire));
        case "text_similarity" -> Optional.of(textSimilarity(wire));
        case "python" -> Optional.of(python(wire));
        case "score_model" -> Optional.of(scoreModel(wire));
        case "label_model" -> Optional.of(labelModel(wire));
        case "multi" -> Optional.of(multi(wire));
        default -> Optional.empty();
      };
    } catch (UnreadableResponseException | IllegalArgumentException lacksSomething) {
      return Optional.empty();
    }
  }

  private static OpenAiGrader stringCheck(WireObject wire) {
    return OpenAiGrader.stringCheck(g -> g.name(wire.required("name"))
        .input(wire.required("input"))
        .reference(wire.required("reference"))
        .operation(wire.required("operation")));
  }

  private static OpenAiGrader textSimilarity(WireObject wire) {
    return OpenAiGrader.textSimilarity(g -> g.name(wire.required("name"))
        .input(wire.required("input"))
        .reference(wire.required("reference"))
        .evaluationMetric(wire.required("evaluation_metric")));
  }

  private static OpenAiGrader python(WireObject wire) {
    return OpenAiGrader.python(g -> {
      g.name(wire.required("name")).source(wire.required("source"));
      wire.text("image_tag").ifPresent(g::imageTag);
    });
  }

  private static OpenAiGrader scoreModel(WireObject wire) {
    return OpenAiGrader.scoreModel(g -> {
      g.name(wire.required("name")).model(wire.required("model"));
      wire.objects("input").stream().map(GraderReading::message).forEach(g::addInput);
      List<Double> range = numbers(wire.rest().get("range"));
      if (range.size() == 2) {
        g.range(range.get(0), range.get(1));
      }
      wire.object("sampling_params").ifPresent(sampling -> {
        sampling
            .integer("seed")
            .filter(n -> n.intValue() == n)
            .map(Long::intValue)
            .ifPresent(g::seed);
        sampling.decimal("temperature").ifPresent(g::temperature);
        sampling.decimal("top_p").ifPresent(g::topP);
        sampling.count("max_completions_tokens").ifPresent(g::maxTokens);
        sampling.text("reasoning_effort").ifPresent(g::reasoningEffort);
      });
    });
  }

  private static List<Double> numbers(@Nullable Object list) {
    return list instanceof List<?> some
        ? some.stream()
            .filter(Number.class::isInstance)
            .map(number -> ((Number) number).doubleValue())
            .toList()
        : List.of();
  }

  private static OpenAiGrader labelModel(WireObject wire) {
    return OpenAiGrader.labelModel(g -> {
      g.name(wire.required("name")).model(wire.required("model"));
      wire.objects("input").stream().map(GraderReading::message).forEach(g::addInput);
      wire.texts("labels").forEach(g::addLabel);
      wire.texts("passing_labels").forEach(g::addPassingLabel);
    });
  }

  private static OpenAiGrader multi(WireObject wire) {
    return OpenAiGrader.multi(g -> {
      wire.text("name").ifPresent(g::name);
      g.calculateOutput(wire.required("calculate_output"));
      wire.object("graders")
          .ifPresent(inside -> inside
              .rest()
              .keySet()
              .forEach(name ->
                  inside.object(name).ifPresent(grader -> g.putGrader(name, read(grader.rest())))));
    });
  }

  // Whatever it holds besides is missed when the whole is compared.
  private static OpenAiGraderMessage message(WireObject wire) {
    String role = wire.required("role");
    if (wire.text("content").isPresent()) {
      return OpenAiGraderMessage.of(role, wire.required("content"));
    }
    List<WireObject> parts = wire.objects("content");
    String text =
        parts.stream().flatMap(p -> p.text("text").stream()).findFirst().orElse("");
    List<String> images =
        parts.stream().flatMap(p -> p.text("image_url").stream()).toList();
    return new OpenAiGraderMessage(role, text, images);
  }
}
