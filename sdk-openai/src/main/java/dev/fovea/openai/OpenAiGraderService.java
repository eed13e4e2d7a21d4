package dev.fovea.openai;

import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * Trying graders out before a job is paid for. OpenAI calls this part of its interface alpha
 * (2026-08-21). A grader that asks a model bills that model's tokens when it is run. Labels
 * ({@link OpenAiLabelModelGrader}) are refused unless they stand inside an
 * {@link OpenAiMultiGrader}. Thread-safe.
 */
public interface OpenAiGraderService {
  /**
   * Lets OpenAI check a grader.
   *
   * @param grader the grader
   * @return the grader as OpenAI understood it; the same one where OpenAI says nothing
   * @throws dev.fovea.error.InvalidRequestException if OpenAI finds something wrong with it
   */
  OpenAiGrader validate(OpenAiGrader grader);

  /**
   * As {@link #validate}, without holding the thread.
   *
   * @param grader the grader
   * @return the grader to be
   */
  CompletableFuture<OpenAiGrader> validateAsync(OpenAiGrader grader);

  /**
   * Grades one answer.
   *
   * @param grader the grader
   * @param modelSample the answer to grade; JSON where templates name <code>sample.output_json
   *     </code>
   * @param item what templates find under <code>item</code>, in JDK types; may be empty
   * @return the points and how they came about
   */
  OpenAiGrading run(OpenAiGrader grader, String modelSample, Map<String, ? extends Object> item);

  /**
   * As {@link #run}, without holding the thread.
   *
   * @param grader the grader
   * @param modelSample the answer to grade
   * @param item what templates find under <code>item</code>; may be empty
   * @return the points to be
   */
  CompletableFuture<OpenAiGrading> runAsync(
      OpenAiGrader grader, String modelSample, Map<String, ? extends Object> item);
}
