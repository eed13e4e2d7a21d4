package dev.fovea.preparation;

/**
 * Is told how far a build is. Called on the thread that does the work, so it must be quick; an
 * exception from it ends the build, and nothing is written then.
 */
@FunctionalInterface
public interface BuildProgress {
  /**
   * Takes the news.
   *
   * @param phase what is being done
   * @param done how many pictures are done in this phase
   * @param total how many there are
   */
  void update(Phase phase, long done, long total);

  /** What is being done. May grow in a minor version: keep a default branch. */
  enum Phase {
    /** The pictures' headers are read; those of equal size are compared. */
    CHECKING,
    /** The examples are written. */
    WRITING
  }
}
