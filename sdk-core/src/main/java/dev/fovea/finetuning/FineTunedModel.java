package dev.fovea.finetuning;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The model a job made: what a deployment takes. Immutable.
 *
 * @param name the name the provider gave the model
 * @param providerId the provider's registry id when it has one beside the name (Together's
 *     {@code ml_…}); null when the name is all there is
 */
public record FineTunedModel(String name, @Nullable String providerId) {
  /**
   * Checks the parts.
   *
   * @param name the name the provider gave the model
   * @param providerId the provider's registry id, or null
   */
  public FineTunedModel {
    Objects.requireNonNull(name, "name");
    if (name.isBlank()) {
      throw new IllegalArgumentException("the name of a fine-tuned model must not be blank");
    }
  }

  /**
   * A model known by its name alone.
   *
   * @param name the name the provider gave the model
   * @return the model
   */
  public static FineTunedModel of(String name) {
    return new FineTunedModel(name, null);
  }
}
