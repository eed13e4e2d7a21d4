package dev.fovea.preparation;

import dev.fovea.dataset.DatasetLine;
import dev.fovea.error.Excerpt;
import dev.fovea.error.ImageException;
import dev.fovea.image.Image;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where the pictures are that a line names by their path. */
final class ForeignPictures {
  private final @Nullable Path folder;
  private final boolean allowOutside;

  ForeignPictures(@Nullable Path folder, boolean allowOutside) {
    this.folder = folder;
    this.allowOutside = allowOutside;
  }

  /**
   * {@return the picture that a line names: by a path, an address or a data URL}
   *
   * @throws LineDropped if there is none, or it may not be used
   */
  Image picture(@Nullable Object named, String pointer) {
    if (named instanceof DatasetLine.Picture picture) {
      return picture.image();
    } else if (named instanceof Map<?, ?> holder) {
      Object inner = holder.containsKey("url") ? holder.get("url") : holder.get("path");
      if (inner instanceof String || inner instanceof DatasetLine.Picture) {
        return picture(inner, pointer);
      }
    } else if (named instanceof String text && !text.isBlank()) {
      return text.matches("(?i)https?://.*") ? remote(text, pointer) : local(text, pointer);
    }
    throw new LineDropped(pointer, "there is no path and no address of a picture");
  }

  private static Image remote(String address, String pointer) {
    try {
      return Image.at(new URI(address));
    } catch (URISyntaxException | IllegalArgumentException e) {
      throw new LineDropped(
          pointer, "'" + Excerpt.of(address, 60) + "' is not the address of a picture");
    }
  }

  private Image local(String path, String pointer) {
    String shown = "'" + Excerpt.of(path, 120) + "'";
    if (folder == null) {
      throw new LineDropped(
          pointer, "the picture " + shown + " is a path; say with images(..) where it begins");
    }
    try {
      Path base = folder.toAbsolutePath().normalize();
      Path file = base.resolve(path).normalize();
      if (!allowOutside && leadsOut(base, file)) {
        throw new LineDropped(
            pointer,
            "the picture " + shown + " lies outside of '" + folder
                + "'; name another folder with images(..), or allow it with allowOutside(true)");
      }
      return Image.of(file);
    } catch (InvalidPathException e) {
      throw new LineDropped(pointer, shown + " is not the path of a file");
    } catch (ImageException e) {
      throw new LineDropped(pointer, String.valueOf(e.getMessage()));
    } catch (IOException e) {
      throw new LineDropped(pointer, "the picture " + shown + " cannot be looked at: " + e);
    }
  }

  /** {@return whether a file is elsewhere, by its path or behind a link} */
  private static boolean leadsOut(Path base, Path file) throws IOException {
    return !file.startsWith(base)
        || (Files.exists(file) && !file.toRealPath().startsWith(base.toRealPath()));
  }
}
