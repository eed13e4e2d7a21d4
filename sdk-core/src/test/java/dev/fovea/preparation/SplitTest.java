package dev.fovea.preparation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class SplitTest {
  private static Set<LabelRow> kept(
      List<List<LabelRow>> pictures, Consumer<SplitOptions.Builder> spec) {
    return split(pictures, spec).validation();
  }

  private static Split split(List<List<LabelRow>> pictures, Consumer<SplitOptions.Builder> spec) {
    SplitOptions.Builder options = SplitOptions.builder();
    spec.accept(options);
    return new Split(pictures, options.build());
  }

  private static List<List<LabelRow>> pictures(int... sizes) {
    List<List<LabelRow>> all = new ArrayList<>();
    for (int i = 0; i < sizes.length; i++) {
      for (int j = 0; j < sizes[i]; j++) {
        String name = i + "-" + j;
        LabelledPicture one = new LabelledPicture(Path.of(name), "?", "class-" + i);
        all.add(List.of(new LabelRow(all.size() + 1L, name, one, null)));
      }
    }
    return all;
  }

  private static int[] array(List<Integer> sizes) {
    return sizes.stream().mapToInt(Integer::intValue).toArray();
  }

  private static Map<String, Long> counts(Set<LabelRow> rows) {
    return rows.stream()
        .collect(Collectors.groupingBy(row -> row.example().answer(), Collectors.counting()));
  }

  @Test
  void eachClassGivesItsShare() {
    assertThat(counts(kept(pictures(8, 12, 4), s -> s.validationShare(0.25))))
        .isEqualTo(Map.of("class-0", 2L, "class-1", 3L, "class-2", 1L));
  }

  @Test
  void theSharesOfManyClassesAddUpToTheWhole() {
    int[] sizes = new int[100];
    java.util.Arrays.fill(sizes, 14);

    assertThat(kept(pictures(sizes), s -> s.validationShare(0.1))).hasSize(140);
  }

  @Test
  void aTenthIsKeptWhenNothingElseIsSaid() {
    assertThat(counts(kept(pictures(30, 10), s -> {})))
        .isEqualTo(Map.of("class-0", 3L, "class-1", 1L));
  }

  @Test
  void aCountIsReachedExactly() {
    assertThat(counts(kept(pictures(60, 30, 10), s -> s.validationCount(10))))
        .isEqualTo(Map.of("class-0", 6L, "class-1", 3L, "class-2", 1L));
    assertThat(kept(pictures(2, 2, 2, 2), s -> s.validationCount(2))).hasSize(2);
    assertThat(counts(kept(pictures(50, 2, 2), s -> s.validationCount(3)))).hasSize(3);
    assertThat(kept(pictures(5, 5, 3), s -> s.validationCount(10))).hasSize(10);
  }

  @Test
  void aLonePictureOfItsClassIsTrainedOn() {
    assertThat(counts(kept(pictures(4, 1), s -> s.validationShare(0.5))))
        .isEqualTo(Map.of("class-0", 2L));
  }

  @Test
  void answersThatMostlyStandAloneAreOneClass() {
    assertThat(kept(pictures(1, 1, 1, 1, 1, 1, 1, 1), s -> s.validationShare(0.25)))
        .hasSize(2);
    assertThat(counts(kept(pictures(1, 1, 1, 1, 1, 1, 2), s -> s.validationShare(0.5))))
        .hasSize(4)
        .containsEntry("class-6", 1L);
  }

  @Test
  void whatIsSaidAboutOnePictureStaysTogether() {
    List<List<LabelRow>> pictures = new ArrayList<>(pictures(6));
    LabelRow second =
        new LabelRow(99, "copy", new LabelledPicture(Path.of("copy"), "else?", "x"), null);
    pictures.set(0, List.of(pictures.get(0).get(0), second));

    for (int seed = 0; seed < 20; seed++) {
      long now = seed;
      Set<LabelRow> kept = kept(pictures, s -> s.validationShare(0.5).seed(now));
      assertThat(kept.contains(second)).isEqualTo(kept.contains(pictures.get(0).get(0)));
    }
  }

  @Test
  void optionsOutOfRangeAreRefused() {
    assertThatThrownBy(() -> SplitOptions.builder().validationShare(1).build())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("less than 1: 1.0");
    assertThatThrownBy(() -> SplitOptions.builder().validationShare(Double.NaN).build())
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> SplitOptions.builder().validationCount(0).build())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("1 or more: 0");
    assertThatThrownBy(
            () -> SplitOptions.builder().validationCount(1).validationShare(0.1).build())
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Property(tries = 300)
  void everyClassKeepsItsShareWithinOneAndIsInBothParts(
      @ForAll @Size(min = 1, max = 12) List<@IntRange(min = 2, max = 40) Integer> sizes,
      @ForAll @DoubleRange(min = 0.01, max = 0.99) double share,
      @ForAll long seed) {
    Map<String, Long> kept =
        counts(kept(pictures(array(sizes)), s -> s.validationShare(share).seed(seed)));

    for (int i = 0; i < sizes.size(); i++) {
      long count = kept.getOrDefault("class-" + i, 0L);
      assertThat(count).isBetween(1L, sizes.get(i) - 1L);
      assertThat(Math.abs(count - share * sizes.get(i))).isLessThanOrEqualTo(1 + 1e-6);
    }
  }

  @Property(tries = 300)
  void aCountThatCanBeReachedIs(
      @ForAll @Size(min = 1, max = 12) List<@IntRange(min = 1, max = 9) Integer> sizes,
      @ForAll @IntRange(min = 1, max = 60) int count,
      @ForAll long seed) {
    List<List<LabelRow>> pictures = pictures(array(sizes));
    int most = split(pictures, s -> s.seed(seed)).most();

    Set<LabelRow> kept = kept(pictures, s -> s.validationCount(count).seed(seed));

    assertThat(kept).hasSize(Math.min(count, most));
  }

  @Property(tries = 100)
  void theSameSeedKeepsTheSame(
      @ForAll @Size(min = 1, max = 5) List<@IntRange(min = 1, max = 9) Integer> sizes,
      @ForAll long seed) {
    List<List<LabelRow>> pictures = pictures(array(sizes));

    assertThat(kept(pictures, s -> s.seed(seed)))
        .isEqualTo(kept(pictures(array(sizes)), s -> s.seed(seed)));
  }

  @Test
  void anotherSeedKeepsOthers() {
    assertThat(kept(pictures(40), s -> s.seed(5))).isNotEqualTo(kept(pictures(40), s -> s.seed(6)));
  }
}
