package dev.fovea.preparation;

/** One thing that a target wants otherwise than a source. */
interface Step {
  /**
   * Changes an example and notes what was done.
   *
   * @throws LineDropped if it cannot be said at the target
   */
  void apply(Draft draft, LineChanges changes);
}
