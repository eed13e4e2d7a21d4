package dev.fovea.testkit.openai;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fovea.testkit.server.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Everything that answers: base models, tuned ones and their checkpoints. Thread-safe. */
final class ModelStore implements ServedModels {
  private static final String STEP = ":ckpt-step-";

  private final Account account;
  private final Catalogue catalogue;
  private final Settings settings;
  private final Map<String, TuningJob> tuned = new LinkedHashMap<>();

  ModelStore(Account account, Catalogue catalogue, Settings settings) {
    this.account = account;
    this.catalogue = catalogue;
    this.settings = settings;
  }

  /** Takes in the model a job will leave. */
  synchronized void add(TuningJob job) {
    tuned.put(job.order().result(), job);
  }

  /** The name of a job's state after a step. */
  static String checkpoint(TuningJob job, int step) {
    return job.order().result() + STEP + step;
  }

  @Override
  public Optional<Served> find(String name) {
    Optional<Catalogue.Model> base = catalogue.model(name);
    return base.isPresent()
        ? base.map(model -> new Served(name, model, null))
        : serving(name)
            .map(job -> new Served(name, job.order().base(), job.learned().orElse(null)));
  }

  /** The job behind a name that answers by now. */
  private Optional<TuningJob> serving(String name) {
    int step = name.indexOf(STEP);
    String model = step < 0 ? name : name.substring(0, step);
    Optional<TuningJob> job;
    synchronized (this) {
      job = Optional.ofNullable(tuned.get(model));
    }
    return job.filter(found -> step < 0 ? isLoaded(found) : isKept(found, name));
  }

  private boolean isLoaded(TuningJob job) {
    Instant now = account.now();
    return job.hasSucceeded(now) && !now.isBefore(job.finishedAt().plus(settings.modelDelay()));
  }

  private boolean isKept(TuningJob job, String name) {
    Instant now = account.now();
    return job.checkpoints(now).stream()
        .anyMatch(state -> checkpoint(job, state.step()).equals(name)
            && !now.isBefore(state.at().plus(settings.modelDelay())));
  }

  /** Whether a name is a checkpoint that was kept, loaded or not. */
  boolean isCheckpoint(String name) {
    int step = name.indexOf(STEP);
    TuningJob job;
    synchronized (this) {
      job = step < 0 ? null : tuned.get(name.substring(0, step));
    }
    return job != null
        && job.checkpoints(account.now()).stream()
            .anyMatch(state -> checkpoint(job, state.step()).equals(name));
  }

  /** All models that are listed; the order is nobody's promise. */
  List<ObjectNode> all() {
    List<TuningJob> jobs;
    synchronized (this) {
      jobs = List.copyOf(tuned.values());
    }
    List<ObjectNode> all = new ArrayList<>();
    catalogue.models().forEach(model -> all.add(object(model)));
    jobs.stream()
        .filter(this::isLoaded)
        .forEach(job -> all.add(object(job.order().result(), job)));
    return all;
  }

  /** A model by its name; refused when there is none. */
  ObjectNode get(String name) {
    Optional<Catalogue.Model> base = catalogue.model(name);
    return base.isPresent()
        ? object(base.get())
        : object(name, serving(name).orElseThrow(() -> missing(name)));
  }

  /** Forgets a tuned model; base models stay, whoever asks. */
  void delete(String name) {
    if (catalogue.model(name).isPresent()) {
      throw OpenAiErrors.of(
          403, "You have insufficient permissions to delete the model '" + name + "'.", null, null);
    }
    if (serving(name).isEmpty()) {
      throw missing(name);
    }
    synchronized (this) {
      tuned.remove(name);
    }
  }

  private static RuntimeException missing(String name) {
    return OpenAiErrors.of(
        404, "The model '" + name + "' does not exist", "model", "model_not_found");
  }

  private static ObjectNode object(Catalogue.Model model) {
    return object(model.id(), model.created(), "system");
  }

  private static ObjectNode object(String name, TuningJob job) {
    return object(name, job.finishedAt().getEpochSecond(), Account.ORGANIZATION);
  }

  private static ObjectNode object(String id, long created, String owner) {
    return Json.object()
        .put("id", id)
        .put("object", "model")
        .put("created", created)
        .put("owned_by", owner);
  }
}
