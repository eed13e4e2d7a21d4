package dev.fovea.openai;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.immutables.value.Value;
import org.jspecify.annotations.Nullable;

/**
 * A grader that lets a model choose a label; 1 when it is among those that pass. OpenAI takes it
 * inside {@link OpenAiMultiGrader} only (2026-08-21). Immutable.
 */
@Value.Immutable
public abstract non-sealed class OpenAiLabelModelGrader implements OpenAiGrader {
  OpenAiLabelModelGrader() {}

  /** {@return what it is called in results} */
  public abstract String name();

  /** {@return the model that judges} */
  public abstract String model();

  /** {@return what the model is asked} */
  public abstract List<OpenAiGraderMessage> inputs();

  /** {@return the labels to choose from} */
  public abstract List<String> labels();

  /** {@return the labels that pass} */
  public abstract List<String> passingLabels();

  /** {@return {@code label_model}} */
  @Override
  public final String type() {
    return "label_model";
  }

  @Override
  public final Map<String, @Nullable Object> fields() {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    fields.put("type", type());
    fields.put("name", name());
    fields.put("model", model());
    fields.put("input", inputs().stream().map(OpenAiGraderMessage::fields).toList());
    fields.put("labels", labels());
    fields.put("passing_labels", passingLabels());
    return fields;
  }

  @Value.Check
  void check() {
    if (inputs().isEmpty() || labels().isEmpty()) {
      throw new IllegalArgumentException(
          "a label_model grader needs at least one message and one label");
    }
    if (!labels().containsAll(passingLabels())) {
      throw new IllegalArgumentException(
          "the passing labels " + passingLabels() + " must be among the labels " + labels());
    }
  }

  /** {@return a builder that starts with these values} */
  public abstract Builder toBuilder();

  /** {@return a new builder} */
  public static Builder builder() {
    return ImmutableOpenAiLabelModelGrader.builder();
  }

  /** Builds {@link OpenAiLabelModelGrader}; for one thread and one use. */
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
     * Sets the model that judges. Required.
     *
     * @param model its name, which OpenAI bills as other questions
     * @return this builder
     */
    public abstract Builder model(String model);

    /**
     * Adds a message to what the model is asked. At least one is required.
     *
     * @param message the message
     * @return this builder
     */
    public abstract Builder addInput(OpenAiGraderMessage message);

    /**
     * Adds a message of the user.
     *
     * @param text its text, with templates such as <code>{{sample.output_text}}</code>
     * @return this builder
     */
    public Builder user(String text) {
      return addInput(OpenAiGraderMessage.of("user", text));
    }

    /**
     * Adds a message of the system.
     *
     * @param text its text, which may hold templates
     * @return this builder
     */
    public Builder system(String text) {
      return addInput(OpenAiGraderMessage.of("system", text));
    }

    /**
     * Adds a label to choose from.
     *
     * @param label the label
     * @return this builder
     */
    public abstract Builder addLabel(String label);

    /**
     * Adds a label that passes, one of those to choose from.
     *
     * @param label the label
     * @return this builder
     */
    public abstract Builder addPassingLabel(String label);

    /**
     * Builds the value.
     *
     * @return the value
     */
    public abstract OpenAiLabelModelGrader build();
  }
}
