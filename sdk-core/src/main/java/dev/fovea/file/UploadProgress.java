package dev.fovea.file;

/**
 * Is told how far an upload is. Called on the thread that does the work, so it must be quick. The
 * numbers grow within a phase, but start again at 0 when the bytes have to be sent again; an
 * exception from it ends the upload.
 */
@FunctionalInterface
public interface UploadProgress {
  /**
   * Takes the news.
   *
   * @param phase what is being done
   * @param done how many bytes of the file are done in this phase
   * @param total how many bytes the file has
   */
  void update(Phase phase, long done, long total);

  /** What is being done with the file. May grow in a minor version: keep a default branch. */
  enum Phase {
    /** The file is read, checked and hashed; nothing is sent yet. */
    CHECKING,
    /** The file's bytes are being sent. */
    UPLOADING
  }

  /** {@return one that ignores the news} */
  static UploadProgress none() {
    return (phase, done, total) -> {};
  }
}
