package dev.fovea.json;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Provider API: puts values into JSON trees by paths like {@code path.to.field}; a number is a
 * place in a list. What is missing on the way is made; what is in the way is replaced.
 */
public final class FieldPaths {
  private FieldPaths() {}

  /**
   * Merges members into an object.
   *
   * @param object the object; left alone
   * @param members the values by path; a map is merged into a map that is there
   * @return a new, modifiable object
   * @throws IllegalArgumentException if a path has an empty name or points outside a list
   */
  public static Map<String, @Nullable Object> merge(
      Map<String, @Nullable Object> object, Map<String, ? extends @Nullable Object> members) {
    Map<String, @Nullable Object> merged = new LinkedHashMap<>(object);
    for (Map.Entry<String, ? extends @Nullable Object> member : members.entrySet()) {
      List<String> path = List.of(member.getKey().split("\\.", -1));
      if (path.contains("")) {
        throw new IllegalArgumentException(
            "a path is names parted by single dots: '" + member.getKey() + "'");
      }
      merged = asMap(put(merged, path, member.getValue()));
    }
    return merged;
  }

  @SuppressWarnings("unchecked")
  private static Map<String, @Nullable Object> asMap(@Nullable Object map) {
    return map instanceof Map<?, ?> members
        ? (Map<String, @Nullable Object>) members
        : new LinkedHashMap<>();
  }

  private static @Nullable Object put(
      @Nullable Object node, List<String> path, @Nullable Object value) {
    if (path.isEmpty()) {
      return both(node, value);
    }
    String step = path.get(0);
    List<String> rest = path.subList(1, path.size());
    if (node instanceof List<?> items && step.chars().allMatch(Character::isDigit)) {
      return item(items, step, rest, value);
    }
    Map<String, @Nullable Object> members = new LinkedHashMap<>(asMap(node));
    members.put(step, put(members.get(step), rest, value));
    return members;
  }

  private static List<@Nullable Object> item(
      List<?> items, String step, List<String> rest, @Nullable Object value) {
    int index = step.length() > 6 ? Integer.MAX_VALUE : Integer.parseInt(step);
    if (index > items.size()) {
      throw new IllegalArgumentException(
          "there is no place " + step + " in a list of " + items.size() + " items");
    }
    List<@Nullable Object> changed = new ArrayList<>(items);
    if (index == items.size()) {
      changed.add(put(null, rest, value));
    } else {
      changed.set(index, put(changed.get(index), rest, value));
    }
    return changed;
  }

  private static @Nullable Object both(@Nullable Object old, @Nullable Object value) {
    if (!(old instanceof Map<?, ?>) || !(value instanceof Map<?, ?>)) {
      return value;
    }
    Map<String, @Nullable Object> members = new LinkedHashMap<>(asMap(old));
    asMap(value).forEach((name, inner) -> members.put(name, both(members.get(name), inner)));
    return members;
  }
}
