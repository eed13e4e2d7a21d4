package dev.fovea.preparation;

import dev.fovea.error.DatasetException;
import dev.fovea.error.Failure;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/** Where labels come from. */
interface LabelSource {
  /** What was read. */
  record Labels(List<LabelRow> rows, SortedSet<String> unused) {}

  /** {@return what messages call it} */
  String name();

  /** {@return whether a file is where the labels are, which must not be written over} */
  boolean isAt(Path file) throws IOException;

  /**
   * Reads all labels.
   *
   * @param question asked where a row brings none of its own; null for the usual one
   * @param problems takes what is wrong with rows, which are left out then
   */
  Labels read(@Nullable String question, Problems problems);

  static LabelSource of(Path folder, Path labels) {
    return new LabelSource() {
      @Override
      public String name() {
        return labels.toString();
      }

      @Override
      public boolean isAt(Path file) throws IOException {
        return labels.toRealPath().equals(WholeFiles.place(file));
      }

      @Override
      public Labels read(@Nullable String question, Problems problems) {
        try {
          LabelReader reader = new LabelReader(new PictureFolder(folder), problems);
          new LabelFile(reader, problems).read(labels);
          return new Labels(reader.rows(question), reader.unused());
        } catch (IOException e) {
          throw new DatasetException(
              Failure.builder()
                  .operation("read labels " + labels)
                  .message(e.getClass().getSimpleName() + " " + e.getMessage())
                  .cause(e)
                  .next("look whether the file and the folder " + folder + " are there")
                  .build(),
              List.of());
        }
      }
    };
  }

  static LabelSource of(List<LabelledPicture> pictures) {
    return new LabelSource() {
      @Override
      public String name() {
        return pictures.size() + " labels";
      }

      @Override
      public boolean isAt(Path file) {
        return false;
      }

      @Override
      public Labels read(@Nullable String question, Problems problems) {
        List<LabelRow> rows = new ArrayList<>(pictures.size());
        for (LabelledPicture one : pictures) {
          rows.add(new LabelRow(rows.size() + 1L, one.picture().toString(), one, null));
        }
        return new Labels(rows, Collections.emptySortedSet());
      }
    };
  }
}
