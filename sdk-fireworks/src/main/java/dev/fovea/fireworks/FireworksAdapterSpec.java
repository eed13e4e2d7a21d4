package dev.fovea.fireworks;

import dev.fovea.provider.WireSpec;

/** Which adapter to load where, or what to change about one. */
public final class FireworksAdapterSpec extends WireSpec<FireworksAdapterSpec> {
  private boolean replaceMergedAddon;

  FireworksAdapterSpec() {
    super(FireworksProvider.ID);
  }

  /**
   * Sets the adapter. Required to load one.
   *
   * @param model the adapter's model, its full name or its id in this account
   * @return these settings
   */
  public FireworksAdapterSpec model(String model) {
    return set("model", model);
  }

  /**
   * Sets the deployment to load it on. Required to load one.
   *
   * @param deployment its full name or its id in this account
   * @return these settings
   */
  public FireworksAdapterSpec deployment(String deployment) {
    return set("deployment", deployment);
  }

  /**
   * Sets the name people read.
   *
   * @param displayName fewer than 64 characters
   * @return these settings
   */
  public FireworksAdapterSpec displayName(String displayName) {
    return set("displayName", displayName);
  }

  /**
   * Sets what is said about it.
   *
   * @param description a text for people
   * @return these settings
   */
  public FireworksAdapterSpec description(String description) {
    return set("description", description);
  }

  /**
   * Sets whether the model's own name leads here.
   *
   * @param isDefault true to lead here
   * @return these settings
   */
  public FireworksAdapterSpec isDefault(boolean isDefault) {
    return set("default", isDefault);
  }

  /**
   * Sets whether others may use it.
   *
   * @param isPublic true to let them
   * @return these settings
   */
  public FireworksAdapterSpec isPublic(boolean isPublic) {
    return set("public", isPublic);
  }

  /**
   * Sets whether it takes the place of the adapter merged before; only when one is loaded.
   *
   * @param replaceMergedAddon true to replace it
   * @return these settings
   */
  public FireworksAdapterSpec replaceMergedAddon(boolean replaceMergedAddon) {
    this.replaceMergedAddon = replaceMergedAddon;
    return this;
  }

  boolean replacing() {
    return replaceMergedAddon;
  }
}
