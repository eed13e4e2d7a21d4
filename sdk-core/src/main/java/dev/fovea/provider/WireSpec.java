package dev.fovea.provider;

import dev.fovea.json.FieldPaths;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a call of a provider's own is told, set in a lambda. What is not set is not sent. For one
 * thread and one use.
 *
 * @param <S> the kind of settings
 */
public abstract class WireSpec<S extends WireSpec<S>> {
  final String provider;
  private Map<String, @Nullable Object> fields = new LinkedHashMap<>();

  /**
   * For a provider's own classes.
   *
   * @param provider the provider's id
   */
  protected WireSpec(String provider) {
    this.provider = provider;
  }

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

  /**
   * Sets a field.
   *
   * @param name the field's name as it stands on the wire
   * @param value the value in JDK types
   * @return these settings
   */
  protected final S set(String name, Object value) {
    fields.put(name, Objects.requireNonNull(value, name));
    return self();
  }

  /**
   * Sets a field of an object inside.
   *
   * @param object the object's name
   * @param name the field's name
   * @param value the value in JDK types
   * @return these settings
   */
  protected final S set(String object, String name, Object value) {
    return putExtraProperty(object + "." + name, value);
  }

  /**
   * {@return a time as the wire wants it, such as {@code 600s}}
   *
   * @param time at least a second
   * @throws IllegalArgumentException if it is shorter
   */
  protected final String seconds(Duration time) {
    if (time.toSeconds() < 1) {
      throw new IllegalArgumentException(provider + ": a time of at least 1 s, not " + time);
    }
    return time.toSeconds() + "s";
  }

  final Map<String, @Nullable Object> fields() {
    return fields;
  }

  /** {@return the names of what is set; no values, for a token may be among them} */
  @Override
  public final String toString() {
    return getClass().getSimpleName() + fields.keySet();
  }
}
