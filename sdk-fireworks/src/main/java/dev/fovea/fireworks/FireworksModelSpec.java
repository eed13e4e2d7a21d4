package dev.fovea.fireworks;

import dev.fovea.file.UploadProgress;
import dev.fovea.provider.SpecFields;
import dev.fovea.provider.WireSpec;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * What a model of one's own is. Fields without a method here go through {@link #putExtraProperty}.
 */
public final class FireworksModelSpec extends WireSpec<FireworksModelSpec> {
  private static final String ADAPTER = "peftDetails";

  private final FireworksModelChecks checks = new FireworksModelChecks();
  private UploadProgress progress = (phase, done, total) -> {};

  FireworksModelSpec() {
    super(FireworksProvider.ID);
  }

  /**
   * Sets the name people read.
   *
   * @param displayName fewer than 64 characters
   * @return these settings
   */
  public FireworksModelSpec displayName(String displayName) {
    ServingFacts.bundled().check("the length of displayName", displayName.length());
    return set("displayName", displayName);
  }

  /**
   * Sets what is said about it.
   *
   * @param description fewer than 1000 characters
   * @return these settings
   */
  public FireworksModelSpec description(String description) {
    ServingFacts.bundled().check("the length of description", description.length());
    return set("description", description);
  }

  /**
   * Sets what it is.
   *
   * @param kind Fireworks' word; an upload takes {@code HF_PEFT_ADDON} for a folder with an
   *     {@code adapter_config.json} and {@code HF_BASE_MODEL} for others
   * @return these settings
   */
  public FireworksModelSpec kind(String kind) {
    return set("kind", kind);
  }

  /**
   * Sets the model an adapter belongs to. Required for adapters.
   *
   * @param baseModel its full name at Fireworks, {@code accounts/fireworks/models/…}
   * @return these settings
   */
  public FireworksModelSpec baseModel(String baseModel) {
    return set(ADAPTER, "baseModel", baseModel);
  }

  /**
   * Sets the rank of an adapter. An upload takes it from {@code adapter_config.json}.
   *
   * @param rank 4 to 64
   * @return these settings
   */
  public FireworksModelSpec rank(int rank) {
    ServingFacts.bundled().check("the rank of an uploaded adapter", rank);
    return set(ADAPTER, "r", rank);
  }

  /**
   * Sets which parts of the model an adapter changes. An upload takes them from
   * {@code adapter_config.json}.
   *
   * @param modules their names, such as {@code q_proj}
   * @return these settings
   */
  public FireworksModelSpec targetModules(String... modules) {
    return set(ADAPTER, "targetModules", List.of(modules));
  }

  /**
   * Sets what a base model is.
   *
   * @param details by Fireworks' words, such as {@code checkpointFormat} with {@code HUGGINGFACE}
   * @return these settings
   */
  public FireworksModelSpec baseModelDetails(Map<String, ?> details) {
    return set("baseModelDetails", Map.copyOf(details));
  }

  /**
   * Sets the most tokens of a request and its answer.
   *
   * @param contextLength the number of tokens
   * @return these settings
   */
  public FireworksModelSpec contextLength(int contextLength) {
    return set("contextLength", contextLength);
  }

  /**
   * Sets whether pictures can be given to it.
   *
   * @param supportsImageInput true to allow it
   * @return these settings
   */
  public FireworksModelSpec supportsImageInput(boolean supportsImageInput) {
    return set("supportsImageInput", supportsImageInput);
  }

  /**
   * Sets whether tools can be given to it.
   *
   * @param supportsTools true to allow it
   * @return these settings
   */
  public FireworksModelSpec supportsTools(boolean supportsTools) {
    return set("supportsTools", supportsTools);
  }

  /**
   * Sets whether others may use it.
   *
   * @param isPublic true to let them
   * @return these settings
   */
  public FireworksModelSpec isPublic(boolean isPublic) {
    return set("public", isPublic);
  }

  /**
   * Sets who hears how far an upload is; only for uploads.
   *
   * @param progress hears it
   * @return these settings
   */
  public FireworksModelSpec progress(UploadProgress progress) {
    this.progress = progress;
    return this;
  }

  /**
   * Sets how the uploaded files are checked; only for uploads.
   *
   * @param spec sets what is left out of the check
   * @return these settings
   */
  public FireworksModelSpec checks(Consumer<FireworksModelChecks> spec) {
    spec.accept(checks);
    return this;
  }

  UploadProgress progress() {
    return progress;
  }

  SpecFields checks() {
    return SpecFields.of(checks, set -> {});
  }
}
