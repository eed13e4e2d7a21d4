package dev.fovea.provider;

import dev.fovea.error.DeploymentFailedException;
import dev.fovea.error.Failure;
import dev.fovea.error.FoveaException;
import dev.fovea.error.InterruptedCallException;
import dev.fovea.error.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * What is left of a deployment's start that failed.
 *
 * @param provider the provider's id
 * @param id what to look for; null when nothing is left
 * @param mayBill whether it may cost money
 * @param words what it is and what to do about it
 */
public record Leftover(String provider, @Nullable String id, boolean mayBill, String words) {
  /**
   * {@return that nothing is left}
   *
   * @param provider the provider's id
   */
  public static Leftover none(String provider) {
    return new Leftover(provider, null, false, "");
  }

  /**
   * {@return the failure with the word of what is left; itself when nothing is}
   *
   * @param failure why the start failed
   */
  public Throwable told(Throwable failure) {
    String what = id;
    if (what == null) {
      return failure;
    }
    Failure.Builder facts = Failure.builder()
        .provider(provider)
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

  private String message(Throwable failure) {
    String message = failure.getMessage() == null ? failure.toString() : failure.getMessage();
    String prefix = provider + ": ";
    return message.startsWith(prefix) ? message.substring(prefix.length()) : message;
  }
}
