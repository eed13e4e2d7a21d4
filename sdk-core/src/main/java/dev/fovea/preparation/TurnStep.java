package dev.fovea.preparation;

import dev.fovea.chat.Role;
import java.util.ArrayList;
import java.util.List;

/** Puts messages into an order that the target takes: system first, roles by turns. */
final class TurnStep implements Step {
  private final Target target;
  private final List<String> repeated;
  private final boolean byTurns;
  private final boolean systemFirst;

  TurnStep(Target target) {
    this.target = target;
    this.repeated = target.words("repeated-roles");
    this.byTurns = target.refuses("role-order", true);
    this.systemFirst = target.refuses("system-not-first", false);
  }

  @Override
  public void apply(Draft draft, LineChanges changes) {
    if (draft.kind() == ExampleKind.INSTRUCTION || draft.kind() == ExampleKind.TEXT) {
      return;
    }
    if (systemFirst) {
      systemFirst(draft.turns, changes);
    }
    if (byTurns) {
      merge(draft.turns, changes);
    }
  }

  private void systemFirst(List<Turn> turns, LineChanges changes) {
    List<Turn> first = new ArrayList<>();
    List<Turn> others = new ArrayList<>();
    for (int i = 0; i < turns.size(); i++) {
      Turn turn = turns.get(i);
      if (turn.message().role() != Role.SYSTEM) {
        others.add(turn);
        continue;
      }
      if (i > 0) {
        changes.lost(
            ChangeKind.MOVED_TURN,
            turn.pointer(),
            "moved to the beginning, the only place where " + target.id()
                + " takes a system message");
      }
      if (first.isEmpty()) {
        first.add(turn);
      } else {
        Turn before = first.get(0);
        first.set(0, before.with(MergedMessage.of(before, turn, changes)));
      }
    }
    turns.clear();
    turns.addAll(first);
    turns.addAll(others);
  }

  private void merge(List<Turn> turns, LineChanges changes) {
    List<Turn> merged = new ArrayList<>();
    for (Turn turn : turns) {
      int last = merged.size() - 1;
      boolean joins = last >= 0
          && merged.get(last).role().equals(turn.role())
          && !repeated.contains(turn.role());
      if (!joins) {
        merged.add(turn);
        continue;
      }
      Turn before = merged.get(last);
      merged.set(last, before.with(MergedMessage.of(before, turn, changes)));
      changes.rewritten(
          ChangeKind.MERGED_TURNS,
          turn.pointer(),
          "joined with the message of role " + turn.role() + " before it, for " + target.id()
              + " wants roles to take turns");
    }
    turns.clear();
    turns.addAll(merged);
  }
}
