package dev.fovea.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SeenLinesTest {
  @Test
  void theFirstLineOfEachNameIsKnownAgain() {
    SeenLines seen = new SeenLines();
    Map<Long, Long> first = new HashMap<>();
    Random random = new Random(7);

    for (long number = 1; number <= 20_000; number++) {
      // Names that differ in few bits, so that they want the same places.
      long hash = random.nextInt(6_000) * (number % 2 == 0 ? 1L : 1L << 40);
      Long known = first.putIfAbsent(hash, number);
      assertThat(seen.add(hash, number)).isEqualTo(known == null ? 0 : known);
    }
  }

  @Test
  void aMillionDifferentLinesAreRememberedAndNoMore() {
    SeenLines seen = new SeenLines();

    int remembered = 0;
    for (long number = 1; number <= SeenLines.MOST; number++) {
      remembered += seen.add(-number, number) == 0 ? 1 : 0;
    }

    assertThat(remembered).isEqualTo(1_000_000);
    assertThat(seen.add(7, 1_000_001)).isEqualTo(SeenLines.FORGOTTEN);
    assertThat(seen.add(7, 1_000_002)).isEqualTo(SeenLines.FORGOTTEN);
    assertThat(seen.add(-1, 1_000_003)).isEqualTo(1);
    assertThat(seen.add(-1_000_000, 1_000_004)).isEqualTo(1_000_000);
  }

  @Test
  void numbersBeyondThoseOfIntegersAreRememberedAsFarAsTheyGo() {
    SeenLines seen = new SeenLines();

    assertThat(seen.add(1, 0xFFFF_FFFFL)).isZero();
    assertThat(seen.add(2, 0x1_0000_0000L)).isEqualTo(SeenLines.FORGOTTEN);
    assertThat(seen.add(1, 0x1_0000_0001L)).isEqualTo(0xFFFF_FFFFL);
  }
}
