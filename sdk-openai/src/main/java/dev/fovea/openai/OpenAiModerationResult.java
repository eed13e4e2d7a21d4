package dev.fovea.openai;

import dev.fovea.provider.WireObject;
import dev.fovea.provider.WireView;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * One judgement. Categories are OpenAI's words, such as {@code violence/graphic}; one that a model
 * does not know, or answers with null, is missing. Immutable and thread-safe.
 */
public final class OpenAiModerationResult extends WireView {
  OpenAiModerationResult(WireObject wire) {
    super(wire);
  }

  /** {@return whether it must not be there} */
  public boolean flagged() {
    return wire().flag("flagged").orElseGet(() -> categories().containsValue(true));
  }

  /** {@return by category, whether it is there} */
  public Map<String, Boolean> categories() {
    return byCategory("categories", (categories, name) -> categories.flag(name));
  }

  /** {@return by category, how sure the model is, from 0 to 1} */
  public Map<String, Double> scores() {
    return byCategory("category_scores", (scores, name) -> scores.decimal(name));
  }

  /**
   * {@return by category, what was looked at: {@code text} and {@code image}; empty for models that
   * do not say}
   */
  public Map<String, List<String>> appliedInputTypes() {
    return byCategory(
        "category_applied_input_types", (types, name) -> Optional.of(types.texts(name)));
  }

  private <T> Map<String, T> byCategory(
      String field, BiFunction<WireObject, String, Optional<T>> read) {
    Map<String, T> found = new LinkedHashMap<>();
    wire()
        .object(field)
        .ifPresent(object -> object
            .glance()
            .rest()
            .keySet()
            .forEach(name -> read.apply(object, name).ifPresent(value -> found.put(name, value))));
    return Collections.unmodifiableMap(found);
  }
}
