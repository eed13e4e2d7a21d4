package dev.fovea.testkit.together;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fovea.testkit.answering.BatchWork;
import dev.fovea.testkit.storage.Background;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The account's batches. Thread-safe. */
final class BatchStore {
  private static final List<String> ENDPOINTS = List.of("/v1/chat/completions", "/v1/completions");
  // The real one knows 24h only; shorter ones are for tests of what expires.
  private static final Pattern WINDOW = Pattern.compile("([1-9][0-9]{0,3})([hm])");

  private final Account account;
  private final FileStore files;
  private final Background background;
  private final Answers answers;
  private final Map<String, Batch> batches = new LinkedHashMap<>();

  BatchStore(Account account, FileStore files, Background background, Answers answers) {
    this.account = account;
    this.files = files;
    this.background = background;
    this.answers = answers;
  }

  Batch create(JsonNode request) {
    String endpoint = request.path("endpoint").asText("");
    require(ENDPOINTS.contains(endpoint), "endpoint must be one of " + ENDPOINTS);
    Duration window = window(request.path("completion_window").asText("24h"));
    JsonNode priority = request.path("priority");
    require(
        priority.isMissingNode() || priority.isNull() || priority.isInt(),
        "priority must be an integer");
    StoredFile input = input(request.path("input_file_id").asText(""));
    String model = request.path("model_id").asText("");
    BatchWork work = new BatchWork(input.place(), new BatchAnswers(endpoint, model, answers));
    Batch batch = new Batch(
        new Batch.Order(account.uuid(), input, endpoint, model, account.now(), window),
        background.start(work),
        files);
    synchronized (this) {
      batches.put(batch.id(), batch);
    }
    return batch;
  }

  private StoredFile input(String id) {
    require(!id.isEmpty(), "input_file_id is required");
    StoredFile file =
        files.find(id).orElseThrow(() -> Refusals.bare(404, "file " + id + " not found"));
    require(
        file.announcement().purpose().equals("batch-api"),
        "file " + id + " has the purpose " + file.announcement().purpose()
            + ", a batch needs batch-api");
    require(file.isStored(), "file " + id + " has not been uploaded yet");
    return file;
  }

  private static Duration window(String text) {
    Matcher window = WINDOW.matcher(text);
    require(window.matches(), "completion_window must be 24h, got '" + text + "'");
    long count = Long.parseLong(window.group(1));
    return window.group(2).equals("h") ? Duration.ofHours(count) : Duration.ofMinutes(count);
  }

  private static void require(boolean right, String message) {
    if (!right) {
      throw Refusals.bare(400, message);
    }
  }

  synchronized Batch get(String id) {
    Batch batch = batches.get(id);
    if (batch == null) {
      throw Refusals.bare(404, "batch " + id + " not found");
    }
    return batch;
  }

  synchronized List<Batch> all() {
    return List.copyOf(batches.values());
  }
}
