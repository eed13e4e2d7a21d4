package dev.fovea.testkit.openai;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fovea.testkit.server.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** The base models that are always there. Read from dated data. */
record Catalogue(List<Model> models) {
  /**
   * A base model.
   *
   * @param id its name
   * @param contextLength how many tokens it reads and writes
   * @param vision whether it sees pictures
   * @param dimensions how long its vectors are; 0 if it writes text
   * @param kind {@code chat}, {@code embedding} or {@code moderation}
   * @param created when it came out, in seconds since 1970
   * @param aliases the other names it answers to
   * @param tuning how it can be tuned
   */
  record Model(
      String id,
      long contextLength,
      boolean vision,
      int dimensions,
      String kind,
      long created,
      Set<String> aliases,
      Tuning tuning) {}

  /**
   * How a model can be tuned.
   *
   * @param methods the methods' names
   * @param pictures those that learn from pictures
   */
  record Tuning(Set<String> methods, Set<String> pictures) {}

  static Catalogue load() {
    try (InputStream in = Catalogue.class.getResourceAsStream("catalogue.json")) {
      if (in == null) {
        throw new IllegalStateException("catalogue.json is missing from the jar");
      }
      List<Model> models = new ArrayList<>();
      Json.read(in.readAllBytes()).get("models").forEach(model -> models.add(model(model)));
      return new Catalogue(List.copyOf(models));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read catalogue.json", e);
    }
  }

  private static Model model(JsonNode data) {
    return new Model(
        data.get("id").textValue(),
        data.get("context_length").longValue(),
        data.path("vision").asBoolean(false),
        data.path("dimensions").asInt(0),
        data.get("kind").textValue(),
        data.get("created").longValue(),
        texts(data.path("aliases")),
        new Tuning(texts(data.path("methods")), texts(data.path("pictures"))));
  }

  private static Set<String> texts(JsonNode list) {
    return StreamSupport.stream(list.spliterator(), false)
        .map(JsonNode::textValue)
        .collect(Collectors.toUnmodifiableSet());
  }

  /** The model with this name, or with this alias. */
  Optional<Model> model(String name) {
    return models.stream()
        .filter(model -> model.id().equals(name) || model.aliases().contains(name))
        .findFirst();
  }
}
