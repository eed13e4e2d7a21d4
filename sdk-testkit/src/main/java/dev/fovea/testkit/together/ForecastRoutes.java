package dev.fovea.testkit.together;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fovea.testkit.answering.Tokens;
import dev.fovea.testkit.learning.JsonlReader;
import dev.fovea.testkit.learning.LongText;
import dev.fovea.testkit.server.Exchange;
import dev.fovea.testkit.server.Json;
import dev.fovea.testkit.server.Reply;
import dev.fovea.testkit.server.Routes;
import java.io.IOException;
import java.nio.file.Files;

/** What can be asked before a job is started: its price, and how its examples will be read. */
final class ForecastRoutes {
  private static final int MASKED = -100;

  private final Account account;
  private final FileStore files;
  private final JobStore jobs;

  ForecastRoutes(Account account, FileStore files, JobStore jobs) {
    this.account = account;
    this.files = files;
    this.jobs = jobs;
  }

  void addTo(Routes routes) {
    routes
        .add("POST", "/fine-tunes/estimate-price", this::estimate)
        .add("POST", "/fine-tunes/preview", this::preview);
  }

  private Reply estimate(Exchange exchange) throws IOException {
    JsonNode request = JobRoutes.body(exchange);
    Catalogue.Model model = jobs.model(request);
    StoredFile training = files.get(request.path("training_file").asText(""));
    String validation = request.path("validation_file").asText("");
    String trouble = trouble(training, "train");
    if (trouble.isEmpty() && !validation.isEmpty()) {
      trouble = trouble(files.get(validation), "eval");
    }
    if (!trouble.isEmpty()) {
      return Reply.json(
          200, Json.object().put("estimation_available", false).put("unavailable_reason", trouble));
    }
    long tokens = training.size() / 4 * request.path("n_epochs").asInt(1);
    long evaluated = validation.isEmpty()
        ? 0
        : files.get(validation).size() / 4 * request.path("n_evals").asInt(0);
    double price = (tokens + evaluated) * model.price() * 1e-6;
    return Reply.json(
        200,
        Json.object()
            .put("estimation_available", true)
            .put("estimated_total_price", price)
            .put("allowed_to_proceed", price <= 100)
            .put("user_limit", 100)
            .put("estimated_train_token_count", tokens)
            .put("estimated_eval_token_count", evaluated));
  }

  private String trouble(StoredFile file, String which) {
    String status = file.status(account.now());
    DatasetCheck.Verdict verdict = file.verdict();
    if (status.equals("INVALID_FORMAT") || status.equals("FAILED")) {
      return which + "_file_invalid";
    }
    if (!status.equals("COMPLETED") || verdict == null) {
      return which + "_file_not_validated";
    }
    return verdict.multimodal() ? "multimodal_dataset" : "";
  }

  private Reply preview(Exchange exchange) throws IOException {
    JsonNode request = JobRoutes.body(exchange);
    Catalogue.Model model = jobs.model(request);
    StoredFile file = files.get(request.path("training_file").asText(""));
    String status = file.status(account.now());
    Refusals.unless(
        status.equals("COMPLETED"), "File " + file.id() + " is " + status, "training_file");
    DatasetCheck.Verdict verdict = file.verdict();
    String format =
        verdict == null ? "" : verdict.report().path("dataset_format").asText();
    Refusals.unless(
        format.equals("conversation") || format.equals("instruction") || format.equals("general"),
        "File " + file.id() + " cannot be previewed",
        "training_file");
    Refusals.unless(
        request.path("training_method").asText("sft").equals("sft"),
        "only sft has a preview",
        "training_method");
    boolean inputs = request.path("train_on_inputs").asBoolean(false);
    ObjectNode answer = Json.object()
        .put("dataset_format", format)
        .put("max_seq_length", model.contextLength())
        .put("model", model.name())
        .put("train_on_inputs", inputs);
    int most = request.path("top_k").asInt(5);
    rows(answer.putArray("rows"), file, inputs, most);
    return Reply.json(200, answer);
  }

  private static void rows(ArrayNode rows, StoredFile file, boolean inputs, int most)
      throws IOException {
    try (JsonlReader reader =
        JsonlReader.open(Files.newInputStream(file.place()), LongText::take)) {
      while (rows.size() < most && reader.next()) {
        row(rows.addObject(), reader.read(), inputs);
      }
    }
  }

  private static void row(ObjectNode row, JsonNode line, boolean inputs) {
    ArrayNode ids = row.putArray("input_ids");
    ArrayNode labels = row.putArray("labels");
    ArrayNode tokens = row.putArray("tokens");
    ArrayNode spans = row.putArray("trained_spans");
    int trained = 0;
    for (Said said : Said.in(line)) {
      int start = ids.size();
      boolean learnt = inputs || said.learnt();
      for (String token : Tokens.of(said.text())) {
        int id = Math.floorMod(token.hashCode(), 100_000);
        ids.add(id);
        labels.add(learnt ? id : MASKED);
        tokens.add(token);
      }
      if (learnt && ids.size() > start) {
        spans.addArray().add(start).add(ids.size());
        trained += ids.size() - start;
      }
    }
    row.put("num_tokens", ids.size()).put("num_trained_tokens", trained).put("truncated", false);
  }
}
