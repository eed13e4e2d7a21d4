package dev.fovea.preparation;

import dev.fovea.chat.Message;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Leaves out what the target has no place for: keys, tools, weights. */
final class FieldStep implements Step {
  // What the writer of messages has typed values for; members of these names it passes over.
  private static final Set<String> TYPED =
      Set.of("role", "content", "name", "tool_calls", "tool_call_id", "reasoning", "weight");

  private final Target target;
  private final String reasoning;
  private final List<String> weightRoles;

  FieldStep(Target target) {
    this.target = target;
    this.reasoning = target.word("reasoning");
    this.weightRoles = target.words("weight-roles");
  }

  @Override
  public void apply(Draft draft, LineChanges changes) {
    ExampleKind kind = draft.kind();
    inputs(draft, changes);
    keep(draft.others, "", name -> name.equals("input") || target.hasColumn(kind, name), changes);
    ExampleKind holder = kind == ExampleKind.PREFERENCE ? ExampleKind.CONVERSATION : kind;
    if (!draft.tools.isEmpty() && !target.hasColumn(holder, "tools")) {
      changes.lost(ChangeKind.DROPPED_TOOLS, "/tools", noPlace("tools"));
      draft.tools.clear();
    }
    if (draft.weight != null && !target.hasColumn(kind, "weight")) {
      changes.add(
          ChangeKind.DROPPED_WEIGHT,
          "/weight",
          "the weight " + draft.weight + " is left out: " + noPlace("it"),
          draft.weight != 1.0);
      draft.weight = null;
    }
    draft.replaceTurns(turn -> turn(turn, changes));
  }

  private String noPlace(String what) {
    return target.id() + " has no place for " + what;
  }

  /** What stands beside the messages of a preference's input. */
  private void inputs(Draft draft, LineChanges changes) {
    if (!(draft.others.get("input") instanceof Map<?, ?> beside)
        || draft.kind() != ExampleKind.PREFERENCE) {
      return;
    }
    Map<String, @Nullable Object> left = new LinkedHashMap<>();
    beside.forEach((name, value) -> left.put(String.valueOf(name), value));
    keep(left, "/input", name -> target.hasColumn(ExampleKind.CONVERSATION, name), changes);
    if (left.isEmpty()) {
      draft.others.remove("input");
    } else {
      draft.others.put("input", left);
    }
  }

  private void keep(
      Map<String, @Nullable Object> members,
      String pointer,
      Predicate<String> known,
      LineChanges changes) {
    for (String name : List.copyOf(members.keySet())) {
      if (!known.test(name)) {
        members.remove(name);
        boolean tools = name.equals("tools") || name.equals("functions");
        changes.lost(
            tools ? ChangeKind.DROPPED_TOOLS : ChangeKind.DROPPED_FIELD,
            pointer + "/" + Pointers.escaped(name),
            noPlace("the key"));
      }
    }
  }

  private Turn turn(Turn turn, LineChanges changes) {
    Message message = turn.message();
    for (String name : message.additionalProperties().keySet()) {
      if (TYPED.contains(name) || (message.reasoning().isPresent() && name.equals(reasoning))) {
        changes.lost(
            ChangeKind.DROPPED_FIELD,
            turn.pointer() + "/" + Pointers.escaped(name),
            "its value is none that a message can have there");
      }
    }
    return weight(turn, changes);
  }

  private Turn weight(Turn turn, LineChanges changes) {
    Double weight = turn.message().weight().orElse(null);
    boolean role = weightRoles.isEmpty() || weightRoles.contains(turn.role());
    if (weight == null || (role && (weight == 0 || weight == 1) && !isPictured(turn, weight))) {
      return turn;
    }
    changes.add(
        ChangeKind.DROPPED_WEIGHT,
        turn.pointer() + "/weight",
        "the weight " + weight + " is left out, which " + target.id() + " does not take here",
        weight != 1);
    return turn.with(UnweightedMessage.of(turn.message()));
  }

  /** {@return whether the target minds a weight because of a picture} */
  private boolean isPictured(Turn turn, double weight) {
    return weight != 0
        && target.refuses("weighted-picture", true)
        && turn.message().content().stream().anyMatch(part -> part.type().equals("image_url"));
  }
}
