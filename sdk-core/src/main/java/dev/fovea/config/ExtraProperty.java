package dev.fovea.config;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One field of one provider's wire format that a request has no setter for.
 *
 * @param provider the provider it is for
 * @param path the field's name, or names parted by dots where it stands inside other objects
 * @param value a value of JDK types, as it shall stand on the wire
 */
public record ExtraProperty(
    String provider, String path, @Nullable Object value) {
  /**
   * Checks that there is a provider and a path.
   *
   * @param provider the provider it is for
   * @param path names parted by single dots
   * @param value the value; null is written as JSON's null
   */
  public ExtraProperty {
    if (provider.isBlank()) {
      throw new IllegalArgumentException("an extra property needs the provider it is for: " + path);
    }
    if (path.isBlank() || path.startsWith(".") || path.endsWith(".") || path.contains("..")) {
      throw new IllegalArgumentException("the path of an extra property for " + provider
          + " is names parted by single dots: '" + path + "'");
    }
  }

  /**
   * Sorts properties by the provider they are for.
   *
   * @param extras any number of them; of two with one path the later counts
   * @return values by path, by provider; unmodifiable
   */
  public static Map<String, Map<String, @Nullable Object>> byProvider(List<ExtraProperty> extras) {
    Map<String, Map<String, @Nullable Object>> all = new LinkedHashMap<>();
    for (ExtraProperty extra : extras) {
      all.computeIfAbsent(extra.provider(), provider -> new LinkedHashMap<>())
          .put(extra.path(), extra.value());
    }
    all.replaceAll((provider, members) -> Collections.unmodifiableMap(members));
    return Collections.unmodifiableMap(all);
  }
}
