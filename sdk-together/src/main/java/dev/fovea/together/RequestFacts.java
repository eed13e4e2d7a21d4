package dev.fovea.together;

import dev.fovea.chat.ChatRequest;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The numbers a request may hold, as Together published them: who is outside hears it before
 * anything costs. Read when the first request is checked.
 */
final class RequestFacts {
  private record Range(double least, double most) {}

  private static final Map<String, Range> RANGES = new HashMap<>();
  private static final Map<String, Integer> NUMBERS = new HashMap<>();
  private static final String DATE;

  static {
    WireObject facts = DatedFacts.read("requests.json");
    DATE = facts.required("date");
    facts
        .objects("ranges")
        .forEach(range -> RANGES.put(
            range.required("name"),
            new Range(
                range.decimal("least").orElse(Double.NEGATIVE_INFINITY),
                range.decimal("most").orElse(Double.POSITIVE_INFINITY))));
    facts.rest().keySet().forEach(name -> facts.count(name).ifPresent(n -> NUMBERS.put(name, n)));
  }

  private RequestFacts() {}

  /** {@return a fact that is one number, such as {@code longestSuffix}} */
  static int number(String name) {
    Integer number = NUMBERS.get(name);
    if (number == null) {
      throw new IllegalStateException("the library is incomplete: requests.json lacks " + name);
    }
    return number;
  }

  static void check(ChatRequest request, @Nullable TogetherChatOptions options) {
    request.maxTokens().ifPresent(v -> within("maxTokens", v));
    request.temperature().ifPresent(v -> within("temperature", v));
    request.topP().ifPresent(v -> within("topP", v));
    request.n().ifPresent(v -> within("n", v));
    request.presencePenalty().ifPresent(v -> within("presencePenalty", v));
    request.frequencyPenalty().ifPresent(v -> within("frequencyPenalty", v));
    request.topLogprobs().ifPresent(v -> within("topLogprobs", v));
    if (options != null) {
      options.minP().ifPresent(v -> within("minP", v));
      options.biasByToken().values().forEach(bias -> within("biasByToken", bias));
    }
  }

  private static void within(String name, Number value) {
    Range range = RANGES.get(name);
    double number = value.doubleValue();
    // NaN is outside of everything.
    if (range == null || (number >= range.least && number <= range.most)) {
      return;
    }
    throw new IllegalArgumentException("together: " + name + " is " + value
        + ", but Together takes "
        + plain(range.least)
        + (Double.isInfinite(range.most) ? " or more" : " to " + plain(range.most)) + " (fact of "
        + DATE + "; what putExtraProperty sets is not checked); nothing was sent");
  }

  private static String plain(double number) {
    return BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
  }
}
