package dev.fovea.provider;

import dev.fovea.chat.ChatRequest;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The numbers a request may hold, as a provider published them: who is outside hears it before
 * anything costs. Read from dated data. Immutable and thread-safe.
 */
public final class NumberFacts {
  private record Range(double above, double least, double most) {
    boolean holds(double number) {
      // NaN is outside of everything.
      return number > above && number >= least && number <= most;
    }

    String words() {
      boolean open = Double.isInfinite(most);
      if (!Double.isInfinite(above)) {
        return "more than " + plain(above) + (open ? "" : " and at most " + plain(most));
      }
      return plain(least) + (open ? " or more" : " to " + plain(most));
    }
  }

  private final String provider;
  private final String date;
  private final Map<String, Range> ranges = new HashMap<>();
  private final Map<String, Integer> numbers = new HashMap<>();

  private NumberFacts(String provider, WireObject facts) {
    this.provider = provider;
    this.date = facts.required("date");
    facts
        .objects("ranges")
        .forEach(range -> ranges.put(
            range.required("name"),
            new Range(
                range.decimal("above").orElse(Double.NEGATIVE_INFINITY),
                range.decimal("least").orElse(Double.NEGATIVE_INFINITY),
                range.decimal("most").orElse(Double.POSITIVE_INFINITY))));
    facts.rest().keySet().forEach(name -> facts.count(name).ifPresent(n -> numbers.put(name, n)));
  }

  /**
   * Takes facts.
   *
   * @param provider the provider's id
   * @param facts a date, {@code ranges} with name, least (or above, which is not allowed itself)
   *     and most, and single numbers
   * @return the facts
   */
  public static NumberFacts of(String provider, WireObject facts) {
    return new NumberFacts(provider, facts);
  }

  /**
   * {@return a fact that is one number, such as {@code longestSuffix}}
   *
   * @param name its name
   * @throws IllegalStateException if the facts lack it
   */
  public int number(String name) {
    Integer number = numbers.get(name);
    if (number == null) {
      throw new IllegalStateException("the library is incomplete: the facts lack " + name);
    }
    return number;
  }

  /**
   * Checks what every chat request may hold.
   *
   * @param request the request
   * @throws IllegalArgumentException if a number is out of its range; nothing was sent
   */
  public void check(ChatRequest request) {
    request.maxTokens().ifPresent(v -> check("maxTokens", v));
    request.temperature().ifPresent(v -> check("temperature", v));
    request.topP().ifPresent(v -> check("topP", v));
    request.n().ifPresent(v -> check("n", v));
    request.presencePenalty().ifPresent(v -> check("presencePenalty", v));
    request.frequencyPenalty().ifPresent(v -> check("frequencyPenalty", v));
    request.topLogprobs().ifPresent(v -> check("topLogprobs", v));
  }

  /**
   * Checks one number.
   *
   * @param name its name among the ranges; a name that is not there has no limits
   * @param value the number; null is not checked
   * @throws IllegalArgumentException if it is out of its range; nothing was sent
   */
  public void check(String name, @Nullable Number value) {
    Range range = ranges.get(name);
    if (range == null || value == null) {
      return;
    }
    if (range.holds(value.doubleValue())) {
      return;
    }
    throw new IllegalArgumentException(
        provider + ": " + name + " is " + value + ", but it must be " + range.words() + " (fact of "
            + date + "; what putExtraProperty sets is not checked); nothing was sent");
  }

  private static String plain(double number) {
    return BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
  }
}
