package dev.fovea.testkit.together;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** What the lines of a data set turned out to have; for the validation report. */
final class Traits {
  boolean multimodal;
  boolean messageWeights;
  boolean sampleWeights;
  boolean tools;
  boolean parallelToolCalls;
  boolean reasoning;

  void writeTo(ObjectNode report) {
    report
        .put("dataset_is_multimodal", multimodal)
        .put("dataset_has_message_weights", messageWeights)
        .put("dataset_has_sample_weights", sampleWeights)
        .put("dataset_has_tools", tools)
        .put("dataset_has_parallel_tool_calls", parallelToolCalls)
        .put("dataset_has_reasoning", reasoning);
  }
}
