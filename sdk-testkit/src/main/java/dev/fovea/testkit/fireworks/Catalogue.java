package dev.fovea.testkit.fireworks;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fovea.testkit.server.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** What Fireworks offers to everybody: base models and accelerators. Read from dated data. */
final class Catalogue {
  /** The account that public models live in. */
  static final String PUBLIC = "fireworks";

  private final List<Model> models;

  private Catalogue(JsonNode data) {
    this.models = StreamSupport.stream(data.get("models").spliterator(), false)
        .map(Model::new)
        .toList();
  }

  static Catalogue load() {
    return new Catalogue(resource("catalogue.json"));
  }

  /** Reads dated data that stands beside this class. */
  static JsonNode resource(String name) {
    try (InputStream in = Catalogue.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException(name + " is missing from the jar");
      }
      return Json.read(in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + name, e);
    }
  }

  List<Model> models() {
    return models;
  }

  /** Finds a model by its full name. */
  Optional<Model> model(String name) {
    return models.stream().filter(m -> m.name().equals(name)).findFirst();
  }

  /** One base model. */
  record Model(JsonNode data) {
    /** The full name, {@code accounts/fireworks/models/..} unless it is a user's own. */
    String name() {
      return data.path("name").asText("accounts/" + PUBLIC + "/models/" + id());
    }

    String id() {
      return data.get("id").textValue();
    }

    String displayName() {
      return data.get("display_name").textValue();
    }

    /** {@code HF_BASE_MODEL}, {@code EMBEDDING_MODEL} and the like. */
    String kind() {
      return data.path("kind").asText("HF_BASE_MODEL");
    }

    boolean vision() {
      return data.path("vision").asBoolean(false);
    }

    /** Whether it takes films. */
    boolean video() {
      return data.path("video").asBoolean(false);
    }

    boolean tools() {
      return data.path("tools").asBoolean(false);
    }

    /** Whether it thinks before it answers. */
    boolean reasoning() {
      return data.path("reasoning").asBoolean(false);
    }

    boolean tunable() {
      return data.path("tunable").asBoolean(false);
    }

    boolean serverless() {
      return data.path("serverless").asBoolean(false);
    }

    long contextLength() {
      return data.get("context_length").longValue();
    }

    long parameters() {
      return data.get("parameters").longValue();
    }

    /** What a million tokens of training cost. */
    double trainingDollars() {
      return data.path("training_dollars").asDouble(0.5);
    }

    /** How many accelerators one replica needs. */
    int accelerators() {
      return data.path("accelerators").asInt(1);
    }

    /** The length of its vectors; absent when it makes none. */
    Optional<Integer> dimensions() {
      return data.has("dimensions")
          ? Optional.of(data.get("dimensions").intValue())
          : Optional.empty();
    }

    /** Whether it ranks documents. */
    boolean reranker() {
      return data.path("reranker").asBoolean(false);
    }
  }
}
