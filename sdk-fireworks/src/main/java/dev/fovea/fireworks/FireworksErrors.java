package dev.fovea.fireworks;

import dev.fovea.transport.ErrorFacts;
import dev.fovea.transport.ErrorReader;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Fireworks' two styles of errors: the control plane's status objects, whose machine word stands in
 * {@code details[].reason}, and inference's, which the standard reader knows.
 */
final class FireworksErrors implements ErrorReader {
  private static final ErrorReader STANDARD = ErrorReader.standard();

  /** The names of the status numbers that a grpc gateway answers with, by number. */
  private static final List<String> NAMES = List.of(
      "OK",
      "CANCELLED",
      "UNKNOWN",
      "INVALID_ARGUMENT",
      "DEADLINE_EXCEEDED",
      "NOT_FOUND",
      "ALREADY_EXISTS",
      "PERMISSION_DENIED",
      "RESOURCE_EXHAUSTED",
      "FAILED_PRECONDITION",
      "ABORTED",
      "OUT_OF_RANGE",
      "UNIMPLEMENTED",
      "INTERNAL",
      "UNAVAILABLE",
      "DATA_LOSS",
      "UNAUTHENTICATED");

  @Override
  public ErrorFacts read(int status, @Nullable Object body) {
    ErrorFacts facts = STANDARD.read(status, body);
    if (!(body instanceof Map<?, ?> object) || !(object.get("code") instanceof Number code)) {
      return facts;
    }
    ErrorFacts.Builder named = facts.toBuilder();
    int number = code.intValue();
    if (number >= 0 && number < NAMES.size()) {
      named.code(NAMES.get(number));
    }
    String reason = reason(object.get("details"));
    if (reason != null) {
      named.type(reason);
    }
    return named.build();
  }

  private static @Nullable String reason(@Nullable Object details) {
    if (details instanceof List<?> list) {
      for (Object detail : list) {
        if (detail instanceof Map<?, ?> map && map.get("reason") instanceof String reason) {
          return reason;
        }
      }
    }
    return null;
  }
}
