package dev.fovea.openai;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.immutables.value.Value;
import org.jspecify.annotations.Nullable;

/** A grader that runs a Python function at OpenAI. Immutable. */
@Value.Immutable
public abstract non-sealed class OpenAiPythonGrader implements OpenAiGrader {
  OpenAiPythonGrader() {}

  /** {@return what it is called in results} */
  public abstract String name();

  /** {@return the code, which defines {@code grade(sample, item)}} */
  public abstract String source();

  /** {@return the version of the machine it runs on; absent means the newest} */
  public abstract Optional<String> imageTag();

  /** {@return {@code python}} */
  @Override
  public final String type() {
    return "python";
  }

  @Override
  public final Map<String, @Nullable Object> fields() {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    fields.put("type", type());
    fields.put("name", name());
    fields.put("source", source());
    imageTag().ifPresent(value -> fields.put("image_tag", value));
    return fields;
  }

  /** {@return a builder that starts with these values} */
  public abstract Builder toBuilder();

  /** {@return a new builder} */
  public static Builder builder() {
    return ImmutableOpenAiPythonGrader.builder();
  }

  /** Builds {@link OpenAiPythonGrader}; for one thread and one use. */
  public abstract static class Builder {
    Builder() {}

    /**
     * Sets what it is called in results. Required.
     *
     * @param name the name
     * @return this builder
     */
    public abstract Builder name(String name);

    /**
     * Sets the code. Required.
     *
     * @param source Python that defines {@code grade(sample, item)} and returns a number
     * @return this builder
     */
    public abstract Builder source(String source);

    /**
     * Sets the version of the machine it runs on.
     *
     * @param imageTag such as {@code 2025-05-08}
     * @return this builder
     */
    public abstract Builder imageTag(String imageTag);

    /**
     * Builds the value.
     *
     * @return the value
     */
    public abstract OpenAiPythonGrader build();
  }
}
