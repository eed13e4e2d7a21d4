package dev.fovea.dataset;

/** A warning that saves money: looks at each example as it passes by. For one data set. */
interface Advice {
  /** Looks at an example; findings are about its line. */
  void see(Lesson lesson);

  /** Says what can only be said at the end; findings are about the whole file. */
  default void end() {}
}
