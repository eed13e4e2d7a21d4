package dev.fovea.dataset;

import dev.fovea.finding.Finding;
import java.io.InputStream;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.Map;
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
    throw new UnsupportedOperationException();
  }

  /**
   * Checks a file.
   *
   * @param file the data set
   * @return what was found; the first 100 findings of each rule are kept
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
   */
  public DatasetReport check(Path file, Consumer<Finding> findings) {
    throw new UnsupportedOperationException();
  }

  /**
   * Checks a stream, which has no name and therefore no wrong one.
   *
   * @param lines the data set; read to its end, not closed
   * @return what was found; the first 100 findings of each rule are kept
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
   */
  public DatasetReport check(InputStream lines, Consumer<Finding> findings) {
    throw new UnsupportedOperationException();
  }
}
