package dev.fovea.preparation;

/** Makes of an example one of a kind that the target takes, where that means the same. */
final class KindStep implements Step {
  private final Target target;

  KindStep(Target target) {
    this.target = target;
  }

  @Override
  public void apply(Draft draft, LineChanges changes) {
    ExampleKind kind = draft.kind();
    if (!target.takes(kind)) {
      if (kind != ExampleKind.INSTRUCTION || !target.takes(ExampleKind.CONVERSATION)) {
        throw new LineDropped(
            "",
            target.id() + " takes no " + kind.word() + " examples, only "
                + String.join(", ", target.words("shapes")));
      }
      draft.become(ExampleKind.CONVERSATION);
      changes.rewritten(
          ChangeKind.CHANGED_KIND,
          "",
          "prompt and completion became a conversation of a question and an answer");
    }
    if (draft.kind() == ExampleKind.CONVERSATION && target.takes(ExampleKind.PROMPT)) {
      answerLast(draft, changes);
    }
  }

  /** A conversation that ends without an answer would be taken for a prompt. */
  private void answerLast(Draft draft, LineChanges changes) {
    while (!draft.turns.isEmpty()) {
      int last = draft.turns.size() - 1;
      Turn turn = draft.turns.get(last);
      if (turn.isAnswer()) {
        return;
      }
      draft.turns.remove(last);
      changes.lost(
          ChangeKind.DROPPED_TURN,
          turn.pointer(),
          "nothing answers it, and " + target.id() + " takes a conversation that ends so for a"
              + " prompt");
    }
    throw new LineDropped("/messages", "there is no answer of the assistant to learn");
  }
}
