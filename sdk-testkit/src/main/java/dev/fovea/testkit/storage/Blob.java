package dev.fovea.testkit.storage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * Bytes that were kept.
 *
 * @param place where they stand
 * @param size how many there are
 * @param sha256 their SHA-256 in lower-case hex
 */
public record Blob(Path place, long size, String sha256) {
  /**
   * Moves them, over whatever stands there.
   *
   * @param to where to
   * @return the same bytes at their new place
   * @throws IOException when they cannot be moved
   */
  public Blob movedTo(Path to) throws IOException {
    Files.move(place, to, StandardCopyOption.REPLACE_EXISTING);
    return new Blob(to, size, sha256);
  }

  /**
   * Forgets them; fine when they are gone already.
   *
   * @throws IOException when they cannot be removed
   */
  public void delete() throws IOException {
    Files.deleteIfExists(place);
  }
}
