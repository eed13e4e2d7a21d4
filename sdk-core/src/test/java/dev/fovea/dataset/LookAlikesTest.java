package dev.fovea.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LookAlikesTest {
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 3, 4, 7, 8, 20, 64})
  void whateverDiffersInSoManyBitsIsFoundAndNothingElse(int bits) {
    Random random = new Random(bits);
    for (int round = 0; round < 300; round++) {
      long hash = random.nextLong();
      LookAlikes looks = new LookAlikes(bits, 10);
      looks.add(hash, 5, 77);

      int entry = looks.find(changed(hash, bits, random), 5, found -> true);

      assertThat(entry).isZero();
      assertThat(looks.note(entry)).isEqualTo(77);
      if (bits < 64) {
        assertThat(looks.find(changed(hash, bits + 1, random), 5, found -> true))
            .isEqualTo(-1);
      }
    }
  }

  private static long changed(long hash, int bits, Random random) {
    long changed = hash;
    while (Long.bitCount(changed ^ hash) < bits) {
      changed ^= 1L << random.nextInt(64) & ~(changed ^ hash);
    }
    return changed;
  }

  @Test
  void theFirstThatIsWantedIsFoundWithinItsGroup() {
    LookAlikes looks = new LookAlikes(4, 1_000);
    for (int i = 0; i < 600; i++) {
      looks.add(0b101, i % 2, i);
    }

    assertThat(looks.find(0b111, 1, entry -> looks.note(entry) > 300)).isEqualTo(301);
    assertThat(looks.distance(301, 0b111)).isEqualTo(1);
    assertThat(looks.find(0b111, 2, entry -> true)).isEqualTo(-1);
  }

  @Test
  void picturesBehindTheBoundAreNotKept() {
    LookAlikes looks = new LookAlikes(0, 2);
    looks.add(1, 0, 1);
    looks.add(2, 0, 2);
    assertThat(looks.isFull()).isFalse();

    looks.add(3, 0, 3);

    assertThat(looks.isFull()).isTrue();
    assertThat(looks.find(3, 0, entry -> true)).isEqualTo(-1);
    assertThat(looks.find(2, 0, entry -> true)).isEqualTo(1);
  }
}
