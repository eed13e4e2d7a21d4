package dev.fovea.openai;

import dev.fovea.provider.WireObject;
import dev.fovea.provider.WireView;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a grader made of one answer. Immutable and thread-safe. */
public final class OpenAiGrading extends WireView {
  private static final BigDecimal NANOS = BigDecimal.valueOf(1_000_000_000);

  OpenAiGrading(WireObject wire) {
    super(wire);
  }

  /** {@return the points; absent where the grader came to none} */
  public Optional<Double> reward() {
    return wire().decimal("reward");
  }

  /** {@return the points of the graders inside, by name; empty for a grader without any} */
  public Map<String, Double> subRewards() {
    return wire().object("sub_rewards").map(OpenAiGrading::numbers).orElse(Map.of());
  }

  /** {@return the numbers the points were made of, by name} */
  public Map<String, Double> scores() {
    return metadata()
        .flatMap(metadata -> metadata.object("scores"))
        .map(OpenAiGrading::numbers)
        .orElse(Map.of());
  }

  /**
   * {@return what went wrong, in OpenAI's words such as {@code sample_parse_error}, with the detail
   * behind a colon where there is one; empty when nothing did}
   */
  public List<String> errors() {
    List<String> errors = new ArrayList<>();
    metadata()
        .flatMap(metadata -> metadata.object("errors"))
        .ifPresent(flags -> flags.glance().rest().keySet().forEach(name -> {
          if (flags.flag(name).orElse(false)) {
            errors.add(name + flags.text(name + "_details").map(d -> ": " + d).orElse(""));
          }
        }));
    return Collections.unmodifiableList(errors);
  }

  /**
   * {@return how long grading took; absent where OpenAI does not say. The number is read as
   * seconds, which no source confirms (2026-11)}
   */
  public Optional<Duration> executionTime() {
    return metadata()
        .flatMap(metadata -> metadata.decimal("execution_time"))
        .filter(seconds -> seconds >= 0 && seconds < Integer.MAX_VALUE)
        .map(seconds ->
            Duration.ofNanos(BigDecimal.valueOf(seconds).multiply(NANOS).longValue()));
  }

  /**
   * {@return the tokens that models read and wrote to grade it; absent where no model did. OpenAI
   * sends a number or an object with a total (2026-08-21); both are read}
   */
  public Optional<Long> tokens() {
    return metadata()
        .flatMap(metadata -> metadata
            .integer("token_usage")
            .or(() -> metadata.object("token_usage").flatMap(u -> u.integer("total_tokens"))));
  }

  /** {@return the tokens by model; empty where no model graded} */
  public Map<String, Long> tokensByModel() {
    Map<String, Long> tokens = new LinkedHashMap<>();
    wire()
        .object("model_grader_token_usage_per_model")
        .ifPresent(models -> models
            .glance()
            .rest()
            .keySet()
            .forEach(model -> models
                .integer(model)
                .or(() -> models.object(model).flatMap(usage -> usage.integer("total_tokens")))
                .ifPresent(count -> tokens.put(model, count))));
    return Collections.unmodifiableMap(tokens);
  }

  /** {@return the model that graded; absent where none did} */
  public Optional<String> model() {
    return metadata().flatMap(metadata -> metadata.text("sampled_model_name"));
  }

  private Optional<WireObject> metadata() {
    return wire().object("metadata");
  }

  private static Map<String, Double> numbers(WireObject object) {
    Map<String, Double> numbers = new LinkedHashMap<>();
    object
        .glance()
        .rest()
        .keySet()
        .forEach(name -> object.decimal(name).ifPresent(number -> numbers.put(name, number)));
    return Collections.unmodifiableMap(numbers);
  }
}
