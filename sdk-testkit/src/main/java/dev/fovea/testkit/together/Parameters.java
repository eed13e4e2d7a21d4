package dev.fovea.testkit.together;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;

/** What parameters say, or a refusal that names them. */
final class Parameters {
  private Parameters() {}

  static int integer(String text, String name) {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw Refusals.badRequest(name + " must be an integer, got '" + text + "'", name);
    }
  }

  static Instant time(String text, String name) {
    try {
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException e) {
      throw Refusals.badRequest(name + " must be a time in ISO 8601, got '" + text + "'", name);
    }
  }
}
