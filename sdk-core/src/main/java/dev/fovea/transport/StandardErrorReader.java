package dev.fovea.transport;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Finds the best message in whatever a server or something before it may answer. */
final class StandardErrorReader implements ErrorReader {
  static final StandardErrorReader INSTANCE = new StandardErrorReader();
  private static final int DEEPEST = 4;

  private StandardErrorReader() {}

  @Override
  public ErrorFacts read(int status, @Nullable Object body) {
    ErrorFacts.Builder facts = ErrorFacts.builder();
    String message = message(body, 0);
    if (message != null) {
      facts.message(message);
    }
    if (only(body) instanceof Map<?, ?> outer) {
      Map<?, ?> inner = outer.get("error") instanceof Map<?, ?> error ? error : outer;
      put(first(inner, outer, "code"), facts::code);
      put(type(inner, outer), facts::type);
      put(first(inner, outer, "param"), facts::param);
      put(text(outer.get("request_id")), facts::requestId);
      claimedStatus(inner, outer, facts);
    }
    return facts.build();
  }

  // Some servers put their error into a list.
  private static @Nullable Object only(@Nullable Object body) {
    return body instanceof List<?> list && !list.isEmpty() ? list.get(0) : body;
  }

  // A status is a class of error where it is a word; as a number it is the HTTP status again.
  private static @Nullable String type(Map<?, ?> inner, Map<?, ?> outer) {
    String type = first(inner, outer, "type", "error_type");
    boolean word = inner.get("status") instanceof String || outer.get("status") instanceof String;
    return type == null && word ? first(inner, outer, "status") : type;
  }

  private static void claimedStatus(Map<?, ?> inner, Map<?, ?> outer, ErrorFacts.Builder facts) {
    for (Object candidate : new Object[] {
      inner.get("status"),
      inner.get("status_code"),
      inner.get("code"),
      outer.get("status"),
      outer.get("status_code"),
      outer.get("code")
    }) {
      int number = candidate instanceof Number n ? n.intValue() : -1;
      if (number >= 400 && number <= 599) {
        facts.status(number);
        return;
      }
    }
  }

  private static void put(@Nullable String value, java.util.function.Consumer<String> setter) {
    if (value != null) {
      setter.accept(value);
    }
  }

  private static @Nullable String first(Map<?, ?> inner, Map<?, ?> outer, String... names) {
    for (String name : names) {
      String value = text(inner.get(name));
      value = value == null ? text(outer.get(name)) : value;
      if (value != null) {
        return value;
      }
    }
    return null;
  }

  private static @Nullable String text(@Nullable Object value) {
    if (value instanceof String text && !text.isBlank()) {
      return text;
    }
    return value instanceof Number number ? number.toString() : null;
  }

  private static @Nullable String message(@Nullable Object body, int depth) {
    if (depth > DEEPEST) {
      return null;
    }
    if (body instanceof String text) {
      return text.isBlank() ? null : text.strip();
    }
    if (body instanceof List<?> list) {
      return joined(list, depth);
    }
    if (!(body instanceof Map<?, ?> map)) {
      return null;
    }
    for (String name : List.of(
        "error", "message", "msg", "detail", "error_description", "title", "errors", "reason")) {
      String found = message(map.get(name), depth + 1);
      if (found != null) {
        return name.equals("msg") ? place(map) + found : found;
      }
    }
    return null;
  }

  private static @Nullable String joined(List<?> list, int depth) {
    List<String> messages = new ArrayList<>();
    for (Object item : list.subList(0, Math.min(list.size(), 5))) {
      String found = message(item, depth + 1);
      if (found != null) {
        messages.add(found);
      }
    }
    return messages.isEmpty() ? null : String.join("; ", messages);
  }

  // Validation lists say where: {"loc": ["body", "n_epochs"], "msg": "..."}.
  private static String place(Map<?, ?> item) {
    if (!(item.get("loc") instanceof List<?> path) || path.isEmpty()) {
      return "";
    }
    return path.stream().map(String::valueOf).collect(Collectors.joining(".")) + ": ";
  }
}
