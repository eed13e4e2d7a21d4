package dev.fovea.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fovea.finding.Finding;
import dev.fovea.finding.Severity;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OtherAnswersTest {
  private static final String OAK = Lines.png(1);
  private static final String ELM = Lines.png(2);

  private static List<Finding> found(String lines) {
    return Samples.check(lines).findings().stream()
        .filter(finding -> finding.rule().equals("test.same-picture-other-answer"))
        .toList();
  }

  @Test
  void twoAnswersToOneQuestionAboutOnePictureAreAWarning() {
    List<Finding> found =
        found(Lines.line(OAK, "an oak") + Lines.line(ELM, "an elm") + Lines.line(OAK, "an elm"));

    assertThat(found).singleElement().satisfies(finding -> {
      assertThat(finding.severity()).isEqualTo(Severity.WARNING);
      assertThat(finding.line()).contains(3L);
      assertThat(finding.pointer()).contains("/messages/1/content");
      assertThat(finding.picture()).contains(0);
      assertThat(finding.message())
          .isEqualTo("the answer is 'an elm', but line 1 has another one to the same question"
              + " about the same picture");
      assertThat(finding.fix())
          .isEqualTo("keep the right answer, or ask differently: of two answers the model learns"
              + " to guess");
    });
  }

  @Test
  void anotherPictureOrAnotherQuestionMayHaveAnotherAnswer() {
    assertThat(found(Lines.line(OAK, "an oak")
            + Lines.line(ELM, "an elm")
            + Lines.line(OAK, "Is it green?", "yes")
            + Lines.line(OAK, "  an oak ")))
        .isEmpty();
  }

  @Test
  void severalPicturesAreTheSameOnlyInTheSameOrder() {
    String two = OAK + "\"}}," + Lines.part(ELM).replace("\"}}", "");
    String turned = ELM + "\"}}," + Lines.part(OAK).replace("\"}}", "");

    assertThat(found(Lines.line(two, "left") + Lines.line(turned, "right"))).isEmpty();
    assertThat(found(Lines.line(two, "left") + Lines.line(two, "right")))
        .singleElement()
        .satisfies(finding ->
            assertThat(finding.message()).endsWith("the same question about the same 2 pictures"));
  }

  @Test
  void whatWasSaidBeforeBelongsToTheQuestion() {
    String talk =
        Lines.json("{'messages':[{'role':'user','content':[{'type':'text','text':'What?'},"
            + Lines.part(OAK) + "]},{'role':'assistant','content':[{'type':'text','text':'%s'}]},"
            + "{'role':'user','content':[{'type':'text','text':'Sure?'}]},"
            + "{'role':'assistant','content':[{'type':'text','text':'%s'}]}]}\n");

    assertThat(found(talk.formatted("oak", "yes") + talk.formatted("oak", "no")))
        .singleElement()
        .satisfies(finding -> assertThat(finding.pointer()).contains("/messages/3/content"));
    assertThat(found(talk.formatted("oak", "yes") + talk.formatted("elm", "no")))
        .singleElement()
        .satisfies(finding -> assertThat(finding.pointer()).contains("/messages/1/content"));
  }

  @Test
  void answersThatAreNotLearntAreNotCompared() {
    String ignored =
        Lines.line(OAK, "an elm").replace("\"assistant\",", "\"assistant\",\"weight\":0,");

    assertThat(found(Lines.line(OAK, "an oak") + ignored)).isEmpty();
  }

  @Test
  void instructionsAndPreferencesAreComparedToo() {
    String instruction = Lines.json(
        "{'prompt':[{'type':'text','text':'What?'}," + Lines.part(OAK) + "],'completion':'%s'}\n");
    String preference = Lines.json(
        "{'input':{'messages':[{'role':'user','content':[" + Lines.part(OAK)
            + "]}]},'preferred_output':[{'role':'assistant','content':[{'type':'text','text':'%s'}]}],"
            + "'non_preferred_output':[{'role':'assistant','content':[{'type':'text','text':'x'}]}]}\n");

    assertThat(found(instruction.formatted("oak") + instruction.formatted("elm")))
        .singleElement()
        .satisfies(finding -> assertThat(finding.pointer()).contains("/completion"));
    assertThat(found(preference.formatted("oak") + preference.formatted("elm")))
        .singleElement()
        .satisfies(
            finding -> assertThat(finding.pointer()).contains("/preferred_output/0/content"));
  }

  @Test
  void picturesByAddressAreTheSameIfTheAddressIs() {
    String line = Lines.line("https://example.org/a.png", "oak")
        + Lines.line("https://example.org/a.png", "elm")
        + Lines.line("https://example.org/b.png", "elm");

    assertThat(found(line)).hasSize(1);
  }

  @Test
  void aQuestionTooLongToKeepIsComparedWithNone() {
    String question = "x".repeat(70_000);

    assertThat(found(Lines.line(OAK, question, "oak") + Lines.line(OAK, question, "elm")))
        .isEmpty();
    assertThat(found(Lines.line(OAK, question) + Lines.line(OAK, "oak"))).isEmpty();
  }

  @Test
  void withoutPixelsTheReportSaysThatLookAlikesWereNotLookedFor() {
    String why = "pixels were not decoded: decode(true), --decode";

    String rule = "test.similar-picture-other-answer";
    assertThat(Samples.check(Lines.line(OAK, "oak") + Lines.line(ELM, "elm")).skipped())
        .containsEntry(rule, why);
    // One picture has none to look like; one by address has no pixels here.
    assertThat(Samples.check(Lines.line(OAK, "oak") + Lines.said("Hi", "Ho")).skipped())
        .doesNotContainKey(rule);
    assertThat(Samples.check(Lines.line("https://example.org/a.png", "oak").repeat(2))
            .skipped())
        .doesNotContainKey(rule);
  }

  @Test
  void decodingAloneIsNotEnoughWhereNothingCanDecode() {
    DatasetReport report = Samples.rules()
        .check(
            Samples.stream(Lines.line(OAK, "oak") + Lines.line(ELM, "elm")),
            options -> options.decode(true));

    assertThat(report.skipped())
        .containsEntry("test.similar-picture-other-answer", "sdk-imaging is not on the class path");
  }

  @Test
  void questionsBehindTheBoundAreNotRememberedAndTheReportSaysSo() {
    DatasetProfile profile = Samples.profile();
    FindingSink findings = new FindingSink(profile, finding -> {});
    OtherAnswers advice = new OtherAnswers(profile, findings, null);
    for (int i = 0; i < OtherAnswers.QUESTIONS; i++) {
      advice.see(Seen.lesson(i + 1, "https://example.org/" + i, "oak"));
    }
    advice.end();
    assertThat(findings.skipped()).isEmpty();

    int next = OtherAnswers.QUESTIONS + 1;
    advice.see(Seen.lesson(next, "https://example.org/new", "oak"));
    advice.see(Seen.lesson(next + 1, "https://example.org/new", "elm"));
    advice.see(Seen.lesson(next + 2, "https://example.org/0", "elm"));
    advice.end();

    assertThat(findings.kept())
        .singleElement()
        .satisfies(finding -> assertThat(finding.message()).contains("but line 1 has another"));
    assertThat(findings.skipped())
        .containsExactly(Map.entry(
            "test.same-picture-other-answer",
            "only the first 180,000 different questions about pictures were remembered"));
  }
}
