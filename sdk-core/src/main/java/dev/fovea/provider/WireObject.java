package dev.fovea.provider;

import dev.fovea.config.Money;
import dev.fovea.config.ResponseMeta;
import dev.fovea.error.Failure;
import dev.fovea.error.Outcome;
import dev.fovea.error.UnreadableResponseException;
import dev.fovea.json.JsonCodec;
import dev.fovea.transport.ResponseReader;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A JSON object of a provider's, read leniently: providers spell, type and leave out their fields
 * differently in different places. A field is asked for by all its spellings; one of the wrong type
 * counts as absent. Whatever was not taken stays in {@link #rest()}. For one thread.
 */
public final class WireObject {
  private final Map<String, @Nullable Object> fields;
  private final String path;
  private final ResponseMeta meta;
  private final Set<String> taken = new HashSet<>();

  private WireObject(Map<String, @Nullable Object> fields, String path, ResponseMeta meta) {
    this.fields = fields;
    this.path = path;
    this.meta = meta;
  }

  /**
   * Reads a whole answer; a {@code ResponseReader}.
   *
   * @param body the JSON; left open
   * @param meta what came with the answer
   * @param status the HTTP status, which says nothing more here
   * @return the object
   * @throws IOException if the bytes cannot be had
   */
  public static WireObject read(InputStream body, ResponseMeta meta, int status)
      throws IOException {
    return new WireObject(JsonCodec.shared().readMap(body), "$", meta);
  }

  /**
   * Reads a whole answer and makes a model of it.
   *
   * @param model makes it; an answer that lacks something is unreadable
   * @param <T> the model
   * @return the reader
   */
  public static <T> ResponseReader<T> as(Function<WireObject, T> model) {
    return (body, meta, status) -> model.apply(read(body, meta, status));
  }

  /**
   * Reads an answer that is a list without a wrapper, or with one named {@code data}; a
   * {@code ResponseReader}. Nothing at all is an empty list.
   *
   * @param body the JSON; left open
   * @param meta what came with the answer
   * @param status the HTTP status, which says nothing more here
   * @return the objects
   * @throws IOException if the bytes cannot be had
   */
  public static List<WireObject> readList(InputStream body, ResponseMeta meta, int status)
      throws IOException {
    Object tree = JsonCodec.shared().tree(body.readAllBytes());
    Object list = tree instanceof Map<?, ?> map && map.containsKey("data") ? map.get("data") : tree;
    if (list != null && !(list instanceof List<?>)) {
      throw new UnreadableResponseException(
          Failure.builder()
              .message("the answer is no list")
              .outcome(Outcome.UNKNOWN)
              .build(),
          "$");
    }
    return new WireObject(Collections.singletonMap("data", list), "$", meta).objects("data");
  }

  /**
   * Reads an object that is no answer.
   *
   * @param fields the fields in JDK types
   * @return the object
   */
  public static WireObject of(Map<String, ? extends @Nullable Object> fields) {
    return new WireObject(new LinkedHashMap<>(fields), "$", ResponseMeta.none());
  }

  /** {@return what came with the answer} */
  public ResponseMeta meta() {
    return meta;
  }

  /**
   * {@return the text; absent when it is missing, null, empty or no text}
   *
   * @param names the spellings, the likeliest first
   */
  public Optional<String> text(String... names) {
    return take(names, value -> value instanceof String text && !text.isEmpty() ? text : null);
  }

  /**
   * {@return the text; without it the answer is of no use}
   *
   * @param name the field
   * @throws UnreadableResponseException if it is missing
   */
  public String required(String name) {
    return text(name).orElseThrow(() -> lacks(name, "a text"));
  }

  /**
   * {@return the address; without it the answer is of no use}
   *
   * @param name the field
   * @throws UnreadableResponseException if it is missing or no absolute URL
   */
  public URI uri(String name) {
    return take(new String[] {name}, value -> value instanceof String text ? address(text) : null)
        .orElseThrow(() -> lacks(name, "an address"));
  }

  private static @Nullable URI address(String text) {
    try {
      URI address = new URI(text);
      return address.isAbsolute() ? address : null;
    } catch (URISyntaxException e) {
      return null;
    }
  }

  /**
   * {@return a whole number, also one written as a text}
   *
   * @param names the spellings, the likeliest first
   */
  public Optional<Long> integer(String... names) {
    return take(names, WireObject::toLong);
  }

  /**
   * {@return a number of things; absent when it is negative or out of range}
   *
   * @param name the field
   */
  public Optional<Integer> count(String name) {
    return integer(name).filter(n -> n >= 0 && n <= Integer.MAX_VALUE).map(Long::intValue);
  }

  /**
   * {@return a number, also one written as a text}
   *
   * @param names the spellings, the likeliest first
   */
  public Optional<Double> decimal(String... names) {
    return take(names, value -> {
      BigDecimal exact = exact(value);
      return exact == null ? null : exact.doubleValue();
    });
  }

  /**
   * {@return a yes or no}
   *
   * @param names the spellings, the likeliest first
   */
  public Optional<Boolean> flag(String... names) {
    return take(names, value -> value instanceof Boolean flag ? flag : null);
  }

  /**
   * {@return a moment: epoch seconds or milliseconds, ISO 8601, also with a space for the T}
   *
   * @param names the spellings, the likeliest first
   */
  public Optional<Instant> time(String... names) {
    return take(names, WireTime::parse);
  }

  /**
   * {@return the texts of a list; empty when it is missing; what is no text is left out}
   *
   * @param name the field
   */
  public List<String> texts(String name) {
    Optional<List<?>> list =
        take(new String[] {name}, value -> value instanceof List<?> l ? l : null);
    return list.orElse(List.of()).stream()
        .filter(String.class::isInstance)
        .map(String.class::cast)
        .toList();
  }

  /**
   * {@return an object inside}
   *
   * @param name the field
   */
  public Optional<WireObject> object(String name) {
    return take(
        new String[] {name},
        value -> value instanceof Map<?, ?> map
            ? new WireObject(strings(map), path + "." + name, meta)
            : null);
  }

  /**
   * {@return the objects of a list; empty when it is missing; what is no object is left out}
   *
   * @param name the field
   */
  public List<WireObject> objects(String name) {
    List<WireObject> objects = new ArrayList<>();
    Optional<List<?>> list =
        take(new String[] {name}, value -> value instanceof List<?> l ? l : null);
    int index = 0;
    for (Object item : list.orElse(List.of())) {
      if (item instanceof Map<?, ?> map) {
        objects.add(new WireObject(strings(map), path + "." + name + "[" + index + "]", meta));
      }
      index++;
    }
    return objects;
  }

  /**
   * {@return the object with the fields of the one inside it, where an answer may wrap them}
   *
   * @param name the field
   */
  public WireObject unwrapped(String name) {
    if (!(fields.get(name) instanceof Map<?, ?> inner)) {
      return this;
    }
    Map<String, @Nullable Object> flat = new LinkedHashMap<>(fields);
    flat.remove(name);
    flat.putAll(strings(inner));
    return new WireObject(flat, path, meta);
  }

  /**
   * {@return the objects of a list without which the answer is of no use}
   *
   * @param name the field
   * @throws UnreadableResponseException if it is missing
   */
  public List<WireObject> requiredObjects(String name) {
    if (!(fields.get(name) instanceof List<?>)) {
      throw lacks(name, "a list");
    }
    return objects(name);
  }

  /** {@return the same object for reading without taking anything out of {@link #rest()}} */
  public WireObject glance() {
    return new WireObject(fields, path, meta);
  }

  /** {@return the fields that nobody asked for or that could not be understood} */
  public Map<String, @Nullable Object> rest() {
    Map<String, @Nullable Object> rest = new LinkedHashMap<>(fields);
    rest.keySet().removeAll(taken);
    return Collections.unmodifiableMap(rest);
  }

  /**
   * {@return the amount without zeros at its end, except for whole cents}
   *
   * @param exact US dollars
   */
  public static Money dollars(BigDecimal exact) {
    BigDecimal shortest = exact.stripTrailingZeros();
    return Money.usd(shortest.scale() < 2 ? shortest.setScale(2) : shortest);
  }

  private <T> Optional<T> take(String[] names, Reading<T> reading) {
    for (String name : names) {
      Object value = fields.get(name);
      T understood = value == null ? null : reading.understand(value);
      if (understood != null) {
        taken.add(name);
        return Optional.of(understood);
      }
    }
    return Optional.empty();
  }

  private UnreadableResponseException lacks(String name, String what) {
    String place = path + "." + name;
    return new UnreadableResponseException(
        Failure.builder()
            .message("the answer lacks " + what + " at " + place)
            .outcome(Outcome.UNKNOWN)
            .build(),
        place);
  }

  private static Map<String, @Nullable Object> strings(Map<?, ?> map) {
    Map<String, @Nullable Object> named = new LinkedHashMap<>();
    map.forEach((name, value) -> named.put(String.valueOf(name), value));
    return named;
  }

  private static @Nullable Long toLong(Object value) {
    BigDecimal exact = exact(value);
    try {
      return exact == null ? null : exact.longValueExact();
    } catch (ArithmeticException fractionOrOverflow) {
      return null;
    }
  }

  // Some numbers come as texts; the longest that means anything is far shorter than this.
  private static @Nullable BigDecimal exact(Object value) {
    String digits = value instanceof Number || value instanceof String ? value.toString() : "";
    if (digits.isEmpty() || digits.length() > 100) {
      return null;
    }
    try {
      BigDecimal exact = new BigDecimal(digits);
      return Math.abs((long) exact.precision() - exact.scale()) > 400 ? null : exact;
    } catch (NumberFormatException notANumber) {
      return null;
    }
  }

  @FunctionalInterface
  private interface Reading<T> {
    @Nullable
    T understand(Object value);
  }
}
