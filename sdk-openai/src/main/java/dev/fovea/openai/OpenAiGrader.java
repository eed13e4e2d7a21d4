package dev.fovea.openai;

import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What gives points to an answer while a model is tuned by reinforcement. May grow in a minor
 * version: keep a default branch. Templates in the texts are filled in for each example: <code>
 * {{item.NAME}}</code> with a field of the data set's line, <code>{{sample.output_text}}</code>
 * with the answer and <code>{{sample.output_json.NAME}}</code> with a field of a structured one.
 *
 * <pre>{@code
 * OpenAiGrader exact = OpenAiGrader.stringCheck(g -> g.name("exact")
 *     .input("{{sample.output_text}}")
 *     .reference("{{item.species}}")
 *     .operation("ilike"));
 * }</pre>
 */
public sealed interface OpenAiGrader
    permits OpenAiStringCheckGrader,
        OpenAiTextSimilarityGrader,
        OpenAiPythonGrader,
        OpenAiScoreModelGrader,
        OpenAiLabelModelGrader,
        OpenAiMultiGrader,
        OpenAiUnknownGrader {
  /** {@return its kind, in the provider's word} */
  String type();

  /** {@return all its fields as they stand on the wire, the kind among them} */
  Map<String, @Nullable Object> fields();

  /**
   * A grader that compares two texts.
   *
   * @param spec sets name, input, reference and operation
   * @return the grader
   */
  static OpenAiGrader stringCheck(Consumer<OpenAiStringCheckGrader.Builder> spec) {
    OpenAiStringCheckGrader.Builder grader = OpenAiStringCheckGrader.builder();
    spec.accept(grader);
    return grader.build();
  }

  /**
   * A grader that measures how alike two texts are.
   *
   * @param spec sets name, input, reference and the measure
   * @return the grader
   */
  static OpenAiGrader textSimilarity(Consumer<OpenAiTextSimilarityGrader.Builder> spec) {
    OpenAiTextSimilarityGrader.Builder grader = OpenAiTextSimilarityGrader.builder();
    spec.accept(grader);
    return grader.build();
  }

  /**
   * A grader that runs Python.
   *
   * @param spec sets name and source
   * @return the grader
   */
  static OpenAiGrader python(Consumer<OpenAiPythonGrader.Builder> spec) {
    OpenAiPythonGrader.Builder grader = OpenAiPythonGrader.builder();
    spec.accept(grader);
    return grader.build();
  }

  /**
   * A grader that lets a model give a score.
   *
   * @param spec sets name, model and what it is asked
   * @return the grader
   */
  static OpenAiGrader scoreModel(Consumer<OpenAiScoreModelGrader.Builder> spec) {
    OpenAiScoreModelGrader.Builder grader = OpenAiScoreModelGrader.builder();
    spec.accept(grader);
    return grader.build();
  }

  /**
   * A grader that lets a model choose a label; for use inside {@link #multi} only.
   *
   * @param spec sets name, model, what it is asked and the labels
   * @return the grader
   */
  static OpenAiGrader labelModel(Consumer<OpenAiLabelModelGrader.Builder> spec) {
    OpenAiLabelModelGrader.Builder grader = OpenAiLabelModelGrader.builder();
    spec.accept(grader);
    return grader.build();
  }

  /**
   * A grader that makes one score of those of others.
   *
   * @param spec sets the graders and the formula
   * @return the grader
   */
  static OpenAiGrader multi(Consumer<OpenAiMultiGrader.Builder> spec) {
    OpenAiMultiGrader.Builder grader = OpenAiMultiGrader.builder();
    spec.accept(grader);
    return grader.build();
  }

  /**
   * A grader as it stands on the wire. It becomes one of the classes above where that loses
   * nothing, else an {@link OpenAiUnknownGrader}, which is sent back unchanged.
   *
   * @param fields its fields, {@code type} among them
   * @return the grader
   * @throws IllegalArgumentException if it has no type
   */
  static OpenAiGrader of(Map<String, ? extends @Nullable Object> fields) {
    return GraderReading.read(fields);
  }
}
