package dev.fovea.dataset;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads somebody's own limits: strictly, since a limit that is silently not there costs money. */
final class OwnLimits {
  private OwnLimits() {}

  /**
   * {@return the profile with the limits of a text}
   *
   * @throws IllegalArgumentException if a line is none, or names what is no setting
   */
  static DatasetProfile read(DatasetProfile profile, InputStream text) {
    BufferedReader lines = new BufferedReader(new InputStreamReader(text, StandardCharsets.UTF_8));
    Map<String, Integer> named = new HashMap<>();
    DatasetProfile changed = profile;
    try {
      int number = 0;
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        number++;
        // Editors of some systems put a byte order mark in front.
        String setting = (number == 1 ? line.replaceFirst("^\uFEFF", "") : line).strip();
        if (!setting.isEmpty() && setting.charAt(0) != '#' && setting.charAt(0) != '!') {
          changed = line(changed, setting, number, named);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the limits for " + profile.id(), e);
    }
    return changed;
  }

  private static DatasetProfile line(
      DatasetProfile profile, String setting, int number, Map<String, Integer> named) {
    int sign = setting.indexOf('=');
    if (sign < 0) {
      throw refused(number, "'" + setting + "' is not of the form name = value", null);
    }
    String name = setting.substring(0, sign).strip();
    Integer before = named.put(name, number);
    if (before != null) {
      throw refused(number, "'" + name + "' stands in line " + before + " already", null);
    }
    try {
      return profile.with(name, setting.substring(sign + 1).strip());
    } catch (IllegalArgumentException e) {
      throw refused(number, String.valueOf(e.getMessage()), e);
    }
  }

  private static IllegalArgumentException refused(
      int number, String why, @Nullable IllegalArgumentException cause) {
    return new IllegalArgumentException("line " + number + " of the limits: " + why, cause);
  }
}
