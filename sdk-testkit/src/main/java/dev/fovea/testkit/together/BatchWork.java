package dev.fovea.testkit.together;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fovea.testkit.server.Json;
import dev.fovea.testkit.server.Problem;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;

/**
 * Reads a batch's lines, or says what is wrong with them, and answers each with the chat model.
 *
 * @param endpoint where the requests go
 * @param model the model for all of them; empty if each names its own
 * @param file the lines
 * @param answers answers them
 */
record BatchWork(String endpoint, String model, Path file, Answers answers)
    implements Callable<BatchWork.Result> {
  private static final int MOST_LINES = 50_000;
  private static final int LONGEST_ID = 64;

  /**
   * What became of the lines.
   *
   * @param flaw what is wrong with the file; empty if nothing is
   * @param lines a line for the output file or the error file for each request
   */
  record Result(String flaw, List<Line> lines) {}

  /**
   * A request's answer.
   *
   * @param answered whether it belongs to the output file
   * @param json the line
   */
  record Line(boolean answered, ObjectNode json) {}

  @Override
  public Result call() throws IOException {
    List<JsonNode> requests = new ArrayList<>();
    String flaw = read(requests);
    List<Line> lines = new ArrayList<>();
    if (flaw.isEmpty()) {
      requests.forEach(request -> lines.add(answer(request)));
    }
    return new Result(flaw, lines);
  }

  private String read(List<JsonNode> requests) throws IOException {
    Set<String> ids = new HashSet<>();
    try (BufferedReader in = Files.newBufferedReader(file)) {
      int number = 0;
      for (String text = in.readLine(); text != null; text = in.readLine()) {
        number++;
        if (text.isBlank()) {
          continue;
        }
        JsonNode line = parsed(text);
        String id = line.path("custom_id").asText("");
        boolean shaped = line.path("custom_id").isTextual()
            && !id.isEmpty()
            && id.length() <= LONGEST_ID
            && line.path("body").isObject();
        if (!shaped || !ids.add(id) || number > MOST_LINES) {
          return "line " + number
              + " is not a request: it needs a custom_id of its own, of at most " + LONGEST_ID
              + " characters, and a body; at most " + MOST_LINES + " lines";
        }
        requests.add(line);
      }
    }
    return requests.isEmpty() ? "the file has no requests" : "";
  }

  private static JsonNode parsed(String text) {
    try {
      return Json.read(text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException notJson) {
      return Json.object();
    }
  }

  private Line answer(JsonNode line) {
    ObjectNode result = Json.object().put("custom_id", line.get("custom_id").textValue());
    try {
      ObjectNode request = line.get("body").deepCopy();
      if (!model.isEmpty()) {
        request.put("model", model);
      }
      ObjectNode response = result.putObject("response").put("status_code", 200);
      response.set(
          "body",
          endpoint.endsWith("/chat/completions")
              ? answers.chat(request).object()
              : answers.complete(request).text());
      return new Line(true, result);
    } catch (Problem problem) {
      result.remove("response");
      result
          .putObject("error")
          .put("message", problem.getMessage())
          .put("code", "invalid_request_error");
      return new Line(false, result);
    }
  }
}
