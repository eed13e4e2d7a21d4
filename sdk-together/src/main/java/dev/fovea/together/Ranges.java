package dev.fovea.together;

import dev.fovea.chat.ChatRequest;
import java.util.Optional;

/** The published ranges of a request's numbers: who is outside hears it before he pays. */
final class Ranges {
  private Ranges() {}

  static void check(ChatRequest request, Optional<TogetherChatOptions> options) {
    within("maxTokens", request.maxTokens(), 1, Integer.MAX_VALUE);
    within("temperature", request.temperature(), 0, 2);
    within("topP", request.topP(), 0, 1);
    within("n", request.n(), 1, 128);
    within("presencePenalty", request.presencePenalty(), -2, 2);
    within("frequencyPenalty", request.frequencyPenalty(), -2, 2);
    within("topLogprobs", request.topLogprobs(), 0, 20);
    options.ifPresent(own -> {
      within("minP", own.minP(), 0, 1);
      own.biasByToken()
          .forEach(
              (token, bias) -> within("the bias of token " + token, Optional.of(bias), -100, 100));
    });
  }

  private static void within(String name, Optional<? extends Number> value, int low, int high) {
    double number = value.isPresent() ? value.get().doubleValue() : low;
    // NaN is outside of everything.
    if (!(number >= low && number <= high)) {
      throw new IllegalArgumentException("together: " + name + " is " + value.get()
          + ", but Together takes " + low
          + (high == Integer.MAX_VALUE ? " or more" : " to " + high) + "; nothing was sent");
    }
  }
}
