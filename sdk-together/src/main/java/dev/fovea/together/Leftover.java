package dev.fovea.together;

import dev.fovea.error.DeploymentFailedException;
import dev.fovea.error.Failure;
import dev.fovea.error.FoveaException;
import dev.fovea.error.InterruptedCallException;
import dev.fovea.error.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * What is left of a start that failed.
 *
 * @param id what to look for; null when nothing is left
 * @param mayBill whether it may cost money
 * @param words what it is and what to do about it
 */
record Leftover(@Nullable String id, boolean mayBill, String words) {
  static Leftover none() {
    return new Leftover(null, false, "");
  }

  /** The failure with the word of what is left; itself when nothing is. */
  Throwable told(Throwable failure) {
    String what = id;
    if (what == null) {
      return failure;
    }
    Failure.Builder facts = Failure.builder()
        .provider(TogetherProvider.ID)
        .operation("start deployment")
        .message(message(failure))
        .outcome(Outcome.UNKNOWN)
        .cause(failure)
        .next(words);
    if (failure instanceof FoveaException known) {
      facts.outcome(known.outcome()).attempts(known.attempts());
    }
    return failure instanceof InterruptedCallException
        ? new InterruptedCallException(facts.build())
        : new DeploymentFailedException(facts.build(), what, mayBill);
  }

  private static String message(Throwable failure) {
    String message = failure.getMessage() == null ? failure.toString() : failure.getMessage();
    String prefix = TogetherProvider.ID + ": ";
    return message.startsWith(prefix) ? message.substring(prefix.length()) : message;
  }
}
