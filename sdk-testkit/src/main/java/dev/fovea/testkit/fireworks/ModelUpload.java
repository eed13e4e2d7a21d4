package dev.fovea.testkit.fireworks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fovea.testkit.server.Exchange;
import dev.fovea.testkit.server.Json;
import dev.fovea.testkit.server.Reply;
import dev.fovea.testkit.storage.Blob;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Map;
import java.util.TreeMap;

/** The files of a model: brought through the bucket, looked at, and given back. */
final class ModelUpload {
  private static final String CONFIG = "adapter_config.json";
  private static final int LONGEST_CONFIG = 1 << 20;

  private final Account account;
  private final Storage storage;

  ModelUpload(Account account, Storage storage) {
    this.account = account;
    this.storage = storage;
  }

  Reply endpoint(Exchange exchange, Model model) throws IOException {
    JsonNode sizes = RequestBody.read(exchange, "uploadEndpoint").path("filenameToSize");
    Grpc.unless(sizes.size() > 0, "filename_to_size is required");
    if (model.isReady(account.now())) {
      throw Grpc.FAILED_PRECONDITION.problem("model " + model.name() + " is READY already");
    }
    ObjectNode answer = Json.object();
    ObjectNode urls = answer.putObject("filenameToSignedUrls");
    answer.putObject("filenameToUnsignedUris");
    sizes.properties().forEach(file -> {
      String name = file.getKey();
      long size = Long.parseLong(file.getValue().textValue());
      model.announce(name, size);
      urls.put(
          name,
          storage.toPut(
              exchange, model.name() + "/" + name, size, bytes -> model.put(name, bytes)));
    });
    return Reply.json(200, answer);
  }

  /** Looks whether the files are there and fit; then the model is ready. */
  Reply validate(Exchange exchange, Model model) throws IOException {
    ObjectNode answer = Json.object();
    ArrayNode warnings = answer.putArray("warnings");
    if (model.isReady(account.now())) {
      return Reply.json(200, answer);
    }
    boolean configOnly = exchange.queryValues().getOrDefault("configOnly", "").equals("true");
    Map<String, Blob> files = model.files();
    if (files.isEmpty()) {
      throw Grpc.FAILED_PRECONDITION.problem("nothing was uploaded to " + model.name());
    }
    for (String name : model.announced().keySet()) {
      Grpc.unless(configOnly || files.containsKey(name), "file " + name + " was not uploaded");
    }
    if (model.isAddon()) {
      config(model, files, warnings);
    }
    boolean weights =
        files.keySet().stream().anyMatch(f -> f.endsWith(".safetensors") || f.endsWith(".bin"));
    Grpc.unless(configOnly || weights, "no weights were uploaded: a .safetensors file is missing");
    if (!configOnly) {
      model.uploaded(account.now());
    }
    return Reply.json(200, answer);
  }

  private static void config(Model model, Map<String, Blob> files, ArrayNode warnings)
      throws IOException {
    Blob file = files.get(CONFIG);
    if (file == null || file.size() > LONGEST_CONFIG) {
      throw Grpc.INVALID_ARGUMENT.problem(CONFIG + " is missing or too large");
    }
    JsonNode config;
    try {
      config = Json.read(Files.readAllBytes(file.place()));
    } catch (IOException notJson) {
      throw Grpc.INVALID_ARGUMENT.problem(CONFIG + " is not JSON");
    }
    Grpc.unless(config.path("r").isInt(), CONFIG + " must say the rank, r");
    int rank = model.object(model.createdAt()).at("/peftDetails/r").asInt();
    if (config.get("r").asInt() != rank) {
      warnings.add("the rank in " + CONFIG + " is " + config.get("r").asInt()
          + ", peft_details says " + rank);
    }
  }

  /** A model's files; those of a job's model are made up, with no weight in them. */
  static Map<String, Storage.Content> contents(Model model) {
    Map<String, Storage.Content> contents = new TreeMap<>();
    model.files().forEach((name, file) -> contents.put(name, Storage.Content.of(file)));
    if (model.isOfJob()) {
      ObjectNode object = model.object(model.createdAt());
      ObjectNode config = Json.object()
          .put("peft_type", "LORA")
          .put("base_model_name_or_path", model.base().name())
          .put("r", object.at("/peftDetails/r").asInt());
      config.set("target_modules", object.at("/peftDetails/targetModules"));
      String text = new String(Json.bytes(config), StandardCharsets.UTF_8);
      contents.put(CONFIG, Storage.Content.of(text));
      // Eight bytes say how long the header is; an empty one names no tensor.
      contents.put(
          "adapter_model.safetensors",
          Storage.Content.of("\u0002\u0000\u0000\u0000\u0000\u0000\u0000\u0000{}"));
    }
    return contents;
  }
}
