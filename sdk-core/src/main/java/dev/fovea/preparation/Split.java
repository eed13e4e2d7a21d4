package dev.fovea.preparation;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/** Parts examples by class and seed. For one thread and one use. */
final class Split {
  // Shares are not exact in binary: 3 of 10 must not become 4.
  private static final double HAIR = 1e-9;

  private final List<Stratum> strata = new ArrayList<>();
  private final SplitOptions options;
  private final Random chance;

  /** The pictures of one class, each with all that is said about it. */
  private static final class Stratum {
    private final List<List<LabelRow>> pictures = new ArrayList<>();
    private double quota;
    private int least;
    private int most;
    private int kept;

    double owed() {
      return quota - kept;
    }
  }

  /**
   * A split of examples.
   *
   * @param pictures the examples, those with the same picture together
   * @param options how to part them
   */
  Split(Collection<List<LabelRow>> pictures, SplitOptions options) {
    this.options = options;
    // An algorithm that the JDK's specification fixes for ever.
    this.chance = new Random(options.seed());
    Map<String, Stratum> byAnswer = new LinkedHashMap<>();
    for (List<LabelRow> picture : pictures) {
      String answer = picture.get(0).example().answer();
      byAnswer.computeIfAbsent(answer, a -> new Stratum()).pictures.add(picture);
    }
    pool(byAnswer.values(), pictures.size());
  }

  private void pool(Collection<Stratum> all, int pictures) {
    long alone = all.stream().filter(one -> one.pictures.size() == 1).count();
    if (2 * alone <= pictures) {
      strata.addAll(all);
      return;
    }
    Stratum pooled = new Stratum();
    for (Stratum one : all) {
      if (one.pictures.size() == 1) {
        pooled.pictures.addAll(one.pictures);
      } else {
        strata.add(one);
      }
    }
    strata.add(pooled);
  }

  /** {@return how many pictures could be kept at most} */
  int most() {
    return strata.stream().mapToInt(one -> one.pictures.size() - 1).sum();
  }

  /** {@return the examples to keep} */
  Set<LabelRow> validation() {
    allot();
    Set<LabelRow> kept = new HashSet<>();
    for (Stratum one : strata) {
      Collections.shuffle(one.pictures, chance);
      one.pictures.subList(0, one.kept).forEach(kept::addAll);
    }
    return kept;
  }

  /** Puts what is trained on in an order that a class has no part in. */
  static void shuffle(List<LabelRow> training, SplitOptions options) {
    Collections.shuffle(training, new Random(~options.seed()));
  }

  private void allot() {
    int all = strata.stream().mapToInt(one -> one.pictures.size()).sum();
    boolean exact = options.validationCount().isPresent();
    double wanted = exact ? options.validationCount().orElseThrow() : options.share() * all;
    long big = strata.stream().filter(one -> one.pictures.size() > 1).count();
    for (Stratum one : strata) {
      int size = one.pictures.size();
      one.quota = size * wanted / all;
      one.least = size > 1 && (!exact || wanted >= big) ? 1 : 0;
      // By share no class pays for another's; a count has to be reached.
      int roundedUp = (int) Math.ceil(one.quota - HAIR);
      one.most = exact ? size - 1 : Math.min(size - 1, Math.max(one.least, roundedUp));
      one.kept = Math.min(one.most, Math.max(one.least, (int) (one.quota + HAIR)));
    }
    int missing =
        (int) Math.round(wanted) - strata.stream().mapToInt(one -> one.kept).sum();
    give(missing);
    if (exact) {
      take(-missing);
    }
  }

  /** Keeps more, first where most is owed. */
  private void give(int missing) {
    int left = missing;
    while (left > 0) {
      int before = left;
      strata.sort(Comparator.comparingDouble(Stratum::owed).reversed());
      for (Stratum one : strata) {
        if (left > 0 && one.kept < one.most) {
          one.kept++;
          left--;
        }
      }
      if (left == before) {
        return;
      }
    }
  }

  /** Keeps fewer, first where least is owed. */
  private void take(int tooMany) {
    int left = tooMany;
    while (left > 0) {
      int before = left;
      strata.sort(Comparator.comparingDouble(Stratum::owed));
      for (Stratum one : strata) {
        if (left > 0 && one.kept > one.least) {
          one.kept--;
          left--;
        }
      }
      if (left == before) {
        return;
      }
    }
  }
}
