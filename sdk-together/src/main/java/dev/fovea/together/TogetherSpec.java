package dev.fovea.together;

import dev.fovea.json.FieldPaths;
import dev.fovea.transport.Call;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What a call of Together's own is told, set in a lambda. What is not set is not sent. For one
 * thread and one use.
 *
 * @param <S> the kind of settings
 */
public abstract class TogetherSpec<S extends TogetherSpec<S>> {
  private Map<String, @Nullable Object> fields = new LinkedHashMap<>();

  TogetherSpec() {}

  /**
   * Sets a field this version has no method for.
   *
   * @param path the field's name as it stands on the wire; a dot leads into an object
   * @param value the value in JDK types
   * @return these settings
   */
  public final S putExtraProperty(String path, Object value) {
    Objects.requireNonNull(value, path);
    fields = new LinkedHashMap<>(FieldPaths.merge(fields, Map.of(path, value)));
    return self();
  }

  @SuppressWarnings("unchecked") // Every subclass names itself.
  private S self() {
    return (S) this;
  }

  final S set(String name, Object value) {
    fields.put(name, Objects.requireNonNull(value, name));
    return self();
  }

  /** Sets a field of an object inside. */
  final S set(String object, String name, Object value) {
    return putExtraProperty(object + "." + name, value);
  }

  static String seconds(Duration time) {
    if (time.toSeconds() < 1) {
      throw new IllegalArgumentException("together: a time of at least 1 s, not " + time);
    }
    return time.toSeconds() + "s";
  }

  static <S extends TogetherSpec<S>> S of(S fresh, Consumer<? super S> how) {
    how.accept(fresh);
    return fresh;
  }

  /** The body, once the fields without which the call is refused are there. */
  final Map<String, @Nullable Object> body(String operation, String... required) {
    for (String name : required) {
      if (!fields.containsKey(name)) {
        throw new IllegalArgumentException(
            "together: " + operation + ": " + name + " is missing; set it");
      }
    }
    if (fields.isEmpty()) {
      throw new IllegalArgumentException("together: " + operation + ": nothing is set");
    }
    return fields;
  }

  /** Asks for what is set in the query, lists joined by commas. */
  final <R> Call<R> query(Call<R> call) {
    fields.forEach((name, value) ->
        call.query(name, value instanceof List<?> list ? String.join(",", texts(list)) : value));
    return call;
  }

  private static List<String> texts(List<?> list) {
    return list.stream().map(String::valueOf).toList();
  }

  /** {@return the names of what is set; no values, for a token may be among them} */
  @Override
  public final String toString() {
    return getClass().getSimpleName() + fields.keySet();
  }
}
