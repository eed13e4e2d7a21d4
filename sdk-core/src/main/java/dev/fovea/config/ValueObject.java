package dev.fovea.config;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A value: equal to another of its class that has the same parts. The base of this library's own
 * values, not for extension outside it. Immutable and thread-safe.
 */
public abstract class ValueObject {
  /** For this library's own classes. */
  protected ValueObject() {}

  /**
   * Tells what the value consists of; equality, hash code and text come from it. What is left out,
   * such as the facts of the answer a value came in, is no part of equality. Never a secret, for
   * the text ends up in logs.
   *
   * @param part takes the name of a part and its value, which is null where there is none
   */
  protected abstract void parts(BiConsumer<String, @Nullable Object> part);

  /**
   * Holds a value to having an attribute; for constructors.
   *
   * @param <T> the attribute's type
   * @param attribute its name, which is the name of the builder's method too
   * @param value what the builder was given; null if nothing
   * @return the value
   * @throws IllegalStateException if there is none; it says what to call
   */
  protected final <T> T required(String attribute, @Nullable T value) {
    if (value == null) {
      throw new IllegalStateException(getClass().getSimpleName() + " cannot be built without '"
          + attribute + "': call " + attribute + "(..)");
    }
    return value;
  }

  private Map<String, Object> present() {
    Map<String, Object> present = new LinkedHashMap<>();
    parts((name, value) -> {
      if (value != null) {
        present.put(name, value);
      }
    });
    return present;
  }

  @Override
  public final boolean equals(@Nullable Object other) {
    return other instanceof ValueObject that
        && that.getClass() == getClass()
        && that.present().equals(present());
  }

  @Override
  public final int hashCode() {
    return present().hashCode();
  }

  /** {@return the name of its class and its parts} */
  @Override
  public String toString() {
    return getClass().getSimpleName() + present();
  }
}
