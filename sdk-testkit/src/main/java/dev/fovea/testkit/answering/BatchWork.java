package dev.fovea.testkit.answering;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fovea.testkit.server.Json;
import dev.fovea.testkit.server.Problem;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

/**
 * Reads a batch's lines, or says what is wrong with them, and answers each.
 *
 * @param file the lines, each with a {@code custom_id} and a {@code body}
 * @param answers answers them
 */
public record BatchWork(Path file, Answers answers) implements Callable<BatchWork.Result> {
  private static final int MOST_LINES = 50_000;
  private static final int LONGEST_ID = 64;

  /** Answers the lines in the provider's way. */
  public interface Answers {
    /**
     * Answers a request and puts the answer into a line of the output file.
     *
     * @param body the request; may be changed
     * @param line the line, which has its {@code custom_id} already
     */
    void answer(ObjectNode body, ObjectNode line);

    /**
     * Puts a refusal into a line of the error file.
     *
     * @param message what is wrong
     * @param line the line, which has its {@code custom_id} already
     */
    void refuse(String message, ObjectNode line);
  }

  /**
   * What became of the lines.
   *
   * @param flaw what is wrong with the file; empty if nothing is
   * @param lines a line for the output file or the error file for each request
   */
  public record Result(String flaw, List<Line> lines) {}

  /**
   * {@return what has become of the lines so far; nothing while they are being answered}
   *
   * @param work the work
   */
  public static Result result(Future<Result> work) {
    try {
      return work.isDone() ? work.get() : new Result("", List.of());
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      return new Result("the provider is stopping", List.of());
    } catch (ExecutionException | CancellationException failed) {
      return new Result("the file cannot be read", List.of());
    }
  }

  /**
   * {@return the text of some lines, one below the other}
   *
   * @param lines the lines
   * @param answered those of the output file, or else those of the error file
   */
  public static byte[] text(List<Line> lines, boolean answered) {
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    for (Line line : lines) {
      if (line.answered() == answered) {
        text.writeBytes(Json.bytes(line.json()));
        text.write('\n');
      }
    }
    return text.toByteArray();
  }

  /**
   * A request's answer.
   *
   * @param answered whether it belongs to the output file
   * @param json the line
   */
  public record Line(boolean answered, ObjectNode json) {}

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

  private Line answer(JsonNode request) {
    String id = request.get("custom_id").textValue();
    ObjectNode line = Json.object().put("custom_id", id);
    try {
      answers.answer(request.get("body").deepCopy(), line);
      return new Line(true, line);
    } catch (Problem | Unanswerable refused) {
      ObjectNode error = Json.object().put("custom_id", id);
      answers.refuse(String.valueOf(refused.getMessage()), error);
      return new Line(false, error);
    }
  }
}
