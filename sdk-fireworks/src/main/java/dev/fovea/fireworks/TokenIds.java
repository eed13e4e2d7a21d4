package dev.fovea.fireworks;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads the lists of token ids in an answer leniently. */
final class TokenIds {
  private TokenIds() {}

  /** {@return the ids; empty if it is no list; what is no number is left out} */
  static List<Integer> of(@Nullable Object value) {
    return items(value).stream()
        .filter(Number.class::isInstance)
        .map(number -> ((Number) number).intValue())
        .toList();
  }

  /** {@return what a list holds; empty if it is none; nulls are left out} */
  static List<Object> items(@Nullable Object value) {
    return value instanceof List<?> list
        ? list.stream().filter(Objects::nonNull).<Object>map(item -> item).toList()
        : List.of();
  }
}
