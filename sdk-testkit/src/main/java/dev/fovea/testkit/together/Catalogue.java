package dev.fovea.testkit.together;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fovea.testkit.server.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** What Together offers: base models, their tuning limits, instance types. Read from dated data. */
final class Catalogue {
  private final JsonNode data;

  private Catalogue(JsonNode data) {
    this.data = data;
  }

  static Catalogue load() {
    try (InputStream in = Catalogue.class.getResourceAsStream("catalogue.json")) {
      if (in == null) {
        throw new IllegalStateException("catalogue.json is missing from the jar");
      }
      return new Catalogue(Json.read(in.readAllBytes()));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read catalogue.json", e);
    }
  }

  List<Model> models() {
    return StreamSupport.stream(data.get("models").spliterator(), false)
        .map(Model::new)
        .toList();
  }

  Optional<Model> model(String name) {
    return models().stream().filter(m -> m.name().equals(name)).findFirst();
  }

  /** The models that turn texts into vectors, by name with their vectors' length. */
  JsonNode embeddingModels() {
    return data.get("embedding_models");
  }

  JsonNode limits() {
    return data.get("limits");
  }

  List<JsonNode> instanceTypes() {
    return StreamSupport.stream(data.get("instance_types").spliterator(), false).toList();
  }

  /** The instance types a model has a certified config for. */
  List<JsonNode> certified() {
    return StreamSupport.stream(data.get("configs").spliterator(), false)
        .flatMap(id -> instanceTypes().stream().filter(t -> t.get("id").equals(id)))
        .toList();
  }

  ObjectNode limits(Model model) {
    JsonNode limits = limits();
    ObjectNode answer = Json.object().put("model_name", model.name());
    for (String field : List.of(
        "max_num_epochs",
        "max_num_evals",
        "max_num_checkpoints",
        "max_learning_rate",
        "min_learning_rate",
        "min_max_seq_length",
        "max_seq_length_sft",
        "max_seq_length_dpo")) {
      answer.set(field, limits.get(field));
    }
    answer
        .put("supports_vision", model.vision())
        .put("supports_tools", true)
        .put("supports_reasoning", false)
        .put("merge_output_lora", true)
        .put("supports_full_training", model.full())
        .put("default_gradient_accumulation_steps", 1);
    if (model.full()) {
      batches(answer.putObject("full_training"), "full");
    }
    ObjectNode lora = answer.putObject("lora_training");
    batches(lora, "lora");
    lora.put("max_rank", model.maxRank()).set("target_modules", limits.get("target_modules"));
    return answer;
  }

  private void batches(ObjectNode limits, String training) {
    limits.set("max_batch_size", limits().get(training + "_max_batch_size"));
    limits.set("max_batch_size_dpo", limits().get(training + "_max_batch_size_dpo"));
    limits.set("min_batch_size", limits().get("min_batch_size"));
  }

  /** One base model. */
  static final class Model {
    private final JsonNode data;

    private Model(JsonNode data) {
      this.data = data;
    }

    String name() {
      return data.get("name").textValue();
    }

    /** The name without its maker. */
    String bareName() {
      return data.get("display_name").textValue();
    }

    boolean full() {
      return data.get("full").booleanValue();
    }

    boolean vision() {
      return data.get("vision").booleanValue();
    }

    /** Whether it takes films. */
    boolean video() {
      return data.path("video").asBoolean(false);
    }

    int maxRank() {
      return data.get("max_rank").intValue();
    }

    boolean serverless() {
      return data.get("serverless").booleanValue();
    }

    long contextLength() {
      return data.get("context_length").longValue();
    }

    double price() {
      return data.get("dollars_per_million_tokens").doubleValue();
    }

    /** Its id in the registry. */
    String registryId() {
      return "ml_" + bareName().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
    }
  }
}
