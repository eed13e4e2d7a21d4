package dev.fovea.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.fovea.config.ResponseMeta;
import dev.fovea.error.RateLimitException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import mockwebserver3.MockResponse;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ServerDelayTest {
  private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
  private static final Operation<Void, ResponseMeta> GET =
      Operation.get("things").named("get thing").build();

  @ParameterizedTest
  @CsvSource(
      nullValues = "none",
      value = {
        "'', 2, PT2S",
        "'', ' 2 ', PT2S",
        "'', 0, PT0S",
        "'', 0.5, PT0.5S",
        "'', 1., PT1S",
        "'', 3600, PT1H",
        "'', 99999999999, PT27777777H46M39S",
        "1500, '', PT1.5S",
        "1500, 9, PT1.5S",
        "garbage, 9, PT9S",
        "-1, 9, PT9S",
        "'', 'Sat, 21 Nov 2026 10:00:30 GMT', PT30S",
        "'', 'Sat, 21 Nov 2026 09:00:30 GMT', none",
        "'', 'Thu, 01 Jan 1970 00:00:00 GMT', none",
        "'', 'Sat, 21 Nov 2026', none",
        "'', -1, none",
        "'', NaN, none",
        "'', Infinity, none",
        "'', 1e400, none",
        "'', 1e3, none",
        "'', 0x10, none",
        "'', +5, none",
        "'', 5s, none",
        "'', ., none",
        "'', '1.2.3', none",
        "'', '2, 3', none",
        "'', '', none"
      })
  void readsWhatMakesSenseAndIgnoresTheRest(String millis, String seconds, Duration expected) {
    assertThat(delay(Map.of("retry-after-ms", millis, "retry-after", seconds)))
        .isEqualTo(Optional.ofNullable(expected));
  }

  @Test
  void fourHundredDigitsAreIgnored() {
    assertThat(delay(Map.of("retry-after", "9".repeat(400)))).isEmpty();
  }

  @Test
  void aDateIsReadAgainstTheServersOwnClock() {
    assertThat(delay(Map.of(
            "retry-after",
            "Sat, 21 Nov 2026 11:00:05 GMT",
            "date",
            "Sat, 21 Nov 2026 11:00:00 GMT")))
        .contains(Duration.ofSeconds(5));
  }

  @Test
  void theResetOfTheRateLimitCountsOnlyWhenThereIsNothingBetterAndOnlyOn429() {
    assertThat(delay(Map.of("x-ratelimit-reset", "3"))).contains(Duration.ofSeconds(3));
    assertThat(delay(Map.of("x-ratelimit-reset", "3", "retry-after", "1")))
        .contains(Duration.ofSeconds(1));
    assertThat(ServerDelay.of(503, Map.of("x-ratelimit-reset", "3")::get, NOW)).isEmpty();
  }

  @Property(tries = 2000)
  void noHeaderEverBreaksItOrMeansNegative(
      @ForAll String seconds, @ForAll String millis, @ForAll String date) {
    Map<String, String> headers = new HashMap<>();
    headers.put("retry-after", seconds);
    headers.put("retry-after-ms", millis);
    headers.put("date", date);

    ServerDelay.of(429, headers::get, NOW)
        .ifPresent(delay -> assertThat(delay).isGreaterThanOrEqualTo(Duration.ZERO));
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void waitsAtLeastAsLongAsTheServerAsks(CallMode mode) {
    try (LocalServer server = new LocalServer()) {
      server.enqueue(LocalServer.status(429).addHeader("Retry-After", "2"), LocalServer.ok());

      mode.call(server.transport(), GET.call());

      assertThat(server.timing.naps).containsExactly(Duration.ofSeconds(2));
    }
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void theCurveAppliesWhenTheServerAsksForLess(CallMode mode) {
    try (LocalServer server = new LocalServer()) {
      server.enqueue(
          LocalServer.status(503).addHeader("Retry-After", "0"),
          LocalServer.status(503).addHeader("Retry-After", "-7"),
          LocalServer.ok());

      mode.call(server.transport(), GET.call());

      // Half of 0.5 s, half of 1 s: full jitter with a random number of 0.5.
      assertThat(server.timing.naps)
          .containsExactly(Duration.ofMillis(250), Duration.ofMillis(500));
      assertThat(server.requests()).isEqualTo(3);
    }
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void throttlingHasItsOwnSlowerCurve(CallMode mode) {
    try (LocalServer server = new LocalServer()) {
      MockResponse.Builder throttled = LocalServer.status(429);
      server.enqueue(
          throttled,
          throttled,
          throttled,
          throttled,
          throttled,
          throttled,
          throttled,
          LocalServer.ok());

      mode.call(server.transport(options -> options.retries(r -> r.maxAttempts(8))), GET.call());

      assertThat(server.timing.naps.stream().map(Duration::toMillis))
          .containsExactly(500L, 1000L, 2000L, 4000L, 8000L, 10_000L, 10_000L);
    }
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void moreThanAMinuteIsTheCallersToWait(CallMode mode) {
    try (LocalServer server = new LocalServer()) {
      server.enqueue(LocalServer.status(429).addHeader("Retry-After", "61"), LocalServer.ok());

      RateLimitException failure = catchThrowableOfType(
          RateLimitException.class, () -> mode.call(server.transport(), GET.call()));

      assertThat(failure.retryAfter()).contains(Duration.ofSeconds(61));
      assertThat(failure).hasMessageContaining("61000 ms");
      assertThat(server.requests()).isEqualTo(1);
      assertThat(server.timing.naps).isEmpty();
    }
  }

  private static Optional<Duration> delay(Map<String, String> headers) {
    return ServerDelay.of(429, headers::get, NOW);
  }
}
