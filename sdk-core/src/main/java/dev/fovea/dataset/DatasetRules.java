package dev.fovea.dataset;

import dev.fovea.error.DatasetException;
import dev.fovea.finding.Finding;
import java.io.InputStream;
import java.io.InvalidObjectException;
import java.io.ObjectInputStream;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.LongConsumer;

/**
 * What one provider accepts as training data, checked offline. One pass finds all problems, with
 * line, place, picture and fix; it runs in constant memory whatever the file. Immutable,
 * thread-safe and serializable (the provider's id and the overrides travel).
 */
public final class DatasetRules implements Serializable {
  private static final long serialVersionUID = 1L;

  private final transient DatasetProfile profile;

  DatasetRules(DatasetProfile profile) {
    this.profile = profile;
  }

  /**
   * {@return the rules of a provider on the class path}
   *
   * @param provider the provider's short name, for example {@code together}
   * @throws IllegalArgumentException if there is no such provider; the message lists those found
   */
  public static DatasetRules of(String provider) {
    return DatasetProviders.find(provider).rules();
  }

  /** {@return the provider's short name; it starts the name of every rule} */
  public String id() {
    return profile.id();
  }

  /** {@return every limit and choice by name, as text, overrides included} */
  public Map<String, String> settings() {
    return profile.settings();
  }

  /**
   * {@return these rules with one limit or choice changed}
   *
   * @param name a name of {@link #settings()}
   * @param value the new value, a number or a text
   * @throws IllegalArgumentException if there is no such setting or the value does not fit it
   */
  public DatasetRules override(String name, Object value) {
    return new DatasetRules(profile.with(name, value));
  }

  /**
   * Checks a file.
   *
   * @param file the data set
   * @return what was found; the first 100 findings of each rule are kept
   * @throws DatasetException if it cannot be read to its end
   */
  public DatasetReport check(Path file) {
    return check(file, finding -> {});
  }

  /**
   * Checks a file and hands out every finding as soon as it is made.
   *
   * @param file the data set
   * @param findings takes every finding, on the calling thread
   * @return what was found; the first 100 findings of each rule are kept
   * @throws DatasetException if it cannot be read to its end
   */
  public DatasetReport check(Path file, Consumer<Finding> findings) {
    return check(file, findings, bytes -> {});
  }

  /**
   * Checks a file, hands out every finding as soon as it is made, and tells how far it is.
   *
   * @param file the data set
   * @param findings takes every finding, on the calling thread
   * @param progress takes the number of bytes read so far, after every line
   * @return what was found; the first 100 findings of each rule are kept
   * @throws DatasetException if the file cannot be read to its end
   */
  public DatasetReport check(Path file, Consumer<Finding> findings, LongConsumer progress) {
    return new DatasetCheck(profile, findings, progress).file(file);
  }

  /**
   * Checks a stream, which has no name and therefore no wrong one.
   *
   * @param lines the data set; read to its end, not closed
   * @return what was found; the first 100 findings of each rule are kept
   * @throws DatasetException if it cannot be read to its end
   */
  public DatasetReport check(InputStream lines) {
    return check(lines, finding -> {});
  }

  /**
   * Checks a stream and hands out every finding as soon as it is made.
   *
   * @param lines the data set; read to its end, not closed
   * @param findings takes every finding, on the calling thread
   * @return what was found; the first 100 findings of each rule are kept
   * @throws DatasetException if it cannot be read to its end
   */
  public DatasetReport check(InputStream lines, Consumer<Finding> findings) {
    return new DatasetCheck(profile, findings, bytes -> {}).lines(lines, null);
  }

  @Override
  public String toString() {
    return "DatasetRules[" + id() + profile.overrides() + "]";
  }

  /** {@return what travels instead} */
  private Object writeReplace() {
    return new Proxy(profile.id(), new TreeMap<>(profile.overrides()));
  }

  /**
   * Refuses bytes that were not written by a proxy.
   *
   * @param in unread
   * @throws InvalidObjectException always
   */
  private void readObject(ObjectInputStream in) throws InvalidObjectException {
    throw new InvalidObjectException("rules are read through their proxy");
  }

  /** What travels instead of the rules. */
  private record Proxy(String id, TreeMap<String, String> overrides) implements Serializable {
    private Object readResolve() {
      DatasetRules rules = of(id);
      for (Map.Entry<String, String> override : overrides.entrySet()) {
        rules = rules.override(override.getKey(), override.getValue());
      }
      return rules;
    }
  }
}
