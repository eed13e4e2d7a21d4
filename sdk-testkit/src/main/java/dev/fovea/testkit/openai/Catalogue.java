package dev.fovea.testkit.openai;

import java.util.List;
import java.util.Optional;

/** The base models that are always there. */
record Catalogue(List<Model> models) {
  /**
   * A base model.
   *
   * @param id its name
   * @param contextLength how many tokens it reads and writes
   * @param vision whether it sees pictures
   * @param dimensions how long its vectors are; 0 if it writes text
   */
  record Model(String id, long contextLength, boolean vision, int dimensions) {}

  static Catalogue load() {
    return new Catalogue(List.of(
        new Model("gpt-4o-2024-08-06", 128_000, true, 0),
        new Model("text-embedding-3-small", 8_192, false, 1_536)));
  }

  Optional<Model> model(String id) {
    return models.stream().filter(model -> model.id().equals(id)).findFirst();
  }
}
