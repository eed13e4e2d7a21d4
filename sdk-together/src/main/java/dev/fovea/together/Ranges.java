package dev.fovea.together;

import dev.fovea.chat.ChatRequest;
import org.jspecify.annotations.Nullable;

/** The published ranges of a request's numbers: who is outside hears it before anything costs. */
final class Ranges {
  private Ranges() {}

  static void check(ChatRequest request, @Nullable TogetherChatOptions options) {
    request.maxTokens().ifPresent(v -> within("maxTokens", v, 1, Integer.MAX_VALUE));
    request.temperature().ifPresent(v -> within("temperature", v, 0, 2));
    request.topP().ifPresent(v -> within("topP", v, 0, 1));
    request.n().ifPresent(v -> within("n", v, 1, 128));
    request.presencePenalty().ifPresent(v -> within("presencePenalty", v, -2, 2));
    request.frequencyPenalty().ifPresent(v -> within("frequencyPenalty", v, -2, 2));
    request.topLogprobs().ifPresent(v -> within("topLogprobs", v, 0, 20));
    if (options != null) {
      options.minP().ifPresent(v -> within("minP", v, 0, 1));
      options
          .biasByToken()
          .forEach((token, bias) -> within("the bias of token " + token, bias, -100, 100));
    }
  }

  private static void within(String name, Number value, int low, int high) {
    double number = value.doubleValue();
    // NaN is outside of everything.
    if (!(number >= low && number <= high)) {
      throw new IllegalArgumentException("together: " + name + " is " + value
          + ", but Together takes " + low
          + (high == Integer.MAX_VALUE ? " or more" : " to " + high) + "; nothing was sent");
    }
  }
}
