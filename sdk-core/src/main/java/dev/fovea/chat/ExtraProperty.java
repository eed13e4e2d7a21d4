package dev.fovea.chat;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A member of one provider's wire format, named by its path. */
record ExtraProperty(String provider, String path, @Nullable Object value) {
  ExtraProperty {
    if (provider.isBlank()) {
      throw new IllegalArgumentException("an extra property needs the provider it is for: " + path);
    }
    if (path.isBlank() || path.startsWith(".") || path.endsWith(".") || path.contains("..")) {
      throw new IllegalArgumentException(
          "the path of an extra property is names parted by single dots: '" + path + "'");
    }
  }

  static Map<String, Map<String, Object>> byProvider(List<ExtraProperty> extras) {
    Map<String, Map<String, Object>> all = new LinkedHashMap<>();
    for (ExtraProperty extra : extras) {
      all.computeIfAbsent(extra.provider(), provider -> new LinkedHashMap<>())
          .put(extra.path(), extra.value());
    }
    all.replaceAll((provider, members) -> Collections.unmodifiableMap(members));
    return Collections.unmodifiableMap(all);
  }
}
