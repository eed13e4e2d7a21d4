package dev.fovea.preparation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The folder that labels speak of. Whoever wrote them reaches nothing outside it. */
final class PictureFolder {
  private final Path folder;
  private final Path real;

  PictureFolder(Path folder) throws IOException {
    this.folder = folder;
    this.real = folder.toRealPath();
  }

  /** {@return the picture of that name; null after its problem was added} */
  @Nullable
  Path picture(long line, String name, Problems problems) {
    try {
      Path picture = folder.resolve(name);
      if (!picture
          .toAbsolutePath()
          .normalize()
          .startsWith(folder.toAbsolutePath().normalize())) {
        outside(line, "leads out of the folder", name, problems);
        return null;
      }
      if (Files.isRegularFile(picture)) {
        if (picture.toRealPath().startsWith(real)) {
          return picture.normalize();
        }
        outside(line, "is a link that leads out of the folder", name, problems);
        return null;
      }
    } catch (InvalidPathException | IOException e) {
      // Such a file cannot be there.
    }
    problems.add(line, "picture", "no such picture: " + name, "give its path below " + folder);
    return null;
  }

  private void outside(long line, String how, String name, Problems problems) {
    problems.add(
        line,
        "outside",
        Problems.quoted(name) + " " + how,
        "copy the picture into " + folder + ", and give its path below it");
  }
}
