package dev.fovea.testkit.server;

import java.util.List;
import java.util.Optional;

/** A whole provider behind one door, with what tests ask it besides the wire. Thread-safe. */
public interface Emulation extends Service, AutoCloseable {
  /** {@return the ids of all files or data sets ever created} */
  List<String> fileIds();

  /**
   * {@return the SHA-256 of a file's bytes in lower-case hex; absent until they are stored}
   *
   * @param fileId the file's id
   */
  Optional<String> sha256(String fileId);

  /** {@return the ids of all fine-tuning jobs ever created} */
  List<String> jobIds();

  /** {@return the ids of all deployments ever created} */
  List<String> deploymentIds();

  /**
   * Lets the next job that is created fail at the end of its training.
   *
   * @param reason what it will say of it
   */
  void failNextJob(String reason);

  /** Lets the next job that is created lose its machine once, and start again. */
  void restartNextJob();

  @Override
  void close();
}
