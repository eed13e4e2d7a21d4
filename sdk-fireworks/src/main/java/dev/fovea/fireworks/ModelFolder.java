package dev.fovea.fireworks;

import dev.fovea.error.UnreadableResponseException;
import dev.fovea.json.JsonCodec;
import dev.fovea.provider.SpecFields;
import dev.fovea.provider.WireObject;
import dev.fovea.transport.Content;
import dev.fovea.transport.FileContent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A model's files on this machine: what lies in the folder itself and is not hidden. For one
 * upload.
 */
final class ModelFolder {
  private static final String ADAPTER_CONFIG = "adapter_config.json";
  private static final String BASE_MODEL = "HF_BASE_MODEL";
  private static final int LONGEST_CONFIG = 1 << 20;

  private final Path folder;
  private final Map<String, FileContent> files = new TreeMap<>();

  private ModelFolder(Path folder) {
    this.folder = folder;
  }

  /**
   * Looks into a folder.
   *
   * @throws IllegalArgumentException if it is none or has no files
   */
  static ModelFolder of(Path folder) {
    if (!Files.isDirectory(folder)) {
      throw new IllegalArgumentException("fireworks: cannot upload a model from " + folder
          + ": it is not a folder; give the one with the model's files");
    }
    ModelFolder found = new ModelFolder(folder);
    try (Stream<Path> entries = Files.list(folder)) {
      for (Path entry : entries.toList()) {
        String name = String.valueOf(entry.getFileName());
        if (Files.isRegularFile(entry) && !name.startsWith(".")) {
          found.files.put(name, Content.file(entry));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("fireworks: cannot read folder " + folder, e);
    }
    if (found.files.isEmpty()) {
      throw new IllegalArgumentException(
          "fireworks: cannot upload a model from " + folder + ": there is no file in it");
    }
    return found;
  }

  Map<String, FileContent> files() {
    return files;
  }

  long bytes() {
    return files.values().stream().mapToLong(FileContent::length).sum();
  }

  /**
   * {@return what the caller said about the model, and what the folder tells besides}
   *
   * @throws IllegalArgumentException if it does not suffice
   */
  Map<String, @Nullable Object> described(SpecFields said) {
    Map<String, @Nullable Object> model = new LinkedHashMap<>();
    if (!said.names().isEmpty()) {
      model.putAll(said.body("upload model"));
    }
    boolean adapter = files.containsKey(ADAPTER_CONFIG);
    model.putIfAbsent("kind", adapter ? "HF_PEFT_ADDON" : BASE_MODEL);
    if (adapter) {
      model.put("peftDetails", adapter(model.get("peftDetails")));
    } else if (BASE_MODEL.equals(model.get("kind"))) {
      model.putIfAbsent("baseModelDetails", Map.of("checkpointFormat", "HUGGINGFACE"));
    }
    return model;
  }

  private Map<String, @Nullable Object> adapter(@Nullable Object said) {
    Map<String, @Nullable Object> adapter = new LinkedHashMap<>();
    if (said instanceof Map<?, ?> fields) {
      fields.forEach((name, value) -> adapter.put(String.valueOf(name), value));
    }
    if (!adapter.containsKey("baseModel")) {
      throw incomplete("say with baseModel(..) which of Fireworks' models it belongs to, such as"
          + " accounts/fireworks/models/qwen3-vl-8b-instruct");
    }
    WireObject config = config();
    if (!adapter.containsKey("r")) {
      int rank = config.count("r").orElse(0);
      ServingFacts.bundled().check("the rank of an uploaded adapter", rank);
      adapter.put("r", rank);
    }
    if (!adapter.containsKey("targetModules")) {
      List<String> modules = config.texts("target_modules");
      if (modules.isEmpty()) {
        throw incomplete(
            ADAPTER_CONFIG + " does not list target_modules; name them with targetModules(..)");
      }
      adapter.put("targetModules", modules);
    }
    return adapter;
  }

  private IllegalArgumentException incomplete(String what) {
    return new IllegalArgumentException(
        "fireworks: cannot upload the adapter in " + folder + ": " + what);
  }

  private WireObject config() {
    Path file = folder.resolve(ADAPTER_CONFIG);
    try {
      if (Files.size(file) > LONGEST_CONFIG) {
        throw new IllegalArgumentException("fireworks: " + file + " is too large for what it is");
      }
      return WireObject.of(JsonCodec.shared().readMap(Files.readAllBytes(file)));
    } catch (IOException e) {
      throw new UncheckedIOException("fireworks: cannot read " + file, e);
    } catch (UnreadableResponseException e) {
      throw new IllegalArgumentException("fireworks: " + file + " is no JSON object", e);
    }
  }
}
