package dev.fovea.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class OptionsTest {
  @Test
  void retriesRefuseWhatMakesNoSense() {
    refused(() -> RetryOptions.builder().maxAttempts(0).build(), "maxAttempts");
    refused(() -> RetryOptions.builder().base(Duration.ZERO).build(), "base must be positive");
    refused(
        () -> RetryOptions.builder().base(Duration.ofMinutes(1)).build(),
        "base must not exceed its ceiling");
    refused(
        () -> RetryOptions.builder().throttledCeiling(Duration.ofMillis(1)).build(),
        "throttledBase");
    refused(
        () -> RetryOptions.builder().longestServerDelay(Duration.ofSeconds(-1)).build(),
        "longestServerDelay");
    refused(() -> RetryOptions.builder().bucket(-1).build(), "bucket");
  }

  @Test
  void limitsWaitsAndTimeoutsArePositive() {
    refused(() -> Limits.builder().responseBytes(0).build(), "responseBytes");
    refused(() -> Limits.builder().sseLineBytes(-1).build(), "sseLineBytes");
    refused(() -> WaitOptions.builder().timeout(Duration.ZERO).build(), "timeout");
    refused(() -> WaitOptions.builder().floor(Duration.ofMinutes(1)).build(), "ceiling");
    refused(() -> Timeouts.builder().idle(Duration.ofSeconds(-1)).build(), "idle");
  }

  @Test
  void waitingLastsADayByDefault() {
    WaitOptions wait = WaitOptions.builder().build();

    assertThat(wait.timeout()).isEqualTo(Duration.ofHours(24));
    assertThat(wait.floor()).isEqualTo(Duration.ofSeconds(1));
    assertThat(wait.ceiling()).isEqualTo(Duration.ofSeconds(30));
    assertThat(wait.toBuilder().build()).isEqualTo(wait);
  }

  @Test
  void moneyKnowsItsCurrency() {
    Money price = new Money(new BigDecimal("1.25"), "usd");

    assertThat(price).hasToString("1.25 USD").isEqualTo(Money.usd(new BigDecimal("1.25")));
    assertThat(price.times(4)).hasToString("5.00 USD");
  }

  @Test
  void noFactsAreNoFacts() {
    assertThat(ResponseMeta.none().requestId()).isEmpty();
    assertThat(ResponseMeta.none().headers()).isEmpty();
    assertThat(ResponseMeta.none().rateLimit()).isEmpty();
  }

  @Test
  void theMachinesClockRunsWhatIsScheduledUnlessItIsTakenBack() throws InterruptedException {
    CountDownLatch ran = new CountDownLatch(1);
    CountDownLatch takenBack = new CountDownLatch(1);

    Timing.system().schedule(Duration.ofHours(1), takenBack::countDown).cancel();
    Timing.system().schedule(Duration.ofMillis(1), ran::countDown);

    assertThat(ran.await(10, TimeUnit.SECONDS)).isTrue();
    assertThat(takenBack.getCount()).isEqualTo(1);
    assertThat(Timing.system().random()).isGreaterThanOrEqualTo(0).isLessThan(1);
  }

  private static void refused(ThrowingCallable build, String why) {
    assertThatThrownBy(build)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(why);
  }
}
