package dev.fovea.preparation;

import dev.fovea.chat.Message;

/** Writes all contents of an example as lists where the target wants one form and one is a list. */
final class FormStep implements Step {
  private final Target target;

  FormStep(Target target) {
    this.target = target;
  }

  @Override
  public void apply(Draft draft, LineChanges changes) {
    boolean alone = draft.kind() == ExampleKind.INSTRUCTION || draft.kind() == ExampleKind.TEXT;
    boolean uniform = target.is("content-forms", "uniform") && !alone;
    if (!uniform || draft.allTurns().stream().noneMatch(t -> t.message().contentIsList())) {
      return;
    }
    draft.replaceTurns(turn -> {
      Message message = turn.message();
      if (message.contentIsList()) {
        return turn;
      }
      changes.rewritten(
          ChangeKind.WRAPPED_CONTENT,
          turn.contentPointer(),
          (message.content().isEmpty()
                  ? "no content became an empty list"
                  : "the text became a" + " list of one part")
              + ", for " + target.id() + " does not mix texts and lists in one example");
      return turn.with(message.toBuilder().contentIsList(true).build());
    });
  }
}
