package dev.fovea.testkit.openai;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fovea.testkit.server.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** The dated facts beside this code. */
final class Facts {
  private Facts() {}

  static JsonNode read(String name) {
    try (InputStream in = Facts.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException(name + " is missing from the jar");
      }
      return Json.read(in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + name, e);
    }
  }
}
