package dev.fovea.testkit.fireworks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fovea.testkit.answering.BatchWork;
import dev.fovea.testkit.answering.Unanswerable;

/**
 * Answers a batch's lines in chat, or as texts to be carried on when they hold a prompt.
 *
 * @param inference answers them
 * @param model the model for all of them
 * @param defaults settings for those lines that do not set them
 */
record BatchLines(Inference inference, String model, ObjectNode defaults)
    implements BatchWork.Answers {
  @Override
  public void answer(ObjectNode body, ObjectNode line) {
    for (var setting : defaults.properties()) {
      if (!body.has(setting.getKey())) {
        body.set(setting.getKey(), setting.getValue());
      }
    }
    body.put("model", model);
    JsonNode said = body.has("prompt") ? text(body) : chat(body);
    line.set("response", said);
  }

  private JsonNode chat(ObjectNode body) {
    ServedModels.Ready target = inference.target(body, "chat");
    Unanswerable.unless(
        !body.path("stream").asBoolean(false), "a line of a batch cannot stream", "stream");
    return new ChatWriter(inference.chat(body, target, Inference.Session.NONE)).object();
  }

  private JsonNode text(ObjectNode body) {
    ServedModels.Ready target = inference.target(body, "completion");
    return new TextWriter(inference.complete(body, target, Inference.Session.NONE)).object();
  }

  @Override
  public void refuse(RuntimeException refused, ObjectNode line) {
    line.putObject("error").put("message", refused.getMessage()).put("code", "bad_request");
  }
}
