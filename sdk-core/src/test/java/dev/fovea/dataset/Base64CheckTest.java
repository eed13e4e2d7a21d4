package dev.fovea.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fovea.config.Timing;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Base64CheckTest {
  private static final int LENGTH = 70_000;

  @ParameterizedTest
  @ValueSource(longs = {1, -1})
  void theAnswerIsTheSameWhicheverWayIsFaster(long trend) {
    byte[] text = Arrays.copyOf(Base64.getEncoder().encode(new byte[LENGTH]), LENGTH);
    Base64Check check = new Base64Check(new TiltedClock(trend));
    // As many blocks as it takes until the faster way is used alone.
    for (int i = 0; i < 10; i++) {
      assertThat(check.run(text, i, LENGTH)).isEqualTo(LENGTH);
    }

    for (byte wrong : new byte[] {'"', '=', ' ', '\\', '-', '_', 0, '\n', -1, '@', '[', '{'}) {
      for (int place : new int[] {0, 1, 9, 16_383, 16_384, 16_390, 65_536, LENGTH - 1}) {
        byte right = text[place];
        text[place] = wrong;
        assertThat(check.run(text, 0, LENGTH)).as("%d at %d", wrong, place).isEqualTo(place);
        text[place] = right;
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"QQ==", "QUE=", "QQ==QUE="})
  void paddingAtTheEndOfABlockEndsTheRun(String end) {
    byte[] text = "A"
        .repeat(16 * 1024 - end.length())
        .concat(end)
        .concat("AAAA")
        .getBytes(StandardCharsets.US_ASCII);
    Base64Check check = new Base64Check(new TiltedClock(1));

    for (int i = 0; i < 40; i++) {
      assertThat(check.run(text, 0, text.length))
          .isEqualTo(16 * 1024 - end.length() + end.indexOf('='));
    }
  }

  /** A clock by which the first of two ways always wins, or the second. */
  private static final class TiltedClock implements Timing {
    private final long trend;
    private long readings;

    TiltedClock(long trend) {
      this.trend = trend;
    }

    @Override
    public long nanoTime() {
      // The ways take turns, two readings each, beginning with the second way.
      long reading = readings++;
      boolean second = reading / 2 % 2 == 0;
      return reading % 2 == 0 ? 0 : 100 + (second ? trend : -trend);
    }

    @Override
    public Instant now() {
      return Instant.EPOCH;
    }

    @Override
    public void sleep(Duration time) {
      throw new AssertionError("nothing waits here");
    }

    @Override
    public Cancellation schedule(Duration delay, Runnable task) {
      throw new AssertionError("nothing is scheduled here");
    }

    @Override
    public double random() {
      throw new AssertionError("nothing is left to chance here");
    }
  }
}
