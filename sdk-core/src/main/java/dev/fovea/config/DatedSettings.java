package dev.fovea.config;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Properties;
import java.util.TreeMap;

/**
 * Provider API: limits and choices of a provider by name, as its dated file has them, of which a
 * user changes single ones. Immutable and thread-safe.
 */
public final class DatedSettings {
  /** The word of a limit that there is not. */
  public static final String NONE = "none";

  private final String of;
  private final Map<String, String> dated;
  private final Map<String, String> values;
  private final Map<String, String> overrides;

  private DatedSettings(String of, Map<String, String> dated, Map<String, String> overrides) {
    this.of = of;
    this.dated = dated;
    this.overrides = Collections.unmodifiableMap(overrides);
    Map<String, String> changed = new TreeMap<>(dated);
    changed.putAll(overrides);
    this.values = Collections.unmodifiableMap(changed);
  }

  /**
   * Reads settings.
   *
   * @param of what they are about, as messages name it
   * @param properties the text, UTF-8; read to its end, not closed
   * @param usual what holds where the text says nothing
   * @return the settings
   * @throws UncheckedIOException if the text cannot be read
   */
  public static DatedSettings read(String of, InputStream properties, Map<String, String> usual) {
    Properties read = new Properties();
    try {
      read.load(new InputStreamReader(properties, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the settings of " + of, e);
    }
    Map<String, String> values = new TreeMap<>(usual);
    read.stringPropertyNames()
        .forEach(name -> values.put(name, read.getProperty(name).trim()));
    return new DatedSettings(of, values, Map.of());
  }

  /** {@return every setting by name, as text, overrides included} */
  public Map<String, String> values() {
    return values;
  }

  /** {@return the settings that differ from the provider's} */
  public Map<String, String> overrides() {
    return overrides;
  }

  /**
   * {@return these settings with one changed}
   *
   * @param name a name of {@link #values()}
   * @param value the new value: a number where there is one, a number or {@value #NONE} where there
   *     is no limit, else a text
   * @throws IllegalArgumentException if there is no such setting or the value does not fit it
   */
  public DatedSettings with(String name, Object value) {
    String text = String.valueOf(value).trim();
    String known = dated.get(name);
    if (known == null) {
      throw new IllegalArgumentException(
          "no setting '" + name + "' for " + of + "; there are: " + values.keySet());
    }
    boolean open = known.equals(NONE);
    if ((open || isNumber(known)) && !isNumber(text) && !(open && text.equals(NONE))) {
      throw new IllegalArgumentException("setting '" + name + "' takes a whole number from 0 on"
          + (open ? ", or the word " + NONE : "") + ", not '" + text + "'");
    }
    Map<String, String> different = new TreeMap<>(overrides);
    different.put(name, text);
    return new DatedSettings(of, dated, different);
  }

  private static boolean isNumber(String text) {
    return text.matches("[0-9]{1,18}");
  }

  /**
   * {@return the number that a limit's text means; empty when there is no limit}
   *
   * @param limit a number, {@value #NONE} or nothing
   * @throws NumberFormatException if it is another text
   */
  public static OptionalLong limit(String limit) {
    return limit.isEmpty() || limit.equals(NONE)
        ? OptionalLong.empty()
        : OptionalLong.of(Long.parseLong(limit));
  }

  /**
   * {@return a setting as it stands; {@code ""} when there is none}
   *
   * @param name its name
   */
  public String word(String name) {
    return values.getOrDefault(name, "");
  }

  /**
   * {@return a list of words; empty when there are none}
   *
   * @param name its name
   */
  public List<String> words(String name) {
    return Arrays.stream(word(name).split(","))
        .map(String::trim)
        .filter(word -> !word.isEmpty())
        .toList();
  }
}
