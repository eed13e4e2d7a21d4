package dev.fovea.testkit.fireworks;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fovea.testkit.answering.BatchWork;
import dev.fovea.testkit.server.Exchange;
import dev.fovea.testkit.server.Json;
import dev.fovea.testkit.server.Problem;
import dev.fovea.testkit.server.Reply;
import dev.fovea.testkit.server.Routes;
import dev.fovea.testkit.storage.Background;
import dev.fovea.testkit.storage.Folder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;

/** The account's batches: made from a data set of requests, they end in one of answers. */
final class BatchJobs {
  private static final String PLURAL = "batchInferenceJobs";
  private static final String ANSWERS = "BIJOutputSet.jsonl";
  private static final String ERRORS = "error-data.jsonl";

  private final Account account;
  private final DatasetStore datasets;
  private final Inference inference;
  private final Background background;
  private final Map<String, BatchJob> jobs = new LinkedHashMap<>();

  BatchJobs(Account account, DatasetStore datasets, Inference inference, Background background) {
    this.account = account;
    this.datasets = datasets;
    this.inference = inference;
    this.background = background;
  }

  void addTo(Routes routes) {
    new Collection(routes, PLURAL)
        .add("GET", "", e -> Listing.page(e, PLURAL, objects()))
        .add("POST", "", this::create)
        .add("GET", "/{id}", e -> object(e, get(e.pathValue("id"))))
        .add("DELETE", "/{id}", this::delete);
  }

  private synchronized List<ObjectNode> objects() {
    return jobs.values().stream().map(job -> job.object(account.now())).toList();
  }

  private synchronized BatchJob get(String id) {
    BatchJob job = jobs.get(id);
    if (job == null) {
      throw Grpc.NOT_FOUND.problem(
          "batch inference job " + Account.name(PLURAL, id) + " not found");
    }
    return job;
  }

  private Reply object(Exchange exchange, BatchJob job) {
    return Reply.json(200, Listing.masked(job.object(account.now()), exchange));
  }

  private synchronized Reply delete(Exchange exchange) {
    get(exchange.pathValue("id"));
    jobs.remove(exchange.pathValue("id"));
    return Reply.json(200, Json.object());
  }

  private synchronized Reply create(Exchange exchange) throws IOException {
    ObjectNode fields = RequestBody.read(exchange, "batchInferenceJob");
    String given = exchange.queryValues().getOrDefault("batchInferenceJobId", "");
    String id =
        given.isEmpty() ? "b" + account.hex(15) : Names.chosen(given, "batch_inference_job_id");
    if (jobs.containsKey(id)) {
      throw Grpc.ALREADY_EXISTS.problem(
          "batch inference job " + Account.name(PLURAL, id) + " already exists");
    }
    Set<String> answered = continued(fields);
    String model = fields.path("model").asText("");
    Grpc.unless(!model.isEmpty(), "model is required");
    Dataset input = datasets.ready(fields.path("inputDatasetId").asText(""), "input_dataset_id");
    callable(model);
    ObjectNode settings = BatchParameters.read(fields.path("inferenceParameters"));
    BatchLines lines = new BatchLines(inference, model, settings);
    output(fields, id);
    BatchJob job = new BatchJob(
        new BatchJob.Order(id, fields, account.now()),
        background.start(work(input, lines, answered)),
        this::publish);
    jobs.put(id, job);
    return object(exchange, job);
  }

  /** Takes over input and model of an earlier batch; gives back the requests it has answered. */
  private Set<String> continued(ObjectNode fields) {
    String name = fields.path("continuedFromJobName").asText("");
    if (name.isEmpty()) {
      return Set.of();
    }
    BatchJob earlier = get(Names.id(name, PLURAL, "continued_from_job_name"));
    ObjectNode before = earlier.object(account.now());
    for (String field : List.of("inputDatasetId", "model")) {
      if (!fields.has(field)) {
        fields.set(field, before.get(field));
      }
    }
    Set<String> answered = new HashSet<>();
    earlier
        .done(account.now())
        .forEach(line -> answered.add(line.json().path("custom_id").asText()));
    return answered;
  }

  private static Callable<BatchWork.Result> work(
      Dataset input, BatchLines lines, Set<String> answered) {
    return () -> {
      BatchWork.Result result =
          new BatchWork(input.files().values().iterator().next().place(), lines).call();
      return new BatchWork.Result(
          result.flaws(),
          result.lines().stream()
              .filter(line -> !answered.contains(line.json().path("custom_id").asText()))
              .toList());
    };
  }

  private void callable(String model) {
    try {
      inference.models().ready(model);
    } catch (Problem notThere) {
      throw Grpc.INVALID_ARGUMENT.problem(
          "model " + model + " cannot be used for a batch: " + notThere.getMessage());
    }
  }

  /** The data set for the answers has the name that was given, or one like the batch. */
  private void output(ObjectNode fields, String id) {
    String given = fields.path("outputDatasetId").asText("");
    String output =
        given.isEmpty() ? id + "-output" : Names.id(given, "datasets", "output_dataset_id");
    if (given.isEmpty() || datasets.find(output).isEmpty()) {
      datasets.create(Names.chosen(output, "output_dataset_id"), Json.object());
    }
    if (!datasets.get(output).files().isEmpty()) {
      throw Grpc.FAILED_PRECONDITION.problem(
          "dataset " + Account.name("datasets", output) + " has files already");
    }
    fields.put("outputDatasetId", Account.name("datasets", output));
  }

  private void publish(BatchJob.Order order, List<BatchWork.Line> lines) {
    Map<String, Folder.Writer> files = new LinkedHashMap<>();
    for (boolean answered : new boolean[] {true, false}) {
      byte[] text = BatchWork.text(lines, answered);
      if (text.length > 0) {
        files.put(answered ? ANSWERS : ERRORS, out -> out.write(text));
      }
    }
    String id = Names.id(
        order.fields().get("outputDatasetId").textValue(), "datasets", "output_dataset_id");
    try {
      datasets.fill(id, files, lines.size());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot keep the answers of a batch", e);
    }
  }
}
