package dev.fovea.fireworks;

import dev.fovea.provider.WireSpec;

/** How strictly Fireworks looks at the uploaded files of a model. */
public final class FireworksModelChecks extends WireSpec<FireworksModelChecks> {
  FireworksModelChecks() {
    super(FireworksProvider.ID);
  }

  /**
   * Sets whether only the configuration is checked, neither the tokenizer nor the parameters'
   * names.
   *
   * @param configOnly true to check no more
   * @return these settings
   */
  public FireworksModelChecks configOnly(boolean configOnly) {
    return set("configOnly", configOnly);
  }

  /**
   * Sets whether the Hugging Face configuration is not checked.
   *
   * @param skip true to leave it unchecked
   * @return these settings
   */
  public FireworksModelChecks skipHfConfigValidation(boolean skip) {
    return set("skipHfConfigValidation", skip);
  }

  /**
   * Sets whether code that came with the model may run during the check.
   *
   * @param trust true to let it run
   * @return these settings
   */
  public FireworksModelChecks trustRemoteCode(boolean trust) {
    return set("trustRemoteCode", trust);
  }
}
