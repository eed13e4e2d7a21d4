package dev.fovea.cli;

import dev.fovea.chat.Message;
import dev.fovea.dataset.DatasetFormat;
import dev.fovea.dataset.DatasetWriter;
import dev.fovea.dataset.Example;
import dev.fovea.image.Image;
import java.nio.file.Path;
import java.util.List;

/**
 * Labelled pictures as a training file: picture and question from the user, the answer from the
 * model.
 */
final class TrainingFile {
  private TrainingFile() {}

  /** Writes the file; it appears whole or not at all. */
  static void write(Path target, DatasetFormat format, List<Labelled> pictures) {
    try (DatasetWriter writer = DatasetWriter.open(target, format)) {
      boolean whole = false;
      try {
        for (Labelled one : pictures) {
          writer.write(Example.conversation(
              Message.user(Image.of(one.picture()), one.question()),
              Message.assistant(one.answer())));
        }
        whole = true;
      } finally {
        if (!whole) {
          writer.abort();
        }
      }
    }
  }
}
