package dev.fovea.together;

import dev.fovea.provider.WireSpec;

/** Which model or adapter Together is to fetch, and from where. */
public final class TogetherModelUploadSpec extends WireSpec<TogetherModelUploadSpec> {
  TogetherModelUploadSpec() {
    super(TogetherProvider.ID);
  }

  /**
   * Sets the name it will have. Required.
   *
   * @param modelName the name
   * @return these settings
   */
  public TogetherModelUploadSpec modelName(String modelName) {
    return set("model_name", modelName);
  }

  /**
   * Sets where the weights are. Required.
   *
   * @param modelSource a Hugging Face repository or a signed S3 address of an archive
   * @return these settings
   */
  public TogetherModelUploadSpec modelSource(String modelSource) {
    return set("model_source", modelSource);
  }

  /**
   * Sets what it is.
   *
   * @param modelType {@code model}, the default, or {@code adapter}
   * @return these settings
   */
  public TogetherModelUploadSpec modelType(String modelType) {
    return set("model_type", modelType);
  }

  /**
   * Sets the key for a closed Hugging Face repository. It is sent and never shown.
   *
   * @param hfToken the key
   * @return these settings
   */
  public TogetherModelUploadSpec hfToken(String hfToken) {
    return set("hf_token", hfToken);
  }

  /**
   * Sets what is said about it.
   *
   * @param description a text for people
   * @return these settings
   */
  public TogetherModelUploadSpec description(String description) {
    return set("description", description);
  }

  /**
   * Sets the model an adapter belongs to; for adapters only.
   *
   * @param baseModel its name
   * @return these settings
   */
  public TogetherModelUploadSpec baseModel(String baseModel) {
    return set("base_model", baseModel);
  }

  /**
   * Sets the LoRA model an adapter is served with; for adapters only.
   *
   * @param loraModel its name
   * @return these settings
   */
  public TogetherModelUploadSpec loraModel(String loraModel) {
    return set("lora_model", loraModel);
  }
}
