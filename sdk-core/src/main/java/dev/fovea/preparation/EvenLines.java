package dev.fovea.preparation;

import org.jspecify.annotations.Nullable;

/** Keeps the lines of one file alike: of one kind, and all with a weight or none. */
final class EvenLines implements Step {
  private final Target target;
  private final boolean evenWeights;
  private @Nullable ExampleKind first;
  private boolean weighted;

  EvenLines(Target target) {
    this.target = target;
    this.evenWeights = target.is("sample-weights", "all-or-none");
  }

  /** Notes what was written: the first line decides. */
  void written(Draft draft) {
    if (first == null) {
      first = draft.kind();
      weighted = draft.weight != null;
    }
  }

  @Override
  public void apply(Draft draft, LineChanges changes) {
    if (first == null) {
      return;
    }
    if (first != draft.kind()) {
      throw new LineDropped(
          "",
          "this is a " + draft.kind().word() + " example, but the output began with a "
              + first.word() + " example, and one file takes one kind");
    }
    if (!evenWeights || weighted == (draft.weight != null) || first == ExampleKind.PROMPT) {
      return;
    }
    if (draft.weight == null) {
      draft.weight = 1.0;
      changes.rewritten(
          ChangeKind.SET_WEIGHT,
          "/weight",
          "the weight 1 was added, for " + target.id() + " wants all examples to have one");
    } else {
      changes.add(
          ChangeKind.DROPPED_WEIGHT,
          "/weight",
          "the weight " + draft.weight + " is left out, for the first example has none and "
              + target.id() + " wants all to have one, or none",
          draft.weight != 1.0);
      draft.weight = null;
    }
  }
}
