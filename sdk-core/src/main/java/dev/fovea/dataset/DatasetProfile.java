package dev.fovea.dataset;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/**
 * What one provider accepts as training data, as dated data: limits, roles, picture formats, line
 * shapes. For providers; users change single values with {@link DatasetRules#override}. Immutable
 * and thread-safe.
 */
public final class DatasetProfile {
  private final String id;
  private final Map<String, String> settings;

  private DatasetProfile(String id, Map<String, String> settings) {
    this.id = id;
    this.settings = Collections.unmodifiableMap(settings);
  }

  /**
   * {@return the profile that a properties text describes}
   *
   * @param id the provider's short name; it starts the name of every rule
   * @param properties the text, UTF-8; read to its end, not closed
   * @throws UncheckedIOException if the text cannot be read
   */
  public static DatasetProfile read(String id, InputStream properties) {
    Properties read = new Properties();
    try {
      read.load(new InputStreamReader(properties, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the data set profile of " + id, e);
    }
    Map<String, String> settings = new TreeMap<>();
    read.stringPropertyNames()
        .forEach(name -> settings.put(name, read.getProperty(name).trim()));
    return new DatasetProfile(id, settings);
  }

  /** {@return the provider's short name} */
  public String id() {
    return id;
  }

  /** {@return every setting by name, as text} */
  public Map<String, String> settings() {
    return settings;
  }
}
