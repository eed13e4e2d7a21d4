package dev.fovea.dataset;

import dev.fovea.error.DatasetException;
import java.io.InputStream;
import java.io.InvalidObjectException;
import java.io.ObjectInputStream;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

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
   * {@return these rules with the limits and choices of a text}
   *
   * @param limits one {@code name = value} a line, with the names of {@link #settings()}; empty
   *     lines and lines that begin with {@code #} or {@code !} are read over; UTF-8, read to its
   *     end, not closed
   * @throws IllegalArgumentException if a line names no setting, one a second time, or has a value
   *     that does not fit; the message tells the line
   * @throws java.io.UncheckedIOException if the text cannot be read
   */
  public DatasetRules with(InputStream limits) {
    return new DatasetRules(OwnLimits.read(profile, limits));
  }

  /**
   * Checks a file.
   *
   * @param file the data set
   * @return what was found; the first 100 findings of each rule are kept
   * @throws DatasetException if it cannot be read to its end
   */
  public DatasetReport check(Path file) {
    return check(file, options -> {});
  }

  /**
   * Checks a file with options.
   *
   * @param file the data set
   * @param spec sets the options
   * @return what was found; the first 100 findings of each rule are kept
   * @throws DatasetException if it cannot be read to its end
   */
  public DatasetReport check(Path file, Consumer<CheckOptions.Builder> spec) {
    return new DatasetCheck(profile, options(spec)).file(file);
  }

  /**
   * Checks a stream, which has no name and therefore no wrong one.
   *
   * @param lines the data set; read to its end, not closed
   * @return what was found; the first 100 findings of each rule are kept
   * @throws DatasetException if it cannot be read to its end
   */
  public DatasetReport check(InputStream lines) {
    return check(lines, options -> {});
  }

  /**
   * Checks a stream with options.
   *
   * @param lines the data set; read to its end, not closed
   * @param spec sets the options
   * @return what was found; the first 100 findings of each rule are kept
   * @throws DatasetException if it cannot be read to its end
   */
  public DatasetReport check(InputStream lines, Consumer<CheckOptions.Builder> spec) {
    return new DatasetCheck(profile, options(spec)).lines(lines, null);
  }

  private static CheckOptions options(Consumer<CheckOptions.Builder> spec) {
    CheckOptions.Builder options = CheckOptions.builder();
    spec.accept(options);
    return options.build();
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
