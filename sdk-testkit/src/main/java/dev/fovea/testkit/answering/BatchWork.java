package dev.fovea.testkit.answering;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
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
import java.util.Optional;
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
  private static final int MOST_FLAWS = 1_000;

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
     * @param refused what is wrong, a {@link Problem} or an {@link Unanswerable}
     * @param line the line, which has its {@code custom_id} already
     */
    void refuse(RuntimeException refused, ObjectNode line);

    /**
     * {@return what is wrong with a line beyond what every batch wants; absent if nothing is}
     *
     * @param line the line; missing when it is not JSON
     * @param number its number, from 1 on
     */
    default Optional<Flaw> flaw(JsonNode line, int number) {
      return Optional.empty();
    }
  }

  /**
   * What is wrong with a file.
   *
   * @param line the number of the line, from 1 on; 0 for the whole file
   * @param code a word for it
   * @param parameter the field that is wrong; empty if it is none in particular
   * @param message for people
   */
  public record Flaw(int line, String code, String parameter, String message) {}

  /**
   * What became of the lines.
   *
   * @param flaws what is wrong with the file, the first thousand; empty if nothing is
   * @param lines a line for the output file or the error file for each request
   */
  public record Result(List<Flaw> flaws, List<Line> lines) {
    private static Result without(String reason) {
      return new Result(List.of(new Flaw(0, "unreadable", "", reason)), List.of());
    }

    /** {@return the first thing that is wrong, for people; empty if nothing is} */
    public String flaw() {
      return flaws.isEmpty() ? "" : flaws.get(0).message();
    }
  }

  /**
   * {@return what has become of the lines so far; nothing while they are being answered}
   *
   * @param work the work
   */
  public static Result result(Future<Result> work) {
    try {
      return work.isDone() ? work.get() : new Result(List.of(), List.of());
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      return Result.without("the provider is stopping");
    } catch (ExecutionException | CancellationException failed) {
      return Result.without("the file cannot be read");
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
    List<Flaw> flaws = read(requests);
    List<Line> lines = new ArrayList<>();
    if (flaws.isEmpty()) {
      requests.forEach(request -> lines.add(answer(request)));
    }
    return new Result(flaws, lines);
  }

  private List<Flaw> read(List<JsonNode> requests) throws IOException {
    List<Flaw> flaws = new ArrayList<>();
    Set<String> ids = new HashSet<>();
    try (BufferedReader in = Files.newBufferedReader(file)) {
      int number = 0;
      for (String text = in.readLine(); text != null; text = in.readLine()) {
        number++;
        if (!text.isBlank() && flaws.size() < MOST_FLAWS) {
          JsonNode line = parsed(text);
          int here = number;
          answers
              .flaw(line, here)
              .or(() -> shape(line, here, ids))
              .ifPresentOrElse(flaws::add, () -> requests.add(line));
        }
      }
    }
    if (requests.isEmpty() && flaws.isEmpty()) {
      flaws.add(new Flaw(0, "empty_file", "", "the file has no requests"));
    }
    return flaws;
  }

  private static Optional<Flaw> shape(JsonNode line, int number, Set<String> ids) {
    String id = line.path("custom_id").asText("");
    boolean shaped = line.path("custom_id").isTextual()
        && !id.isEmpty()
        && id.length() <= LONGEST_ID
        && line.path("body").isObject();
    if (shaped && ids.add(id) && number <= MOST_LINES) {
      return Optional.empty();
    }
    String code =
        number > MOST_LINES ? "too_many_tasks" : shaped ? "duplicate_custom_id" : "invalid_request";
    return Optional.of(new Flaw(
        number,
        code,
        "custom_id",
        "line " + number
            + " is not a request: it needs a custom_id of its own, of at most " + LONGEST_ID
            + " characters, and a body; at most " + MOST_LINES + " lines"));
  }

  private static JsonNode parsed(String text) {
    try {
      return Json.read(text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException notJson) {
      return MissingNode.getInstance();
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
      answers.refuse(refused, error);
      return new Line(false, error);
    }
  }
}
