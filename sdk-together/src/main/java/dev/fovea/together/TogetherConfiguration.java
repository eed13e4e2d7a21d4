package dev.fovea.together;

import dev.fovea.provider.WireObject;
import dev.fovea.provider.WireResource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A certified way to serve one model; {@code cr_…}. */
public final class TogetherConfiguration extends WireResource {
  TogetherConfiguration(WireObject wire) {
    super(wire, "id");
  }

  /** {@return the project it belongs to, most often Together's own} */
  public Optional<String> projectId() {
    return text("projectId");
  }

  /** {@return the model it serves, as {@code projects/…/models/ml_…}} */
  public Optional<String> referenceModel() {
    return text("referenceModel");
  }

  /**
   * {@return what tells configurations of a model apart, such as {@code accelerator_type} and
   * {@code accelerator_count}, in Together's order}
   */
  public Map<String, String> selectors() {
    Map<String, String> selectors = new LinkedHashMap<>();
    for (WireObject selector : wire().objects("selectors")) {
      Optional<String> value =
          selector.text("value").or(() -> selector.integer("value").map(String::valueOf));
      selector.text("key").ifPresent(key -> value.ifPresent(v -> selectors.put(key, v)));
    }
    return selectors;
  }

  /** {@return who tested it with what, as Together wrote it} */
  public List<Map<String, @Nullable Object>> certifications() {
    return list("certifications", WireObject::rest);
  }

  /** {@return the smaller model that guesses ahead; absent when there is none} */
  public Optional<String> draftModel() {
    return text("draftModel");
  }
}
