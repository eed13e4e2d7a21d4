package dev.fovea.preparation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.fovea.error.DatasetException;
import dev.fovea.finding.Finding;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LabelsTest {
  @TempDir
  Path path;

  private Folder folder;

  @BeforeEach
  void twoPictures() throws IOException {
    folder = new Folder(path);
    folder.png("a.png", 1);
    folder.png("in/b.png", 2);
  }

  private List<LabelledPicture> training(String labels, String text) throws IOException {
    return folder.build(labels, text).parts().training();
  }

  private List<String> problems(String labels, String text) throws IOException {
    DatasetBuild build = folder.build(labels, text);
    DatasetException e =
        catchThrowableOfType(DatasetException.class, () -> build.write(folder.path("out.jsonl")));
    assertThat(folder.path("out.jsonl")).doesNotExist();
    assertThat(e).hasMessageContaining("nothing was written").hasMessageContaining(labels);
    return e.findings().stream()
        .map(one -> one.line().orElseThrow() + " " + one.rule() + " " + one.message())
        .toList();
  }

  @Test
  void csvSaysTheSameAsJsonLines() throws IOException {
    List<LabelledPicture> json = training("labels.jsonl", """
        {"file": "a.png", "label": "tomato"}

        {"file": "in/b.png", "label": "carrot, \\"orange\\"", "question": "And\\nthis?"}
        """);
    List<LabelledPicture> csv = training(
        "labels.CSV",
        "\uFEFFfile,label,question\r\na.png,tomato,\r\n\r\n"
            + "in/b.png,\"carrot, \"\"orange\"\"\",\"And\nthis?\"\r\n");

    assertThat(csv).isEqualTo(json);
    assertThat(json)
        .containsExactly(
            new LabelledPicture(
                folder.path("a.png"),
                "What does the picture show? Answer with one of: carrot, \"orange\", tomato.",
                "tomato"),
            new LabelledPicture(folder.path("in/b.png"), "And\nthis?", "carrot, \"orange\""));
  }

  @Test
  void severalTextsBecomeOneJsonAnswerWithTheirKeysInOrder() throws IOException {
    LabelledPicture json = training(
            "labels.jsonl", "{\"zebra\": \"1\", \"file\": \"a.png\", \"apple\": \"\"}")
        .get(0);
    LabelledPicture csv = training("labels.csv", "zebra,file,apple\n1,a.png,").get(0);

    assertThat(csv).isEqualTo(json);
    assertThat(json.answer()).isEqualTo("{\"zebra\":\"1\",\"apple\":\"\"}");
    assertThat(json.question()).contains("with the keys zebra, apple.");
  }

  @Test
  void moreThanTwentyLabelsAreNotListedInTheQuestion() throws IOException {
    StringBuilder labels = new StringBuilder("file,label\n");
    for (int i = 0; i < 21; i++) {
      folder.png(i + ".png", 10 + i);
      labels.append(i).append(".png,label-").append(i).append('\n');
    }

    assertThat(training("labels.csv", labels.toString()).get(0).question())
        .isEqualTo("What does the picture show? Answer with the label only.");
  }

  @Test
  void everyProblemOfJsonLinesIsFoundWithItsLine() throws IOException {
    Files.writeString(folder.path("text.png"), "no picture");
    assertThat(problems("labels.jsonl", """
            {"file": "a.png", "label": "tomato"}
            {"file": "gone.jpg", "label": "tomato"}
            not json

            {"label": "tomato"}
            {"file": "a.png", "split": "train"}
            {"file": "a.png", "label": 5}
            {"file": "a.png", "label": " "}
            {"file": "a.png", "label": "x", "split": "test"}
            {"file": "a.png", "label": "x", "question": ""}
            {"file": "text.png", "label": "x"}
            {"file": "in", "label": "x"}
            {"file": "a\\u0000.png", "label": "x"}
            ["file"]"""))
        .satisfiesExactly(
            one -> assertThat(one).isEqualTo("2 labels.picture no such picture: gone.jpg"),
            one -> assertThat(one).isEqualTo("3 labels.json not a JSON object on one line"),
            one -> assertThat(one).isEqualTo("5 labels.file needs \"file\""),
            one -> assertThat(one).isEqualTo("6 labels.label needs \"label\""),
            one -> assertThat(one).isEqualTo("7 labels.text \"label\" must be a text, not empty"),
            one -> assertThat(one).startsWith("8 labels.text"),
            one -> assertThat(one).startsWith("9 labels.split").contains("train", "validation"),
            one -> assertThat(one).startsWith("10 labels.text \"question\""),
            one ->
                assertThat(one).startsWith("11 labels.picture").contains("text.png", "no picture"),
            one -> assertThat(one).startsWith("12 labels.picture no such picture: in"),
            one -> assertThat(one).startsWith("13 labels.picture"),
            one -> assertThat(one).startsWith("14 labels.json"));
  }

  @Test
  void everyProblemOfCsvIsFoundWithItsLine() throws IOException {
    assertThat(problems("labels.csv", """
            file,label,split
            a.png,tomato,
            "gone.jpg","to
            mato",train
            a.png,tomato
            a.png,to"mato,train

            a.png,,
            a.png,x,Train
            "a.png,x,train"""))
        .satisfiesExactly(
            one -> assertThat(one).isEqualTo("3 labels.picture no such picture: gone.jpg"),
            one -> assertThat(one).isEqualTo("5 labels.csv 2 fields where the header has 3"),
            one -> assertThat(one).startsWith("6 labels.csv not CSV: a quote in the middle"),
            one -> assertThat(one).startsWith("8 labels.text \"label\""),
            one -> assertThat(one).startsWith("9 labels.split"),
            one -> assertThat(one).startsWith("10 labels.csv not CSV: a quote that is not closed"));
  }

  @Test
  void aHeaderThatCannotBeMeantIsSaidToBeWrong() throws IOException {
    assertThat(problems("labels.csv", "a.png,tomato\n").get(0))
        .startsWith("1 labels.csv the header has no column \"file\"");
    assertThat(problems("labels.csv", "file;label\na.png;tomato\n").get(0))
        .contains("\"file;label\"");
    assertThat(problems("labels.csv", "file,question\na.png,?\n").get(0))
        .contains("no column \"label\"");
    assertThat(problems("labels.csv", "File, label,label,,label\na.png,a,b,c,d\n"))
        .hasSize(4)
        .satisfies(all -> assertThat(all.toString())
            .contains("\"File\" has to be written \"file\"", "\" label\"", "two columns")
            .contains("without a name"));
    assertThat(problems("labels.csv", "fi\"le,label\n").get(0)).contains("not CSV");
  }

  @Test
  void aPictureOutsideTheFolderIsNotReached() throws IOException {
    Path images = Files.createDirectory(folder.path("images"));
    Files.createSymbolicLink(images.resolve("link.png"), folder.path("a.png"));
    Files.createSymbolicLink(images.resolve("up"), path);
    Path labels = folder.labels("labels.csv", """
        file,label
        ../a.png,x
        %s,x
        link.png,x
        up/a.png,x
        in/../../a.png,x
        """.formatted(folder.path("a.png")));

    assertThatThrownBy(() -> DatasetBuild.of(images, labels).parts())
        .isInstanceOfSatisfying(
            DatasetException.class,
            e -> assertThat(e.findings())
                .hasSize(5)
                .allSatisfy(one -> assertThat(one.rule()).isEqualTo("labels.outside")));
  }

  @Test
  void aFolderThatIsALinkItselfAndAPathAroundACornerAreFine() throws IOException {
    Path link = Files.createSymbolicLink(folder.path("link"), path);
    Path labels = folder.labels("labels.csv", "file,label\nin/../a.png,x\n./in/b.png,x");

    assertThat(DatasetBuild.of(link, labels).parts().training())
        .extracting(LabelledPicture::picture)
        .containsExactly(link.resolve("a.png"), link.resolve("in/b.png"));
  }

  @Test
  void theSamePictureWithAnotherAnswerIsAContradictionWhateverItsName() throws IOException {
    folder.png("copy.png", 1);

    assertThat(problems("labels.csv", """
            file,label,question
            a.png,x,
            a.png,y,
            copy.png,y,
            copy.png,x,
            a.png,z,else?
            in/b.png,y,
            """))
        .containsExactly(
            "3 labels.contradiction the same picture as in line 2 (a.png), the same question, and"
                + " another answer",
            "4 labels.contradiction the same picture as in line 2 (a.png), the same question, and"
                + " another answer");
  }

  @Test
  void theLineThatIsNotUtf8IsNamed() throws IOException {
    byte[] latin =
        "file,label\na.png,x\nin/b.png,gr\u00fcn\n".getBytes(StandardCharsets.ISO_8859_1);
    Files.write(folder.path("labels.csv"), latin);
    Files.write(folder.path("labels.jsonl"), "\uFEFF{}".getBytes(StandardCharsets.UTF_16LE));

    for (String name : List.of("labels.csv", "labels.jsonl")) {
      assertThatThrownBy(() -> DatasetBuild.of(path, folder.path(name)).parts())
          .isInstanceOfSatisfying(DatasetException.class, e -> {
            Finding last = e.findings().get(e.findings().size() - 1);
            assertThat(last.line()).hasValue(name.endsWith("csv") ? 3L : 1L);
            assertThat(last.message()).isEqualTo("not UTF-8");
          });
    }
  }

  @Test
  void aByteOrderMarkBeforeJsonIsNoProblem() throws IOException {
    assertThat(training("labels.jsonl", "\uFEFF{\"file\": \"a.png\", \"label\": \"x\"}\r\n"))
        .hasSize(1);
  }

  @Test
  void aFileThatIsNoLabelsIsSaidToBeAndIsNotKeptInMemory() throws IOException {
    assertThat(problems("labels.jsonl", "x".repeat(CsvReader.MOST_CHARS + 1)))
        .containsExactly("1 labels.json more than 1048576 characters");
    DatasetBuild build = folder.build("labels.jsonl", "x\n".repeat(3_000));
    assertThatThrownBy(build::parts)
        .isInstanceOfSatisfying(
            DatasetException.class, e -> assertThat(e.findings()).hasSize(Problems.MOST_KEPT))
        .hasMessageContaining("3000 problems");
  }

  @Test
  void labelsThatAreNotThereAreAnError() throws IOException {
    assertThatThrownBy(() -> DatasetBuild.of(path, folder.path("gone.csv")).parts())
        .isInstanceOf(DatasetException.class)
        .hasMessageContaining("read labels")
        .hasMessageContaining("NoSuchFileException");
    for (String nothing : List.of("", "\n\n")) {
      assertThatThrownBy(folder.build("labels.jsonl", nothing)::parts)
          .isInstanceOf(DatasetException.class)
          .hasMessageContaining("there are no labels");
    }
    assertThatThrownBy(folder.build("labels.csv", "file,label\n")::parts)
        .hasMessageContaining("there are no labels");
    assertThatThrownBy(folder.build("labels.csv", "")::parts)
        .hasMessageContaining("there are no labels");
  }

  @Provide
  Arbitrary<byte[]> rubbish() {
    return Arbitraries.oneOf(
        Arbitraries.bytes().array(byte[].class).ofMaxSize(80),
        Arbitraries.strings()
            .withChars("{}[]\":,\\\r\n filelabqust\u0000\u00e4\uFEFF")
            .ofMaxLength(80)
            .map(text -> ("file,label\n" + text).getBytes(StandardCharsets.UTF_8)),
        Arbitraries.strings()
            .withChars("{}[]\":,\\\r\n filelabqust\u0000\u00e4")
            .ofMaxLength(60)
            .map(text ->
                ("{\"file\":\"a.png\",\"label\":\"x\"" + text).getBytes(StandardCharsets.UTF_8)));
  }

  @Property(tries = 1_000)
  void rubbishIsAProblemAndNothingElse(@ForAll("rubbish") byte[] rubbish, @ForAll boolean csv) {
    Problems problems = new Problems("rubbish");
    try {
      PictureFolder nowhere = new PictureFolder(Path.of("src"));
      LabelReader reader = new LabelReader(nowhere, problems);
      new LabelFile(reader, problems).read(new ByteArrayInputStream(rubbish), csv);
      // There is no picture in that folder: what is no problem is no row.
      assertThat(reader.rows(null)).isEmpty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
