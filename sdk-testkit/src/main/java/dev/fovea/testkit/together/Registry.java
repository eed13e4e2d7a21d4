package dev.fovea.testkit.together;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fovea.testkit.learning.TunedModel;
import dev.fovea.testkit.server.Json;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The models that can be deployed: base models of the platform, what the account's finished jobs
 * left, and what it registered. Thread-safe.
 */
final class Registry {
  static final String PLATFORM = "proj_platform";

  /**
   * A registered model.
   *
   * @param id its id
   * @param project whose it is
   * @param name its qualified name
   * @param revision its newest revision
   * @param base the base model below it
   * @param job the job that made it; empty for base models
   * @param adapter whether it is only an adapter, which no config serves by itself
   * @param told what its owner says about it
   */
  record Entry(
      String id,
      String project,
      String name,
      String revision,
      Catalogue.Model base,
      List<Job> job,
      boolean adapter,
      ObjectNode told) {
    Optional<TunedModel> tuned(java.time.Instant now) {
      return job.stream().findFirst().flatMap(j -> j.tuned(now));
    }

    String path() {
      return "projects/" + project + "/models/" + id;
    }

    ObjectNode object() {
      ObjectNode object = Json.object()
          .put("id", id)
          .put("name", name)
          .put("organizationId", "org_embedded")
          .put("projectId", project)
          .put(
              "visibility", project.equals(PLATFORM) ? "VISIBILITY_INTERNAL" : "VISIBILITY_PRIVATE")
          .put("baseModel", base.name())
          .put("baseModelId", base.registryId());
      object
          .putObject("weights")
          .put("type", adapter ? "WEIGHTS_TYPE_ADAPTER" : "WEIGHTS_TYPE_DEFAULT")
          .put("contextLength", String.valueOf(base.contextLength()))
          .putObject("parameters")
          .put("total", "8767123456");
      ObjectNode more = told.deepCopy();
      more.remove("name");
      object.setAll(more);
      return object;
    }
  }

  private final Account account;
  private final Catalogue catalogue;
  private final JobStore jobs;
  private final ModelUploads uploads;
  private final Map<String, ObjectNode> changes = new HashMap<>();
  private final Set<String> deleted = new HashSet<>();
  private final List<Entry> registered = new ArrayList<>();

  Registry(Account account, Catalogue catalogue, JobStore jobs, ModelUploads uploads) {
    this.account = account;
    this.catalogue = catalogue;
    this.jobs = jobs;
    this.uploads = uploads;
  }

  /** Makes an entry whose weights come later. */
  synchronized Entry register(String id, Catalogue.Model base, boolean adapter, JsonNode request) {
    String name = Account.SLUG + "/" + request.get("name").asText();
    if (own().stream().anyMatch(e -> e.name().equals(name))) {
      throw Refusals.managed(409, 6, "model " + name + " already exists");
    }
    ObjectNode told = Json.object();
    if (request.has("description")) {
      told.set("description", request.get("description"));
    }
    Entry entry = new Entry(id, Account.PROJECT, name, "", base, List.of(), adapter, told);
    registered.add(entry);
    return entry;
  }

  synchronized Entry change(String id, ObjectNode change) {
    changes.computeIfAbsent(id, unchanged -> Json.object()).setAll(change);
    return byId(id).orElseThrow();
  }

  synchronized void delete(String id) {
    deleted.add(id);
  }

  /** The project's models as they are now: without the deleted, with what was changed. */
  synchronized List<Entry> own() {
    List<Entry> all = trained();
    all.addAll(registered);
    return all.stream()
        .filter(entry -> !deleted.contains(entry.id()))
        .map(this::present)
        .toList();
  }

  private Entry present(Entry entry) {
    ObjectNode told = entry.told().deepCopy();
    told.setAll(changes.getOrDefault(entry.id(), Json.object()));
    String name = told.has("name") ? Account.SLUG + "/" + told.get("name").asText() : entry.name();
    return new Entry(
        entry.id(),
        entry.project(),
        name,
        entry.job().isEmpty() ? uploads.revision(entry.id()).orElse("") : entry.revision(),
        entry.base(),
        entry.job(),
        entry.adapter(),
        told);
  }

  private List<Entry> trained() {
    List<Entry> own = new ArrayList<>();
    for (Job job : jobs.all()) {
      if (job.status(account.now()).equals("completed")) {
        Job.Outcome names = job.order().names();
        Catalogue.Model base = job.order().base();
        own.add(new Entry(
            names.modelId(),
            Account.PROJECT,
            names.name(),
            names.revisionId(),
            base,
            List.of(job),
            false,
            Json.object()));
        if (job.isLora()) {
          own.add(new Entry(
              names.adapterId(),
              Account.PROJECT,
              names.name() + "-adapter",
              names.revisionId() + "a",
              base,
              List.of(job),
              true,
              Json.object()));
        }
      }
    }
    return own;
  }

  private List<Entry> platform() {
    return catalogue.models().stream()
        .map(m -> new Entry(
            m.registryId(), PLATFORM, m.name(), "rv_1", m, List.of(), false, Json.object()))
        .toList();
  }

  Optional<Entry> byId(String id) {
    List<Entry> all = new ArrayList<>(own());
    all.addAll(platform());
    return all.stream().filter(e -> e.id().equals(id)).findFirst();
  }

  /** The model behind {@code projects/{p}/models/{ml}[/revisions/{rv}]}. */
  Entry byPath(String path) {
    String[] parts = path.split("/", -1);
    boolean shaped = (parts.length == 4 || parts.length == 6)
        && parts[0].equals("projects")
        && parts[2].equals("models");
    return (shaped ? byId(parts[3]) : Optional.<Entry>empty())
        .filter(e -> e.project().equals(parts[1]))
        .filter(e ->
            parts.length == 4 || (parts[4].equals("revisions") && parts[5].equals(e.revision())))
        .orElseThrow(
            () -> Refusals.managed(400, 3, "Invalid Argument: unknown model '" + path + "'"));
  }

  /** The certified ways to run a model; none for adapters and for models without weights. */
  List<ObjectNode> configs(Entry model) {
    List<ObjectNode> configs = new ArrayList<>();
    if (model.adapter() || model.revision().isEmpty()) {
      return configs;
    }
    for (JsonNode type : catalogue.certified()) {
      ObjectNode config = Json.object()
          .put("id", "cr_" + model.id().substring(3) + "x" + configs.size())
          .put("projectId", PLATFORM)
          .put("referenceModel", model.path())
          .put("referenceModelId", model.id());
      var selectors = config.putArray("selectors");
      selectors
          .addObject()
          .put("key", "accelerator_type")
          .put("value", type.get("gpuType").textValue());
      selectors
          .addObject()
          .put("key", "accelerator_count")
          .put("value", type.get("gpuCount").asText());
      config.putArray("certifications");
      configs.add(config);
    }
    return configs;
  }

  /** A config by its id, whatever model it is for. */
  Optional<ObjectNode> config(String id) {
    List<Entry> all = new ArrayList<>(own());
    all.addAll(platform());
    return all.stream()
        .flatMap(model -> configs(model).stream())
        .filter(config -> config.get("id").textValue().equals(id))
        .findFirst();
  }

  /** The instance type a config runs on. */
  String hardware(ObjectNode config) {
    String id = config.get("id").textValue();
    int index = Integer.parseInt(id.substring(id.lastIndexOf('x') + 1));
    return catalogue.certified().get(index).get("id").textValue();
  }
}
