package dev.fovea.testkit.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fovea.testkit.answering.BatchWork;
import dev.fovea.testkit.answering.Unanswerable;
import dev.fovea.testkit.server.Problem;
import dev.fovea.testkit.server.Reply;
import java.util.List;
import java.util.Optional;

/**
 * Checks and answers the lines of one batch; all go to its endpoint, and to one model. For the
 * thread that works on it.
 */
final class BatchLines implements BatchWork.Answers {
  private static final List<String> FIELDS = List.of("custom_id", "method", "url", "body");
  private static final int MOST_INPUTS = 50_000;

  private final Account account;
  private final InferenceRoutes inference;
  private final String endpoint;
  private String model = "";
  private int inputs;

  BatchLines(Account account, InferenceRoutes inference, String endpoint) {
    this.account = account;
    this.inference = inference;
    this.endpoint = endpoint;
  }

  /** The model of all lines; empty if none was named. */
  String model() {
    return model;
  }

  @Override
  public Optional<BatchWork.Flaw> flaw(JsonNode line, int number) {
    if (!line.isObject()) {
      return flaw(number, "invalid_json_line", "", "This line is not parseable as valid JSON.");
    }
    for (String field : FIELDS) {
      if (!line.hasNonNull(field)) {
        return flaw(
            number,
            "missing_required_parameter",
            field,
            "Missing required parameter: '" + field + "'.");
      }
    }
    if (!line.get("method").asText().equals("POST")) {
      return flaw(number, "invalid_method", "method", "The method of a request must be POST.");
    }
    if (!line.get("url").asText().equals(endpoint)) {
      return flaw(
          number,
          "invalid_url",
          "url",
          "The URL provided for this request does not match the batch endpoint.");
    }
    return together(line.get("body"), number);
  }

  /** What lines must be to each other. */
  private Optional<BatchWork.Flaw> together(JsonNode body, int number) {
    String here = body.path("model").asText("");
    model = model.isEmpty() ? here : model;
    if (!here.equals(model)) {
      return flaw(
          number,
          "mismatched_model",
          "body.model",
          "The provided model '" + here + "' does not match the batch's model '" + model + "'.");
    }
    inputs += body.path("input").isArray() ? body.get("input").size() : 1;
    return endpoint.equals("/v1/embeddings") && inputs > MOST_INPUTS
        ? flaw(
            number,
            "too_many_inputs",
            "body.input",
            "A batch of embeddings may have at most " + MOST_INPUTS + " inputs.")
        : Optional.empty();
  }

  private static Optional<BatchWork.Flaw> flaw(
      int number, String code, String parameter, String message) {
    return Optional.of(new BatchWork.Flaw(number, code, parameter, message));
  }

  @Override
  public void answer(ObjectNode body, ObjectNode line) {
    if (body.path("stream").asBoolean(false)) {
      throw OpenAiErrors.badRequest(
          "Streaming is not supported in the Batch API.", "stream", "invalid_value");
    }
    response(line, 200, inference.answer(endpoint, body));
  }

  @Override
  public void refuse(RuntimeException refused, ObjectNode line) {
    Reply reply = refused instanceof Problem problem
        ? problem.reply()
        : OpenAiErrors.of((Unanswerable) refused).reply();
    response(line, reply.status(), reply.json());
  }

  private void response(ObjectNode line, int status, JsonNode body) {
    line.put("id", "batch_req_" + account.hex(24));
    line.putObject("response")
        .put("status_code", status)
        .put("request_id", account.hex(32))
        .set("body", body);
    line.putNull("error");
  }
}
