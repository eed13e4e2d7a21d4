package dev.fovea.provider;

import dev.fovea.transport.Call;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What a lambda set in a {@link WireSpec}, ready for the wire. Immutable. */
public final class SpecFields {
  private final String provider;
  private final Map<String, @Nullable Object> fields;

  private SpecFields(WireSpec<?> spec) {
    this.provider = spec.provider;
    this.fields = spec.fields();
  }

  /**
   * Lets a lambda set what it wants.
   *
   * @param fresh settings that nobody has seen yet
   * @param how the lambda
   * @param <S> the kind of settings
   * @return what was set
   */
  public static <S extends WireSpec<S>> SpecFields of(S fresh, Consumer<? super S> how) {
    how.accept(fresh);
    return new SpecFields(fresh);
  }

  /**
   * {@return the body of a call, once the fields without which it is refused are there}
   *
   * @param operation what the call does, as messages name it
   * @param required the fields it needs
   * @throws IllegalArgumentException if one is missing, or nothing is set at all
   */
  public Map<String, @Nullable Object> body(String operation, String... required) {
    for (String name : required) {
      if (!fields.containsKey(name)) {
        throw new IllegalArgumentException(
            provider + ": " + operation + ": " + name + " is missing; set it");
      }
    }
    if (fields.isEmpty()) {
      throw new IllegalArgumentException(provider + ": " + operation + ": nothing is set");
    }
    return fields;
  }

  /** {@return what is set, by the wire's names; empty if nothing is} */
  public Map<String, @Nullable Object> fields() {
    return fields;
  }

  /** {@return the names of what is set} */
  public Set<String> names() {
    return fields.keySet();
  }

  /**
   * Asks for what is set in the query, lists joined by commas.
   *
   * @param call the call
   * @param <R> what it receives
   * @return the call
   */
  public <R> Call<R> query(Call<R> call) {
    fields.forEach((name, value) ->
        call.query(name, value instanceof List<?> list ? String.join(",", texts(list)) : value));
    return call;
  }

  private static List<String> texts(List<?> list) {
    return list.stream().map(String::valueOf).toList();
  }
}
