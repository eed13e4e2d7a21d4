package dev.fovea.transport;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds an error in an answer whose status said that all is well. */
final class ErrorMember {
  private ErrorMember() {}

  static boolean isIn(Map<String, ? extends @Nullable Object> answer) {
    Object error = answer.get("error");
    // Some servers have no such member and say that the answer itself is one.
    if ("error".equalsIgnoreCase(String.valueOf(answer.get("object")))) {
      return true;
    }
    if (error == null || Boolean.FALSE.equals(error) || "".equals(error)) {
      return false;
    }
    // Servers whose error member is always there leave it empty, or 0.
    return !(error instanceof Map<?, ?> facts && facts.isEmpty())
        && !(error instanceof Number code && code.intValue() == 0);
  }
}
