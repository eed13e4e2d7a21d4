package dev.fovea.acme;

import dev.fovea.transport.ErrorFacts;
import dev.fovea.transport.ErrorReader;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Acme's error bodies: {@code {"fault": {"kind": .., "says": ..}}}. */
final class AcmeErrors implements ErrorReader {
  @Override
  public ErrorFacts read(int status, @Nullable Object body) {
    Object fault = body instanceof Map<?, ?> object ? object.get("fault") : null;
    if (!(fault instanceof Map<?, ?> told)) {
      // What stands before Acme, such as a proxy, says it in other words.
      return ErrorReader.standard().read(status, body);
    }
    ErrorFacts.Builder facts = ErrorFacts.builder();
    if (told.get("kind") instanceof String kind) {
      facts.code(kind);
    }
    if (told.get("says") instanceof String says) {
      facts.message(says);
    }
    return facts.build();
  }
}
