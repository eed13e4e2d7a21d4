package dev.fovea.transport;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Members of an answer that nobody knows, which come piece by piece all the same. */
final class Growing {
  // These do not grow: a piece that has them says again which thing it is about.
  private static final Set<String> NAMES = Set.of("id", "type", "index");

  private Growing() {}

  /** Adds pieces: texts and lists go on, objects member by member, of all else the last counts. */
  static void add(Map<String, @Nullable Object> soFar, Map<?, ?> pieces) {
    pieces.forEach((key, piece) -> {
      String name = String.valueOf(key);
      soFar.put(name, NAMES.contains(name) ? piece : joined(soFar.get(name), piece));
    });
  }

  private static @Nullable Object joined(@Nullable Object before, @Nullable Object piece) {
    if (before instanceof String start && piece instanceof String more) {
      return start + more;
    }
    if (before instanceof List<?> start && piece instanceof List<?> more) {
      List<@Nullable Object> all = new ArrayList<>(start);
      all.addAll(more);
      return all;
    }
    if (before instanceof Map<?, ?> start && piece instanceof Map<?, ?> more) {
      Map<String, @Nullable Object> all = new LinkedHashMap<>();
      add(all, start);
      add(all, more);
      return all;
    }
    return piece;
  }

  /** {@return about how many characters there are in members} */
  static long size(Map<?, ?> members) {
    long size = 0;
    for (Object value : members.values()) {
      size += value instanceof String text
          ? text.length()
          : value instanceof Map<?, ?> inner ? size(inner) : 100;
    }
    return size;
  }
}
