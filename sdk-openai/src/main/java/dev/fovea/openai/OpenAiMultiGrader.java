package dev.fovea.openai;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.immutables.value.Value;
import org.jspecify.annotations.Nullable;

/** A grader that makes one score of those of others. Immutable. */
@Value.Immutable
public abstract non-sealed class OpenAiMultiGrader implements OpenAiGrader {
  OpenAiMultiGrader() {}

  /** {@return what it is called in results; absent where it has no name} */
  public abstract Optional<String> name();

  /** {@return the graders by the name that the formula knows them by} */
  public abstract Map<String, OpenAiGrader> graders();

  /** {@return the formula, such as {@code 0.8 * exact + 0.2 * alike}} */
  public abstract String calculateOutput();

  /** {@return {@code multi}} */
  @Override
  public final String type() {
    return "multi";
  }

  @Override
  public final Map<String, @Nullable Object> fields() {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    fields.put("type", type());
    name().ifPresent(value -> fields.put("name", value));
    Map<String, Object> inside = new LinkedHashMap<>();
    graders().forEach((name, grader) -> inside.put(name, grader.fields()));
    fields.put("graders", inside);
    fields.put("calculate_output", calculateOutput());
    return fields;
  }

  @Value.Check
  void check() {
    if (graders().isEmpty()) {
      throw new IllegalArgumentException("a multi grader needs at least one grader");
    }
  }

  /** {@return a builder that starts with these values} */
  public abstract Builder toBuilder();

  /** {@return a new builder} */
  public static Builder builder() {
    return ImmutableOpenAiMultiGrader.builder();
  }

  /** Builds {@link OpenAiMultiGrader}; for one thread and one use. */
  public abstract static class Builder {
    Builder() {}

    /**
     * Sets what it is called in results.
     *
     * @param name the name
     * @return this builder
     */
    public abstract Builder name(String name);

    /**
     * Adds a grader. At least one is required.
     *
     * @param name what the formula calls it
     * @param grader the grader
     * @return this builder
     */
    public abstract Builder putGrader(String name, OpenAiGrader grader);

    /**
     * Sets the formula. Required.
     *
     * @param formula names of the graders, numbers, + - * / ^ and a few functions
     * @return this builder
     */
    public abstract Builder calculateOutput(String formula);

    /**
     * Builds the value.
     *
     * @return the value
     */
    public abstract OpenAiMultiGrader build();
  }
}
