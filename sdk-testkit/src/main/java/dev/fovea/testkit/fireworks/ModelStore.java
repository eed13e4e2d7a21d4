package dev.fovea.testkit.fireworks;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fovea.testkit.learning.TunedModel;
import dev.fovea.testkit.server.Json;
import dev.fovea.testkit.storage.Blob;
import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The account's models, and those that are there for everybody. Thread-safe. */
final class ModelStore {
  /**
   * What can be trained, deployed or asked.
   *
   * @param name the full name
   * @param base the base model it is or was made from
   * @param learned what it has learned; null if nothing
   * @param addon whether it is an adapter that needs its base
   */
  record Weights(
      String name, Catalogue.Model base, @Nullable TunedModel learned, boolean addon) {}

  private final Account account;
  private final Catalogue catalogue;
  private final Map<String, Model> models = new LinkedHashMap<>();

  ModelStore(Account account, Catalogue catalogue) {
    this.account = account;
    this.catalogue = catalogue;
  }

  /** Makes a model that waits for its files; 409 when the id is taken. */
  Model create(String id, ObjectNode fields) {
    String kind = fields.path("kind").asText(Model.ADDON);
    Catalogue.Model base;
    if (kind.equals(Model.ADDON)) {
      base = addonBase(fields);
    } else {
      Grpc.unless(
          !kind.equals("HF_BASE_MODEL") || fields.has("baseModelDetails"),
          "base_model_details is required for HF_BASE_MODEL");
      base = own(id, fields);
    }
    ObjectNode filled = fields.deepCopy().put("kind", kind);
    return put(new Model(id, filled, base, null, account.now()));
  }

  private Catalogue.Model addonBase(ObjectNode fields) {
    Grpc.unless(fields.has("peftDetails"), "peft_details is required for HF_PEFT_ADDON");
    String name = fields.at("/peftDetails/baseModel").asText("");
    Grpc.unless(!name.isEmpty(), "peft_details.base_model is required");
    int rank = fields.at("/peftDetails/r").asInt(0);
    Grpc.unless(rank >= 4 && rank <= 64, "peft_details.r must be between 4 and 64, got " + rank);
    Grpc.unless(
        fields.at("/peftDetails/targetModules").size() > 0,
        "peft_details.target_modules is required");
    return find(name)
        .map(Weights::base)
        .orElseThrow(() -> Grpc.NOT_FOUND.problem("model " + name + " not found"));
  }

  private static Catalogue.Model own(String id, ObjectNode fields) {
    ObjectNode data = Json.object()
        .put("name", Account.name("models", id))
        .put("id", id)
        .put("display_name", fields.path("displayName").asText(id))
        .put("kind", fields.path("kind").asText())
        .put("vision", fields.path("supportsImageInput").asBoolean(false))
        .put("tools", fields.path("supportsTools").asBoolean(false))
        .put("context_length", fields.path("contextLength").asInt(32_768))
        .put("parameters", fields.at("/baseModelDetails/parameterCount").asLong(0));
    return new Catalogue.Model(data);
  }

  /** Keeps the name of what a job will leave; 409 when the id is taken. */
  Model output(String id, ObjectNode fields, Catalogue.Model base, Model.Origin origin) {
    return put(new Model(id, fields, base, origin, account.now()));
  }

  /** Refuses an id that something is to be found under. */
  synchronized void free(String id) {
    Model before = models.get(id);
    if (before != null && before.isThere(account.now())) {
      throw Grpc.ALREADY_EXISTS.problem("model " + before.name() + " already exists");
    }
  }

  private synchronized Model put(Model model) {
    String id = model.name().substring(Account.name("models", "").length());
    free(id);
    models.put(id, model);
    return model;
  }

  synchronized Model get(String id) {
    Model model = models.get(id);
    if (model == null || !model.isThere(account.now())) {
      throw Grpc.NOT_FOUND.problem("model " + Account.name("models", id) + " not found");
    }
    return model;
  }

  /** Everything that is ready under a full name. */
  synchronized Optional<Weights> find(String name) {
    Optional<Catalogue.Model> open = catalogue.model(name);
    if (open.isPresent()) {
      return open.map(m -> new Weights(name, m, null, false));
    }
    return models.values().stream()
        .filter(m -> m.name().equals(name) && m.isReady(account.now()))
        .map(m -> new Weights(name, m.base(), m.learned().orElse(null), m.isAddon()))
        .findFirst();
  }

  /** The ready model that a field names; 404 when there is none. */
  Weights required(String name, String field) {
    Grpc.unless(!name.isEmpty(), field + " is required");
    return find(name).orElseThrow(() -> Grpc.NOT_FOUND.problem("model " + name + " not found"));
  }

  void delete(String id) throws IOException {
    Model model = get(id);
    synchronized (this) {
      models.remove(id);
    }
    for (Blob file : model.files().values()) {
      file.delete();
    }
  }

  synchronized List<Model> own() {
    Instant now = account.now();
    return models.values().stream().filter(m -> m.isThere(now)).toList();
  }

  Catalogue catalogue() {
    return catalogue;
  }
}
