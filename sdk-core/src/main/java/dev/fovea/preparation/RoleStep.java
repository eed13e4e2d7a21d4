package dev.fovea.preparation;

import dev.fovea.chat.Role;
import java.util.List;

/** Gives messages the target's word for their role. */
final class RoleStep implements Step {
  private final Target target;

  RoleStep(Target target) {
    this.target = target;
  }

  @Override
  public void apply(Draft draft, LineChanges changes) {
    List<String> roles = target.roles(draft.kind());
    draft.replaceTurns(turn -> {
      Role role = turn.message().role();
      if (roles.contains(turn.role())) {
        return turn;
      }
      if (role == Role.DEVELOPER && roles.contains(Role.SYSTEM.word())) {
        return changed(turn, Role.SYSTEM, changes);
      }
      return role == Role.SYSTEM && roles.contains(Role.DEVELOPER.word())
          ? changed(turn, Role.DEVELOPER, changes)
          : turn;
    });
  }

  private Turn changed(Turn turn, Role role, LineChanges changes) {
    changes.rewritten(
        ChangeKind.CHANGED_ROLE,
        turn.pointer() + "/role",
        turn.role() + " became " + role.word() + ", the word that " + target.id() + " has for it");
    return turn.with(turn.message().toBuilder().role(role).build());
  }
}
