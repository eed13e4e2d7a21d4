package dev.fovea.testkit.openai;

import dev.fovea.testkit.learning.TunedModel;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Who answers under a model name: what inference asks of the models. */
interface ServedModels {
  /**
   * A model that answers.
   *
   * @param name its name as the request spelled it
   * @param base the base model it is or was made from
   * @param tuned what it has learned; null if nothing
   */
  record Served(String name, Catalogue.Model base, @Nullable TunedModel tuned) {}

  /** {@return what answers to a name; absent for none, or one that is not loaded yet} */
  Optional<Served> find(String name);
}
