package dev.fovea.openai;

import java.util.LinkedHashMap;
import java.util.Map;
import org.immutables.value.Value;
import org.jspecify.annotations.Nullable;

/** A grader that compares two texts: 1 when the comparison holds, 0 when not. Immutable. */
@Value.Immutable
public abstract non-sealed class OpenAiStringCheckGrader implements OpenAiGrader {
  OpenAiStringCheckGrader() {}

  /** {@return what it is called in results} */
  public abstract String name();

  /** {@return the text to judge, with templates such as <code>{{sample.output_text}}</code>} */
  public abstract String input();

  /** {@return what it is compared with, with templates such as <code>{{item.answer}}</code>} */
  public abstract String reference();

  /**
   * {@return how they are compared, in the provider's word: {@code eq}, {@code ne},
   * {@code like}...}
   */
  public abstract String operation();

  /** {@return {@code string_check}} */
  @Override
  public final String type() {
    return "string_check";
  }

  @Override
  public final Map<String, @Nullable Object> fields() {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    fields.put("type", type());
    fields.put("name", name());
    fields.put("input", input());
    fields.put("reference", reference());
    fields.put("operation", operation());
    return fields;
  }

  /** {@return a builder that starts with these values} */
  public abstract Builder toBuilder();

  /** {@return a new builder} */
  public static Builder builder() {
    return ImmutableOpenAiStringCheckGrader.builder();
  }

  /** Builds {@link OpenAiStringCheckGrader}; for one thread and one use. */
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
     * Sets the text to judge. Required.
     *
     * @param input the text, with templates such as <code>{{sample.output_text}}</code>
     * @return this builder
     */
    public abstract Builder input(String input);

    /**
     * Sets what it is compared with. Required.
     *
     * @param reference the text, with templates such as <code>{{item.answer}}</code>
     * @return this builder
     */
    public abstract Builder reference(String reference);

    /**
     * Sets how they are compared. Required.
     *
     * @param operation {@code eq}, {@code ne}, {@code like} or, without regard to case,
     *     {@code ilike}
     * @return this builder
     */
    public abstract Builder operation(String operation);

    /**
     * Builds the value.
     *
     * @return the value
     */
    public abstract OpenAiStringCheckGrader build();
  }
}
