package dev.fovea.testkit.together;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fovea.testkit.answering.BatchWork;

/**
 * Answers a batch's lines with the models of chat.
 *
 * @param endpoint where the requests go
 * @param model the model for all of them; empty if each names its own
 * @param answers answers them
 */
record BatchAnswers(String endpoint, String model, Answers answers) implements BatchWork.Answers {
  @Override
  public void answer(ObjectNode body, ObjectNode line) {
    if (!model.isEmpty()) {
      body.put("model", model);
    }
    ObjectNode answer = endpoint.endsWith("/chat/completions")
        ? answers.chat(body).object()
        : answers.complete(body).text();
    line.putObject("response").put("status_code", 200).set("body", answer);
  }

  @Override
  public void refuse(RuntimeException refused, ObjectNode line) {
    line.putObject("error")
        .put("message", refused.getMessage())
        .put("code", "invalid_request_error");
  }
}
