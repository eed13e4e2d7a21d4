package dev.fovea.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fovea.error.DatasetException;
import dev.fovea.finding.Finding;
import dev.fovea.finding.Severity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TwinsTest {
  private static final String OAK = Lines.png(1);
  private static final String FIX = "take it out of one of the two files: what was learnt by heart"
      + " does not show what was understood";

  @TempDir
  private Path folder;

  private DatasetReport check(String training, String validation) throws IOException {
    Path file = Files.writeString(folder.resolve("val.jsonl"), validation);
    return Samples.rules().check(Samples.stream(training), options -> options.validationFile(file));
  }

  @Test
  void aLineOfBothFilesIsToldWithBothNumbersAndItsPicturesAreNotToldAgain() throws IOException {
    String both = Lines.line(OAK, "oak");
    DatasetReport report =
        check(Lines.said("a", "b") + both, "\n" + Lines.said("c", "d") + both + both);

    assertThat(report.ok()).isTrue();
    assertThat(report.findings()).singleElement().satisfies(finding -> {
      assertThat(finding.rule()).isEqualTo("test.validation-example");
      assertThat(finding.severity()).isEqualTo(Severity.WARNING);
      assertThat(finding.line()).contains(2L);
      assertThat(finding.message())
          .isEqualTo("the line is the same as line 3 of the validation file 'val.jsonl'");
      assertThat(finding.fix()).isEqualTo(FIX);
    });
  }

  @Test
  void aPictureOfBothFilesIsTold() throws IOException {
    DatasetReport report = check(
        Lines.line(Lines.png(2), "elm") + Lines.line(OAK, "oak"),
        Lines.line(OAK, "A tree?", "yes"));

    assertThat(report.findings()).singleElement().satisfies(finding -> {
      assertThat(finding.rule()).isEqualTo("test.validation-picture");
      assertThat(finding.severity()).isEqualTo(Severity.WARNING);
      assertThat(finding.line()).contains(2L);
      assertThat(finding.picture()).contains(0);
      assertThat(finding.pointer()).contains("/messages/0/content/1/image_url/url");
      assertThat(finding.message())
          .isEqualTo("the picture is also in line 1 of the validation file 'val.jsonl'");
      assertThat(finding.fix()).isEqualTo(FIX);
    });
    assertThat(report.skipped()).containsKey("test.validation-similar-picture");
  }

  @Test
  void otherLinesAndPicturesAreNotTold() throws IOException {
    assertThat(check(Lines.line(OAK, "oak"), Lines.line(Lines.png(2), "elm")).findings())
        .isEmpty();
  }

  @Test
  void whatIsBrokenInTheValidationFileIsNotTheMatterHere() throws IOException {
    DatasetReport report = check(
        Lines.line(OAK, "oak"),
        "{\n[1]\n{\"x\":1}\n" + Lines.line("data:image/png;base64,A", "?") + Lines.line(OAK, "A"));

    assertThat(report.findings())
        .extracting(Finding::message)
        .containsExactly("the picture is also in line 5 of the validation file 'val.jsonl'");
  }

  @Test
  void aValidationFileThatCannotBeReadEndsTheCheckBeforeItBegins() {
    assertThatThrownBy(() -> Samples.rules()
            .check(
                Samples.stream(Lines.said("a", "b")),
                options -> options.validationFile(folder.resolve("none.jsonl"))))
        .isInstanceOf(DatasetException.class)
        .hasMessageContaining("read the validation file")
        .hasMessageContaining("none.jsonl")
        .hasMessageContaining("there is no such file; check the path");
    assertThatThrownBy(() -> Samples.rules()
            .check(Samples.stream(Lines.said("a", "b")), options -> options.validationFile(folder)))
        .isInstanceOf(DatasetException.class)
        .hasMessageContaining("it is not a regular file; check the path");
  }

  @Test
  void theCheckedFileIsNoValidationFile() throws IOException {
    Path file = Files.writeString(folder.resolve("train.jsonl"), Lines.said("a", "b"));
    Path same = folder.resolve("..").resolve(folder.getFileName()).resolve("train.jsonl");

    assertThatThrownBy(() -> Samples.rules().check(file, options -> options.validationFile(same)))
        .isInstanceOf(DatasetException.class)
        .hasMessageContaining("it is the checked file itself; keep some examples apart");
  }

  @Test
  void whatStandsBehindTheBoundIsNotRememberedAndTheReportSaysSo() throws IOException {
    StringBuilder many = new StringBuilder();
    for (int i = 0; i < ValidationFile.NAMES; i++) {
      many.append("{\"text\":\"").append(i).append("\"}\n");
    }
    String last = "{\"text\":\"last\"}\n";

    assertThat(check(last, many.toString()).skipped()).isEmpty();
    DatasetReport report = check(last, many + last);

    assertThat(report.findings()).isEmpty();
    assertThat(report.skipped())
        .containsOnlyKeys("test.validation-example", "test.validation-picture")
        .containsEntry(
            "test.validation-example",
            "only the first 90,000 different lines and pictures of the validation file"
                + " 'val.jsonl' were remembered");
  }
}
