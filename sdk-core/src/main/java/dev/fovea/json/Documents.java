package dev.fovea.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;

/** Reads one whole JSON document: nothing missing, nothing after its end. */
final class Documents {
  private Documents() {}

  /** Reads a value whose first token the parser stands on. */
  @FunctionalInterface
  interface Body<T> {
    T read(JsonParser parser) throws IOException;
  }

  static <T> T whole(JsonParser parser, Body<T> body) throws IOException {
    try {
      if (parser.nextToken() == null) {
        throw Unreadable.at("the answer is empty", "", null);
      }
      T value = body.read(parser);
      if (parser.nextToken() != null) {
        throw Unreadable.at("the answer goes on after its end", "", parser.currentTokenLocation());
      }
      return value;
    } catch (JsonProcessingException e) {
      throw Unreadable.of(e, Unreadable.path(parser));
    }
  }
}
