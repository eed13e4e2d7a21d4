package dev.fovea.together;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class ChainTest {
  private final CompletableFuture<String> first = new CompletableFuture<>();
  private final CompletableFuture<String> second = new CompletableFuture<>();
  private final AtomicBoolean secondStarted = new AtomicBoolean();

  private CompletableFuture<String> twoSteps() {
    return Chain.of(chain -> chain
        .step(() -> first)
        .thenCompose(value -> chain.step(() -> {
          secondStarted.set(true);
          return second;
        })));
  }

  @Test
  void theLastStepsValueIsTheResult() {
    CompletableFuture<String> both = twoSteps();

    first.complete("a");
    second.complete("b");

    assertThat(both).isCompletedWithValue("b");
  }

  @Test
  void aStepsFailureIsTheResultUnwrapped() {
    CompletableFuture<String> both = twoSteps();

    first.completeExceptionally(new CompletionException(new IllegalStateException("no")));

    assertThatThrownBy(both::join)
        .hasCauseInstanceOf(IllegalStateException.class)
        .hasMessageEndingWith("no");
    assertThat(secondStarted).isFalse();
  }

  @Test
  void whatFailsAtTheStartFailsTheFuture() {
    CompletableFuture<String> none = Chain.of(chain -> {
      throw new IllegalArgumentException("at once");
    });

    assertThatThrownBy(none::join).hasCauseInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void cancellingADerivedFutureCancelsTheStepUnderWay() {
    CompletableFuture<Integer> length = twoSteps().thenApply(String::length);
    first.complete("a");

    length.cancel(true);

    assertThat(second).isCancelled();
  }

  @Test
  void noStepStartsAfterACancellation() {
    CompletableFuture<String> held = new CompletableFuture<>();
    // The first step cannot be cancelled: like a check on a thread of its own, it runs on.
    CompletableFuture<String> both = Chain.of(chain -> held.thenCompose(value -> chain.step(() -> {
      secondStarted.set(true);
      return second;
    })));

    both.cancel(true);
    held.complete("checked");

    assertThat(secondStarted).isFalse();
  }
}
