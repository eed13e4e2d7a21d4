package dev.fovea.cli;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Pictures kept from training, to ask about afterwards.
 *
 * @param training what is trained on
 * @param heldBack a quarter of each class: at least one picture, never all
 */
record HoldOut(List<Labelled> training, List<Labelled> heldBack) {

  /** Parts the pictures; those with the same answer are a class. */
  static HoldOut of(List<Labelled> all, Dice dice) {
    List<Labelled> training = new ArrayList<>();
    List<Labelled> heldBack = new ArrayList<>();
    for (List<Labelled> members : classes(all)) {
      List<Labelled> mixed = dice.shuffled(members);
      int back = Math.min(members.size() - 1, Math.max(1, Math.round(members.size() / 4f)));
      heldBack.addAll(mixed.subList(0, back));
      training.addAll(mixed.subList(back, mixed.size()));
    }
    heldBack.sort(Comparator.comparing(Labelled::picture));
    return new HoldOut(dice.shuffled(training), heldBack);
  }

  private static List<List<Labelled>> classes(List<Labelled> all) {
    Map<String, List<Labelled>> byAnswer = new LinkedHashMap<>();
    all.forEach(
        one -> byAnswer.computeIfAbsent(one.answer(), a -> new ArrayList<>()).add(one));
    // Where no two pictures share an answer, as with receipts, there are no classes to part.
    boolean noneShared = byAnswer.size() == all.size();
    return noneShared ? List.of(all) : List.copyOf(byAnswer.values());
  }
}
