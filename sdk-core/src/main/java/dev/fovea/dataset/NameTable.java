package dev.fovea.dataset;

/** What was noted first under each name, in bounded memory: under so many names and no more. */
final class NameTable {
  private final int most;
  private long[] names = new long[1024];
  private long[] notes = new long[1024];
  private int size;
  private boolean full;

  NameTable(int most) {
    this.most = most;
  }

  /** {@return whether a note could not be kept} */
  boolean isFull() {
    return full;
  }

  /** {@return what was noted under a name; 0 when nothing was} */
  long get(long name) {
    return notes[slot(name)];
  }

  /**
   * Notes something, unless something is noted there.
   *
   * @param note anything but 0
   * @return what was noted earlier; 0 when nothing was
   */
  long add(long name, long note) {
    int slot = slot(name);
    if (notes[slot] != 0) {
      return notes[slot];
    }
    if (size == most) {
      full = true;
      return 0;
    }
    names[slot] = name;
    notes[slot] = note;
    size++;
    if (size > names.length / 4 * 3) {
      grow();
    }
    return 0;
  }

  private int slot(long name) {
    int mask = names.length - 1;
    int slot = (int) TextName.mix(name, 0) & mask;
    while (notes[slot] != 0 && names[slot] != name) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private void grow() {
    long[] oldNames = names;
    long[] oldNotes = notes;
    names = new long[oldNames.length * 2];
    notes = new long[oldNotes.length * 2];
    for (int i = 0; i < oldNotes.length; i++) {
      if (oldNotes[i] != 0) {
        int slot = slot(oldNames[i]);
        names[slot] = oldNames[i];
        notes[slot] = oldNotes[i];
      }
    }
  }
}
