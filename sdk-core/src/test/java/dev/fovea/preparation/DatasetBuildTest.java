package dev.fovea.preparation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import dev.fovea.error.DatasetException;
import dev.fovea.error.ImageException;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatasetBuildTest {
  @TempDir
  Path path;

  private Folder folder;
  private Path train;
  private Path valid;

  @BeforeEach
  void names() {
    folder = new Folder(path);
    train = folder.path("train.jsonl");
    valid = folder.path("valid.jsonl");
  }

  private DatasetBuild build(int... classes) throws IOException {
    return DatasetBuild.of(folder.classes(classes)).format(Folder.format());
  }

  /** A disk with room for so many bytes, for all its files together. */
  private static WholeFiles.Opener disk(int room) {
    int[] left = {room};
    return file -> new FilterOutputStream(WholeFiles.openNew(file)) {
      @Override
      public void write(byte[] bytes, int offset, int length) throws IOException {
        left[0] -= length;
        if (left[0] < 0) {
          throw new IOException("No space left on device");
        }
        out.write(bytes, offset, length);
      }

      @Override
      public void write(int value) throws IOException {
        write(new byte[] {(byte) value}, 0, 1);
      }
    };
  }

  @Test
  void everyPictureBecomesALineInTheOrderOfTheLabels() throws IOException {
    BuildReport report = build(2, 1).system("Be short.").write(train);

    List<String> lines = Files.readAllLines(train);
    assertThat(lines)
        .hasSize(3)
        .allSatisfy(
            line -> assertThat(line).contains("\"system\"", "Be short.", "data:image/png;base64,"));
    assertThat(lines.get(2)).contains("\"b\"");
    assertThat(report.training().classes()).containsExactly(entry("a", 2L), entry("b", 1L));
    assertThat(report.training().examples()).isEqualTo(3);
    assertThat(report.training().bytes()).isEqualTo(Files.size(train));
    assertThat(report.training().file()).isEqualTo(train);
    assertThat(report.validation()).isEmpty();
    assertThat(Folder.format().rules().check(train).ok()).isTrue();
    assertThat(folder.written()).containsExactly("train.jsonl");
  }

  @Test
  void bothPartsTogetherAreAllAndNoPictureIsInBoth() throws IOException {
    BuildReport report =
        build(8, 4).split(s -> s.validationShare(0.25).seed(3)).write(train, valid);

    BuildReport.Part kept = report.validation().orElseThrow();
    assertThat(kept.classes()).containsExactly(entry("a", 2L), entry("b", 1L));
    assertThat(report.training().classes()).containsExactly(entry("a", 6L), entry("b", 3L));
    List<String> all = new ArrayList<>(Files.readAllLines(train));
    all.addAll(Files.readAllLines(valid));
    assertThat(all).hasSize(12).doesNotHaveDuplicates();
    assertThat(kept.bytes()).isEqualTo(Files.size(valid));
    assertThat(report.splitByLabels()).isFalse();
  }

  @Test
  void theSameSeedWritesTheSameBytes() throws IOException {
    build(9, 9).split(s -> s.seed(7)).write(train, valid);
    Path again = folder.path("again.jsonl");
    Path other = folder.path("other.jsonl");
    build(9, 9).split(s -> s.seed(7)).write(again, other);

    assertThat(again).hasSameBinaryContentAs(train);
    assertThat(other).hasSameBinaryContentAs(valid);

    build(9, 9).split(s -> s.seed(8)).write(again, other);
    assertThat(Files.mismatch(again, train)).isNotNegative();
  }

  @Test
  void copiesOfAPictureGoToTheSamePart() throws IOException {
    List<LabelledPicture> all = new ArrayList<>(folder.classes(10));
    for (int i = 0; i < 10; i++) {
      all.add(new LabelledPicture(folder.png("copy-" + i + ".png", i + 1), "?", "a"));
    }

    for (int seed = 0; seed < 10; seed++) {
      long now = seed;
      DatasetParts parts =
          DatasetBuild.of(all).split(s -> s.validationShare(0.5).seed(now)).parts();
      assertThat(parts.validation()).hasSize(10);
      for (int i = 0; i < 10; i++) {
        assertThat(parts.validation().contains(all.get(i)))
            .isEqualTo(parts.validation().contains(all.get(10 + i)));
      }
    }
  }

  @Test
  void theLabelsMaySayWhichPictureGoesWhere() throws IOException {
    folder.classes(4);
    BuildReport report =
        folder.build("labels.csv", """
            file,label,split,colour
            p0-0.png,a,train,red
            p0-1.png,a,validation,red
            p0-2.png,a,,red
            p0-3.png,a,validation,red
            """).split(s -> s.validationShare(0.9)).write(train, valid);

    assertThat(report.splitByLabels()).isTrue();
    assertThat(report.training().examples()).isEqualTo(2);
    assertThat(report.validation().orElseThrow().examples()).isEqualTo(2);
    assertThat(report.unusedFields()).containsExactly("colour");
  }

  @Test
  void labelsThatPutAPictureInBothPartsAreAProblem() throws IOException {
    folder.classes(1);
    DatasetBuild build = folder.build("labels.csv", """
        file,label,split,question
        p0-0.png,a,train,one?
        p0-0.png,a,validation,two?
        """);

    assertThatThrownBy(() -> build.write(train, valid))
        .isInstanceOfSatisfying(
            DatasetException.class,
            e -> assertThat(e.findings().get(0))
                .hasToString(
                    "line 3: the same picture as in line 2 (p0-0.png), and in the other part"
                        + " — give both rows the same \"split\": what was trained on cannot judge"));
  }

  @Test
  void whatIsKeptNeedsAFileAndAFileNeedsSomethingKept() throws IOException {
    assertThatThrownBy(() -> build(4).split(s -> {}).write(train))
        .isInstanceOf(DatasetException.class)
        .hasMessageContaining("for validation, and no file for these was named");
    assertThatThrownBy(() -> build(4).write(train, valid))
        .isInstanceOf(DatasetException.class)
        .hasMessageContaining("nothing is left for validation: ask for a split");
    assertThatThrownBy(() -> build(1).split(s -> {}).write(train, valid))
        .hasMessageContaining("nothing is left for validation");
    assertThatThrownBy(() -> build(3).split(s -> s.validationCount(3)).write(train, valid))
        .hasMessageContaining("cannot keep 3 pictures for validation: 2 at most");
    folder.classes(1);
    DatasetBuild all = folder.build("labels.csv", "file,label,split\np0-0.png,a,validation\n");
    assertThatThrownBy(() -> all.write(train, valid))
        .hasMessageContaining("nothing is left to train on");
    assertThat(folder.written()).isEmpty();
  }

  @Test
  void aFullDiskLeavesNothingBehindWhicheverFileItMeets() throws IOException {
    build(6).write(train);
    int line = (int) Files.size(train) / 6;
    Files.writeString(train, "old");

    // The streams are drained by 64 kB: what does not fit is noticed when each is ended.
    for (int room : new int[] {0, line, 4 * line, 5 * line + line / 2}) {
      assertThatThrownBy(() ->
              build(6).split(s -> s.validationCount(2)).opener(disk(room)).write(train, valid))
          .isInstanceOf(DatasetException.class)
          .hasMessageContaining(room < 4 * line ? "write " + train : "write " + valid)
          .hasMessageContaining("No space left on device")
          .hasMessageContaining("nothing was put in its place");
      assertThat(folder.written()).containsExactly("train.jsonl");
      assertThat(train).hasContent("old");
    }
  }

  @Test
  void aDiskThatFillsInTheMiddleOfALineNamesTheExample() throws IOException {
    List<LabelledPicture> all = folder.classes(1);
    LabelledPicture long1 =
        new LabelledPicture(all.get(0).picture(), "q".repeat(100_000), "answer");

    assertThatThrownBy(() -> DatasetBuild.of(List.of(all.get(0), long1))
            .format(Folder.format())
            .opener(disk(50_000))
            .write(train))
        .isInstanceOf(DatasetException.class)
        .hasMessageContaining("write " + train)
        .hasMessageContaining("example 2: No space left on device");
    assertThat(folder.written()).isEmpty();
  }

  @Test
  void whenTheSecondFileCannotBePutInItsPlaceTheFirstIsTakenBack() throws IOException {
    DatasetBuild build = build(4)
        .split(s -> s.validationCount(1))
        .onProgress((phase, done, all) -> {
          if (phase == BuildProgress.Phase.WRITING && done == all) {
            block(valid);
          }
        });

    assertThatThrownBy(() -> build.write(train, valid))
        .isInstanceOf(DatasetException.class)
        .hasMessageContaining("nothing was put in its place");
    assertThat(folder.written()).containsExactly("valid.jsonl");

    Files.writeString(train, "old");
    Files.delete(valid.resolve("full"));
    Files.delete(valid);
    assertThatThrownBy(() -> build.write(train, valid)).isInstanceOf(DatasetException.class);
    assertThat(train).hasContent("old");
    assertThat(folder.written()).containsExactly("train.jsonl", "valid.jsonl");
  }

  /** Puts something where a file shall go that cannot be replaced. */
  private static void block(Path place) {
    try {
      Files.createDirectory(place);
      Files.writeString(place.resolve("full"), "");
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Test
  void filesThatAreThereAreReplaced() throws IOException {
    Files.writeString(train, "old");
    Files.writeString(folder.path("real.jsonl"), "old");
    Files.createSymbolicLink(valid, folder.path("real.jsonl"));

    build(4).split(s -> s.validationCount(1)).write(train, valid);

    assertThat(Files.readAllLines(train)).hasSize(3);
    assertThat(valid).isSymbolicLink();
    assertThat(Files.readAllLines(folder.path("real.jsonl"))).hasSize(1);
    assertThat(folder.written()).containsExactly("real.jsonl", "train.jsonl", "valid.jsonl");
  }

  @Test
  void nothingIsWrittenOverTheLabelsOrTheOtherPart() throws IOException {
    folder.classes(2);
    DatasetBuild build =
        folder.build("labels.csv", "file,label\np0-0.png,a\np0-1.png,a\n").split(s -> {});

    assertThatThrownBy(() -> build.write(folder.path("labels.csv"), valid))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("replace its labels");
    assertThatThrownBy(() -> build.write(train, path.resolve("x/../train.jsonl")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("same file");
    assertThat(folder.path("labels.csv")).content().startsWith("file,label");
    assertThatThrownBy(() -> DatasetBuild.of(List.of()).write(train))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("format");
  }

  @Test
  void aPictureThatChangesBetweenCheckAndWritingEndsTheBuild() throws IOException {
    List<LabelledPicture> all = folder.classes(2);
    DatasetBuild build = DatasetBuild.of(all)
        .format(Folder.format())
        .onProgress((phase, done, total) -> {
          if (phase == BuildProgress.Phase.WRITING && done == 1) {
            delete(all.get(1).picture());
          }
        });

    assertThatThrownBy(() -> build.write(train))
        .isInstanceOf(ImageException.class)
        .hasMessageContaining("p0-1.png");
    assertThat(folder.written()).isEmpty();
  }

  private static void delete(Path file) {
    try {
      Files.delete(file);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Test
  void progressIsToldForEveryPictureOfEachPhase() throws IOException {
    List<String> told = new ArrayList<>();

    build(3)
        .split(s -> s.validationCount(1))
        .onProgress((phase, done, total) -> told.add(phase + " " + done + "/" + total))
        .write(train, valid);

    assertThat(told)
        .containsExactly(
            "CHECKING 0/3",
            "CHECKING 1/3",
            "CHECKING 2/3",
            "CHECKING 3/3",
            "WRITING 1/3",
            "WRITING 2/3",
            "WRITING 3/3");
  }

  @Test
  void labelsKnownAlreadyAreCheckedByTheirPlaceInTheList() throws IOException {
    List<LabelledPicture> all = new ArrayList<>(folder.classes(1));
    all.add(new LabelledPicture(folder.path("gone.png"), "?", "a"));

    assertThatThrownBy(() -> DatasetBuild.of(all).parts())
        .isInstanceOfSatisfying(DatasetException.class, e -> {
          assertThat(e.findings().get(0).line()).hasValue(2L);
          assertThat(e.findings().get(0).message()).contains("gone.png");
        });
  }
}
