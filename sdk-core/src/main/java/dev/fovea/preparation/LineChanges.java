package dev.fovea.preparation;

import java.util.ArrayList;
import java.util.List;

/** What was done to one line; told when it is settled what becomes of it. */
final class LineChanges {
  private final long line;
  private final List<ConversionChange> changes = new ArrayList<>();

  LineChanges(long line) {
    this.line = line;
  }

  /** Notes that the same is written in another way. */
  void rewritten(ChangeKind kind, String pointer, String message) {
    add(kind, pointer, message, false);
  }

  /** Notes that something is not there any more. */
  void lost(ChangeKind kind, String pointer, String message) {
    add(kind, pointer, message, true);
  }

  void add(ChangeKind kind, String pointer, String message, boolean lost) {
    changes.add(new ConversionChange(kind, line, pointer, message, lost));
  }

  /** Forgets what was done to the line, for it is left out. */
  void dropped(String pointer, String message) {
    changes.clear();
    lost(ChangeKind.DROPPED_LINE, pointer, message);
  }

  void tell(ChangeLog log) {
    changes.forEach(log::add);
  }
}
