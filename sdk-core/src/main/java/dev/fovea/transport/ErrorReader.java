package dev.fovea.transport;

import org.jspecify.annotations.Nullable;

/**
 * Finds the facts in a provider's error body. Must take any JSON; what it throws is ignored and the
 * body's excerpt is shown instead.
 */
@FunctionalInterface
public interface ErrorReader {
  /**
   * Reads an error body.
   *
   * @param status the HTTP status
   * @param body the parsed body in JDK types (Map, List, String, Number, Boolean), null for JSON
   *     null
   * @return what it says; empty facts when it says nothing
   */
  ErrorFacts read(int status, @Nullable Object body);

  /**
   * The reader that fits most providers: {@code error} as an object or a text, {@code message},
   * {@code detail} as a text or a list, gRPC status objects, bare texts and lists of these.
   *
   * @return the reader
   */
  static ErrorReader standard() {
    return StandardErrorReader.INSTANCE;
  }
}
