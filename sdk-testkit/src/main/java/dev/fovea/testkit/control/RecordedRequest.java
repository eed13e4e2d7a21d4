package dev.fovea.testkit.control;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One request as the embedded provider saw it. The key in it is masked. Thread-safe. */
public interface RecordedRequest {
  /** {@return the method, upper case} */
  String method();

  /** {@return the path as sent, still percent-encoded, without the query} */
  String path();

  /** {@return the query as sent, or an empty string} */
  String query();

  /** {@return the headers by lower-case name; keys are masked} */
  Map<String, List<String>> headers();

  /** {@return how many bytes of the body were read so far} */
  long bodySize();

  /**
   * {@return the body as UTF-8 text when it was read and is at most 256 KiB long; larger ones are
   * only counted}
   */
  Optional<String> body();

  /**
   * {@return the status answered; absent while the request runs or when a fault swallowed the
   * answer}
   */
  Optional<Integer> status();

  /**
   * {@return the first value of a header}
   *
   * @param name the header's name in any case
   */
  default Optional<String> header(String name) {
    return headers().getOrDefault(name.toLowerCase(java.util.Locale.ROOT), List.of()).stream()
        .findFirst();
  }
}
