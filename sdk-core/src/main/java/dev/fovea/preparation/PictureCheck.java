package dev.fovea.preparation;

import dev.fovea.error.ImageException;
import dev.fovea.image.Image;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Looks at the pictures of examples before anything is written: whether they are pictures, which
 * are the same, and whether the same is said of these. Only paths and hashes are held. For one
 * thread and one use.
 */
final class PictureCheck {
  private final Problems problems;
  private final Map<Path, Long> sizes = new LinkedHashMap<>();
  private final Map<Path, String> identities = new HashMap<>();

  /** What may be asked only once of a picture. */
  private record Asked(String picture, String question) {}

  PictureCheck(Problems problems) {
    this.problems = problems;
  }

  /** Reads the headers of all pictures. */
  void check(List<LabelRow> rows, BuildProgress progress) {
    long done = 0;
    progress.update(BuildProgress.Phase.CHECKING, done, rows.size());
    Map<Path, String> broken = new HashMap<>();
    for (LabelRow row : rows) {
      Path picture = row.example().picture();
      if (!sizes.containsKey(picture) && !broken.containsKey(picture)) {
        try {
          Image image = Image.of(picture);
          image.header();
          sizes.put(picture, image.size());
        } catch (ImageException e) {
          broken.put(picture, String.valueOf(e.getMessage()));
        }
      }
      String message = broken.get(picture);
      if (message != null) {
        problems.add(row.line(), "picture", message, "replace the picture, or take the row out");
      }
      progress.update(BuildProgress.Phase.CHECKING, ++done, rows.size());
    }
  }

  /** Finds out which pictures have the same bytes; only those of equal size are read. */
  void compare(List<LabelRow> rows) {
    Map<Long, Integer> ofSize = new HashMap<>();
    sizes.values().forEach(size -> ofSize.merge(size, 1, Integer::sum));
    sizes.forEach((picture, size) -> identities.put(
        picture, ofSize.getOrDefault(size, 0) == 1 ? "size " + size : sha256(picture)));
    Map<Asked, LabelRow> first = new HashMap<>();
    for (LabelRow row : rows) {
      Asked asked = new Asked(identity(row), row.example().question());
      LabelRow other = first.putIfAbsent(asked, row);
      if (other != null && !other.example().answer().equals(row.example().answer())) {
        problems.add(
            row.line(),
            "contradiction",
            "the same picture as in line " + other.line() + " (" + other.name() + "), the same"
                + " question, and another answer",
            "keep the one that is right");
      }
    }
  }

  /** {@return what only this picture's bytes have, and copies of them} */
  String identity(LabelRow row) {
    return Objects.requireNonNull(identities.get(row.example().picture()));
  }

  private static String sha256(Path picture) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      try (InputStream in = new DigestInputStream(Image.of(picture).open(), digest)) {
        in.transferTo(OutputStream.nullOutputStream());
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (IOException e) {
      throw new ImageException("picture " + picture + ": cannot be read: " + e.getMessage(), e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
