package dev.fovea.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fovea.error.UnreadableResponseException;
import dev.fovea.finding.Finding;
import dev.fovea.finding.Severity;
import dev.fovea.finetuning.JobEvent;
import dev.fovea.finetuning.JobFinding;
import dev.fovea.json.JsonCodec;
import dev.fovea.provider.WireObject;
import dev.fovea.providertests.CallMode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Events that speak of left-out pictures, in whatever words, and those that do not. */
class OpenAiSkippedPicturesTest {
  @RegisterExtension
  final Recorded openAi = new Recorded();

  private static JobEvent event(String message) {
    return event(message, "message", "{}");
  }

  private static JobEvent event(String message, String type, String data) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("id", "ftevent-1");
    fields.put("type", type);
    fields.put("level", "warn");
    fields.put("message", message);
    fields.put("data", JsonCodec.shared().tree(data.getBytes(StandardCharsets.UTF_8)));
    return WireJob.event(WireObject.of(fields));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "captcha     | 2  | Skipped 2 images that look like CAPTCHAs",
        "captcha     | -  | An image was removed: reCAPTCHA detected",
        "people      | 3  | Skipped 3 images: they contain people",
        "people      | 12 | 12 of 400 images contain a person and were removed from training",
        "people      | 5  | REMOVED 5 EXAMPLES CONTAINING HUMANS",
        "faces       | 7  | Images with people's faces were skipped (7 images)",
        "faces       | -  | Picture excluded, facial features found",
        "children    | 1  | 1 image skipped because it shows a child's face",
        "children    | 4  | Excluded 4 photos of minors",
        "unreachable | 9  | 9 images could not be downloaded and were skipped",
        "unreachable | -  | Failed to fetch image https://pictures.example/people/faces/1.png",
        "unreachable | -  | Skipping image_url that is not publicly accessible",
        "unreachable | 404 | Skipped 404 images whose URL timed out",
        "too-large   | 6  | 6 images exceeded the size limit of 10 MB and were dropped",
        "too-large   | -  | Skipped an image larger than 10 MB",
        "format      | 8  | Skipped 8 images in an unsupported format",
        "format      | 1200 | 1,200 images were discarded: could not be decoded",
        "format      | -  | Invalid image format: image/gif"
      })
  void aReasonIsKnownByItsWords(String reason, String count, String message) {
    JobEvent event = event(message);

    Finding finding = event.finding().orElseThrow();
    assertThat(finding.rule()).isEqualTo("openai.skipped-" + reason);
    assertThat(finding.severity()).isEqualTo(Severity.WARNING);
    assertThat(finding.message()).isEqualTo(message);
    assertThat(finding.fix()).isNotBlank();
    assertThat(event.affected().map(String::valueOf).orElse(null)).isEqualTo(count);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Skipped 3 images",
        "3 pictures will not be used for training",
        "Some images were filtered by our systems",
        "Skipped 3 images containing CAPTCHAs, people, faces or children"
      })
  void leftOutPicturesWithoutOneReasonAreAFindingOfTheirOwn(String message) {
    assertThat(event(message).finding().orElseThrow().rule()).isEqualTo("openai.skipped-picture");
  }

  @Test
  void severalReasonsGiveAllTheirRemedies() {
    Finding finding =
        event("Skipped images: CAPTCHAs, unsupported formats").finding().orElseThrow();

    assertThat(finding.fix()).contains("CAPTCHAs").contains("JPEG, PNG or WEBP");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Created fine-tuning job: ftjob-skipped-images-of-people",
        "Validating training file: file-people and validation file: file-faces",
        "Validating training file: skipped-images.jsonl",
        "Files validated, moving job to queued state",
        "Fine-tuning job started",
        "Step 12/90: training loss=0.71",
        "New fine-tuned model created: ft:gpt-4o-2024-08-06:acme:skipped-images-people:9Ab",
        "Checkpoint created at step 60",
        "The job has successfully completed",
        "Evaluating model against our usage policies before enabling",
        "Usage policy evaluations completed, model is now enabled for sampling",
        "Moderation checks for snapshot ft:gpt-4o:acme:faces:1 passed: child safety, people",
        "Model blocked: too many failures in sexual/minors and harassment",
        "0 images were skipped",
        "All 120 images were validated, none skipped",
        "No images were removed",
        "Training on 120 images of people",
        "Skipped validation: no validation file was given",
        "Removed 2 duplicate examples",
        "Training file exceeds the recommended number of examples"
      })
  void whatSpeaksOfOtherThingsIsNoFinding(String message) {
    JobEvent event = event(message);

    assertThat(event.finding()).isEmpty();
    assertThat(event.affected()).isEmpty();
  }

  @Test
  void metricsAreNeverFindings() {
    JobEvent event =
        event("Step 3/9: skipped 3 images of people", "metrics", "{\"step\":3,\"train_loss\":1}");

    assertThat(event.finding()).isEmpty();
    assertThat(event.step()).contains(3L);
  }

  @Test
  void theDataTellsTheNumberAndTheReasonWhereTheSentenceDoesNot() {
    JobEvent counted = event(
        "Some images were skipped",
        "message",
        "{\"num_skipped\":17,\"reason\":\"image_download_timeout\"}");

    assertThat(counted.affected()).contains(17L);
    assertThat(counted.finding().orElseThrow().rule()).isEqualTo("openai.skipped-unreachable");
    assertThat(event("Images skipped", "message", "{\"skipped\":0}").finding()).isEmpty();
    assertThat(event("Checks done", "moderation_checks", "{\"blocked\":false,\"minors\":0}")
            .finding())
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "7 | - | Line 7: image skipped, contains a face",
        "7 | 2 | Row 7: skipped 2 images with faces",
        "- | - | Lines 3, 5 and 7: image skipped, contains a face",
        "- | - | Example 5 image 2 skipped: contains a face",
        "- | - | Skipped image #4, which shows a face"
      })
  void aLineIsALineAndNoNumberOfPictures(String line, String count, String message) {
    JobEvent event = event(message);

    assertThat(event.finding().orElseThrow().line().map(String::valueOf).orElse(null))
        .isEqualTo(line);
    assertThat(event.affected().map(String::valueOf).orElse(null)).isEqualTo(count);
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void theFindingsOfAllEventsAreCountedByReason(CallMode mode) {
    openAi.answer(200, page(true, "Skipped an image with a face", "Skipped 3 images of people"));
    openAi.answer(200, page(false, "Skipped 4 images with faces", "Fine-tuning job started"));
    try (OpenAiClient ai = openAi.client()) {
      List<JobFinding> skipped = mode.call(
          () -> ai.fineTuning().skippedPictures("ftjob-1"),
          () -> ai.fineTuning().skippedPicturesAsync("ftjob-1"));

      assertThat(skipped)
          .extracting(f -> f.finding().rule() + " " + f.affected() + " " + f.events())
          .containsExactly("openai.skipped-faces 5 2", "openai.skipped-people 3 1");
      assertThat(openAi.requests()).isEqualTo(2);
    }
  }

  private static String page(boolean more, String... messages) {
    StringBuilder events = new StringBuilder();
    for (String message : messages) {
      events
          .append(events.isEmpty() ? "" : ",")
          .append("{\"id\":\"e-")
          .append(message.hashCode())
          .append("\",\"created_at\":1790000000,\"level\":\"warn\",\"message\":\"")
          .append(message)
          .append("\",\"data\":{}}");
    }
    return "{\"data\":[" + events + "],\"has_more\":" + more + "}";
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void otherWordsMayBeUsed(CallMode mode, @TempDir Path folder) throws IOException {
    Path file = Files.writeString(
        folder.resolve("words.json"),
        "{\"pictures\":[\"bild*\"],\"removals\":[\"ausgelassen\"],\"general\":{\"rule\":\"x.weg\","
            + "\"fix\":\"anders\"},\"rules\":[{\"rule\":\"x.hund\",\"keywords\":[\"hund*\"],\"fix\":"
            + "\"keine Hunde\"}]}");
    OpenAiPictureRules own = OpenAiPictureRules.read(file);
    openAi.answer(200, page(false, "Bilder mit Hunden ausgelassen", "Skipped 3 images of people"));
    try (OpenAiClient ai = openAi.client()) {
      List<JobFinding> skipped = mode.call(
          () -> ai.fineTuning().skippedPictures("ftjob-1", own),
          () -> ai.fineTuning().skippedPicturesAsync("ftjob-1", own));

      assertThat(skipped).extracting(f -> f.finding().fix()).containsExactly("keine Hunde");
    }
  }

  @Test
  void rulesThatAreNoneSaySo(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("words.json"), "{}");

    assertThatThrownBy(() -> OpenAiPictureRules.read(file))
        .isInstanceOf(UnreadableResponseException.class);
    assertThatThrownBy(() -> OpenAiPictureRules.read(folder.resolve("missing.json")))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("missing.json");
  }
}
