package dev.fovea.together;

import dev.fovea.provider.WireSpec;

/** What a model of the project's registry is to be, or what to change about it. */
public final class TogetherModelSpec extends WireSpec<TogetherModelSpec> {
  TogetherModelSpec() {
    super(TogetherProvider.ID);
  }

  /**
   * Sets the name. Required when it is registered.
   *
   * @param name the name, without the project's slug
   * @return these settings
   */
  public TogetherModelSpec name(String name) {
    return set("name", name);
  }

  /**
   * Sets what is said about it.
   *
   * @param description a text for people
   * @return these settings
   */
  public TogetherModelSpec description(String description) {
    return set("description", description);
  }

  /**
   * Sets who may use it; for changes only.
   *
   * @param visibility {@code VISIBILITY_PRIVATE} or {@code VISIBILITY_INTERNAL}
   * @return these settings
   */
  public TogetherModelSpec visibility(String visibility) {
    return set("visibility", visibility);
  }

  /**
   * Sets the model below it. Required when it is registered, fixed from then on.
   *
   * @param baseModelId a registry id, {@code ml_…}
   * @return these settings
   */
  public TogetherModelSpec baseModelId(String baseModelId) {
    return set("baseModelId", baseModelId);
  }

  /**
   * Sets what it is. Required when it is registered, fixed from then on.
   *
   * @param type {@code model} or {@code adapter}
   * @return these settings
   */
  public TogetherModelSpec type(String type) {
    return set("type", type);
  }
}
