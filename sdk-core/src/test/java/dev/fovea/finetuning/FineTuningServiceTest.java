package dev.fovea.finetuning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fovea.error.UnsupportedCapabilityException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class FineTuningServiceTest {
  // Answers nothing but its name: what is asked of it are the methods that have a body already.
  private static final FineTuningService PLAIN = plain((self, method, arguments) ->
      method.isDefault() ? InvocationHandler.invokeDefault(self, method, arguments) : "acme");

  private static FineTuningService plain(InvocationHandler handler) {
    return (FineTuningService) Proxy.newProxyInstance(
        FineTuningService.class.getClassLoader(),
        new Class<?>[] {FineTuningService.class},
        handler);
  }

  private static void refused(
      String capability,
      Consumer<FineTuningService> now,
      Function<FineTuningService, CompletableFuture<?>> later) {
    assertThatThrownBy(() -> now.accept(PLAIN))
        .isInstanceOfSatisfying(UnsupportedCapabilityException.class, refusal -> {
          assertThat(refusal.capability()).isEqualTo(capability);
          assertThat(refusal.provider()).contains("acme");
        });
    assertThat(later.apply(PLAIN))
        .isCompletedExceptionally()
        .failsWithin(java.time.Duration.ofSeconds(1))
        .withThrowableOfType(java.util.concurrent.ExecutionException.class)
        .withMessageContaining("acme: ");
  }

  @Test
  void whatAProviderDoesNotOfferIsRefusedInItsName() {
    refused("JOB_CHECKPOINTS", s -> s.checkpoints("j"), s -> s.checkpointsAsync("j"));
    refused("JOB_DELETION", s -> s.delete("j"), s -> s.deleteAsync("j"));
    refused("PAUSE_JOB", s -> s.pause("j"), s -> s.pauseAsync("j"));
    refused("PAUSE_JOB", s -> s.resume("j"), s -> s.resumeAsync("j"));
  }
}
