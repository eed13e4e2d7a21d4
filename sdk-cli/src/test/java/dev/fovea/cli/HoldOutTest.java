package dev.fovea.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class HoldOutTest {
  @Test
  void aQuarterOfEachClassIsHeldBack() {
    HoldOut parts = HoldOut.of(pictures(8, 12, 4), new Dice(1));

    assertThat(parts.heldBack()).hasSize(2 + 3 + 1);
    assertThat(parts.training()).hasSize(6 + 9 + 3);
  }

  @Test
  void whereNoAnswerIsSharedAllPicturesAreOneClass() {
    HoldOut parts = HoldOut.of(pictures(1, 1, 1, 1, 1, 1, 1, 1), new Dice(1));

    assertThat(parts.heldBack()).hasSize(2);
    assertThat(parts.training()).hasSize(6);
  }

  @Test
  void aLonePictureOfItsClassIsTrainedOn() {
    HoldOut parts = HoldOut.of(pictures(4, 1), new Dice(1));

    assertThat(parts.heldBack()).extracting(Labelled::answer).containsExactly("class-0");
  }

  @Test
  void theSameSeedHoldsTheSameBack() {
    List<Labelled> all = pictures(9, 9);

    assertThat(HoldOut.of(all, new Dice(5))).isEqualTo(HoldOut.of(all, new Dice(5)));
    assertThat(HoldOut.of(all, new Dice(5))).isNotEqualTo(HoldOut.of(all, new Dice(6)));
  }

  @Property(tries = 200)
  void everyPictureIsInExactlyOnePartAndNoClassIsHeldBackWhole(
      @ForAll @Size(min = 1, max = 6) List<@IntRange(min = 2, max = 20) Integer> sizes,
      @ForAll long seed) {
    List<Labelled> all = pictures(sizes.stream().mapToInt(Integer::intValue).toArray());

    HoldOut parts = HoldOut.of(all, new Dice(seed));

    List<Labelled> together = new ArrayList<>(parts.training());
    together.addAll(parts.heldBack());
    assertThat(together).containsExactlyInAnyOrderElementsOf(all);
    for (int i = 0; i < sizes.size(); i++) {
      String answer = "class-" + i;
      assertThat(parts.training()).extracting(Labelled::answer).contains(answer);
      assertThat(parts.heldBack()).extracting(Labelled::answer).contains(answer);
    }
  }

  private static List<Labelled> pictures(int... sizes) {
    List<Labelled> all = new ArrayList<>();
    for (int i = 0; i < sizes.length; i++) {
      for (int j = 0; j < sizes[i]; j++) {
        all.add(new Labelled(Path.of("p-" + i + "-" + j), "?", "class-" + i));
      }
    }
    return all;
  }
}
