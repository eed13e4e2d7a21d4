package dev.fovea.fireworks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fovea.dataset.Conversation;
import dev.fovea.dataset.DatasetFormat;
import dev.fovea.dataset.DatasetReader;
import dev.fovea.dataset.DatasetReport;
import dev.fovea.dataset.DatasetRules;
import dev.fovea.dataset.DatasetWriter;
import dev.fovea.dataset.Example;
import dev.fovea.dataset.Instruction;
import dev.fovea.dataset.Preference;
import dev.fovea.dataset.Prompt;
import dev.fovea.error.DatasetException;
import dev.fovea.finding.Finding;
import dev.fovea.finding.Severity;
import dev.fovea.json.JsonCodec;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FireworksDatasetsTest {
  private static final String PNG =
      "iVBORw0KGgoAAAANSUhEUgAAACAAAAAgCAIAAAD8GO2jAAAAKklEQVR42mM4ISdHU8QwasGoBaMWjFowasGoBaMWjFowasGoBaMWDBULACXLED1gHZEpAAAAAElFTkSuQmCC";
  private static final String JPEG =
      "/9j/4QAI/9j/2QD//8AAEQgAEAAQAwEiAAIRAQMRAf/aAAwDAQACEQMRAD8AEjT/AFZ4/9k=";
  private static final String WEBP = "UklGRhIAAABXRUJQVlA4TAUAAAAvD8ABAAA=";

  private static final String USER = "{'role':'user','content':'Which leaf?'}";
  private static final String OAK = "{'role':'assistant','content':'Oak'}";
  private static final String ELM = "{'role':'assistant','content':'Elm'}";
  private static final String GOOD = "{'messages':[" + USER + "," + OAK + "]}";

  private static InputStream stream(String text) {
    return new ByteArrayInputStream(text.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
  }

  /** The lines, each three times but never the same. */
  private static String thrice(String... lines) {
    StringBuilder all = new StringBuilder();
    for (int i = 0; i < 3; i++) {
      for (String line : lines) {
        all.append(line.replace("leaf?", "leaf " + i + "?"))
            .append(" ".repeat(i))
            .append('\n');
      }
    }
    return all.toString();
  }

  private static DatasetReport check(String... lines) {
    return DatasetRules.of("fireworks").check(stream(thrice(lines)));
  }

  private static String shown(String url) {
    return "{'messages':[{'role':'user','content':[{'type':'text','text':'Which leaf?'},"
        + "{'type':'image_url','image_url':{'url':'" + url + "'}}]}," + OAK + "]}";
  }

  /** The broken rules, without the provider's name. */
  private static List<String> rules(DatasetReport report, Severity severity) {
    return report.findings().stream()
        .filter(finding -> finding.severity() == severity)
        .map(Finding::rule)
        .map(rule -> rule.substring("fireworks.".length()))
        .distinct()
        .toList();
  }

  private static List<Example> read(String lines) {
    try (Stream<Example> examples = DatasetReader.read(stream(lines), FireworksDatasets.format())) {
      return examples.toList();
    }
  }

  private static String written(Example example) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (DatasetWriter writer = DatasetWriter.open(out, DatasetFormat.of("fireworks"))) {
      writer.write(example);
    }
    return out.toString(StandardCharsets.UTF_8);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        GOOD,
        "{'messages':[{'role':'system','content':'Short.'}," + USER
            + ",{'role':'assistant','content':'Oak','weight':0,'reasoning_content':'lobes'}," + USER
            + ",{'role':'assistant','content':'Elm','weight':1}],'weight':0.5}",
        "{'messages':[" + USER
            + ",{'role':'assistant','content':null,'tool_calls':[{'id':'c','type':'function',"
            + "'function':{'name':'f','arguments':'{}'}}]},"
            + "{'role':'tool','tool_call_id':'c','content':'3'}," + OAK
            + "],'tools':[{'type':'function','function':{'name':'f'}}]}",
        "{'input':{'messages':[" + USER + "],'tools':[]},'preferred_output':[" + OAK
            + "],'non_preferred_output':[" + ELM + "]}",
        "{'prompt':'Which leaf?','completion':'Oak'}"
      })
  void everyKindOfRowFireworksTakesIsGood(String line) {
    DatasetReport report = check(line);

    assertThat(report.counts()).isEmpty();
    assertThat(report.examples()).isEqualTo(3);
  }

  @ParameterizedTest
  @CsvSource({"png," + PNG, "jpeg," + JPEG, "jpg," + JPEG})
  void picturesMayBePngOrJpegInBase64(String type, String base64) {
    assertThat(check(shown("data:image/" + type + ";base64," + base64)).counts())
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "picture-format|data:image/webp;base64," + WEBP,
        "picture-type-mismatch|data:image/jpg;base64," + PNG,
        "picture-media-type|data:image/x-png;base64," + PNG,
        "remote-picture|https://leaves.example/oak.png",
        "picture-url|oak.png",
        "picture-base64|data:image/png;base64,????"
      })
  void otherPicturesAreRefused(String rule, String url) {
    DatasetReport report = check(shown(url));

    assertThat(rules(report, Severity.ERROR)).containsExactly(rule);
    assertThat(report.findings().get(0).picture()).contains(0);
    assertThat(report.findings().get(0).fix()).doesNotContainIgnoringCase("webp");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "missing-answer    | {'messages':[OAK]}|{'messages':[USER]}",
        "nothing-to-learn  | {'messages':[USER,{'role':'assistant','content':'a','weight':0}]}|",
        "system-not-first  | {'messages':[USER,{'role':'system','content':'a'},OAK]}|",
        "invalid-weight    | {'messages':[USER,{'role':'assistant','content':'a','weight':2}]}|",
        "invalid-role      | {'messages':[USER,{'role':'bot','content':'a'},OAK]}|",
        "mixed-weights     | {'messages':[USER,OAK],'weight':1}|{'messages':[USER,ELM]}",
        "mixed-formats     | {'messages':[USER]}|{'prompt':'a','completion':'b'}",
        "assistant-last    | {'input':{'messages':[USER,OAK]},'preferred_output':[OAK],'non_preferred_output':[ELM]}|",
        "question-last     | {'input':{'messages':[{'role':'system','content':'a'}]},'preferred_output':[OAK],'non_preferred_output':[ELM]}|",
        "question-last     | {'messages':[USER,{'role':'tool','content':'3','tool_call_id':'c'}],'ground_truth':'Oak'}|",
        "invalid-output    | {'input':{'messages':[USER]},'preferred_output':[OAK,OAK],'non_preferred_output':[ELM]}|",
        "invalid-output    | {'input':{'messages':[USER]},'preferred_output':[USER],'non_preferred_output':[ELM]}|",
        "unknown-format    | {'text':'only a text'}|",
        "foreign-format    | {'chosen':{'messages':[USER,OAK]},'rejected':{'messages':[USER,ELM]}}|"
      })
  void whatFireworksRefusesIsAnError(String rule, String line, String other) {
    String first = filled(line);
    DatasetReport report = other == null ? check(first) : check(first, filled(other));

    assertThat(rules(report, Severity.ERROR)).containsExactly(rule);
  }

  private static String filled(String line) {
    return line.replace("USER", USER).replace("OAK", OAK).replace("ELM", ELM);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "role-order     | {'messages':[USER,USER,OAK]}",
        "extra-column   | {'messages':[USER,OAK],'source':'herbarium'}",
        "reasoning-name | {'messages':[USER,{'role':'assistant','content':'a','reasoning':'b'}]}",
        "no-answers     | {'messages':[USER],'ground_truth':'Oak'}"
      })
  void whatIsNotKnownToBeRefusedIsOnlyToldOf(String rule, String line) {
    DatasetReport report = check(filled(line));

    assertThat(report.ok()).isTrue();
    assertThat(rules(report, Severity.WARNING)).containsExactly(rule);
  }

  @Test
  void theNumberOfExamplesHasTwoEnds() {
    DatasetRules rules = DatasetRules.of("fireworks");

    assertThat(rules.check(stream(GOOD)).counts()).containsOnlyKeys("fireworks.too-few-examples");
    assertThat(rules.settings()).containsEntry("max-examples", "3000000");
    assertThat(rules.override("max-examples", 2).check(stream(thrice(GOOD))).counts())
        .containsOnlyKeys("fireworks.too-many-examples");
  }

  @Test
  void howBadARuleIsCanBeOverridden() {
    DatasetRules strict = DatasetRules.of("fireworks").override("as-errors", "extra-column");
    DatasetRules lax = DatasetRules.of("fireworks").override("ignored", "too-few-examples");

    assertThat(strict.check(stream(thrice(GOOD.replace("]}", "],'x':1}")))).errors())
        .isEqualTo(3);
    assertThat(lax.check(stream(GOOD)).counts()).isEmpty();
  }

  @Test
  void theTrainingApisPreferencesAreReadAndWrittenAsManagedJobsTakeThem() {
    String line = "{'chosen':{'messages':[" + USER + "," + OAK + "]},'rejected':{'messages':["
        + USER + "," + ELM + "]},'source':'herbarium'}\n";

    Preference read = (Preference) read(line).get(0);

    assertThat(read.input()).hasSize(1);
    assertThat(read.preferred().text()).isEqualTo("Oak");
    assertThat(read.nonPreferred().text()).isEqualTo("Elm");
    assertThat(JsonCodec.shared().tree(written(read).getBytes(StandardCharsets.UTF_8)))
        .isEqualTo(JsonCodec.shared()
            .tree(("{'input':{'messages':[" + USER + "]},'preferred_output':[" + OAK
                    + "],'non_preferred_output':[" + ELM + "],'source':'herbarium'}")
                .replace('\'', '"')
                .getBytes(StandardCharsets.UTF_8)));
    assertThat(DatasetRules.of("fireworks")
            .override("min-examples", 1)
            .check(stream(written(read)))
            .ok())
        .isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'chosen':{'messages':[USER,OAK]},'rejected':{'messages':[OAK,ELM]}}",
        "{'chosen':{'messages':[OAK]},'rejected':{'messages':[ELM]}}",
        "{'chosen':{'text':'a b'},'rejected':{'text':'a c'}}",
        "{'chosen':7,'rejected':{'messages':[USER,ELM]}}"
      })
  void preferencesWhoseQuestionsDifferCannotBeRead(String line) {
    assertThatThrownBy(() -> read(filled(line) + "\n")).isInstanceOf(DatasetException.class);
  }

  @Test
  void messagesWithoutAnAnswerArePromptsThatKeepEveryOtherKey() {
    List<Example> examples =
        read("{'messages':[" + USER + "],'ground_truth':{'leaf':'oak'},'id':7}\n" + GOOD
            + "\n{'prompt':'a','completion':'b'}\n");

    assertThat(examples)
        .hasExactlyElementsOfTypes(Prompt.class, Conversation.class, Instruction.class);
    assertThat(((Prompt) examples.get(0)).fields()).containsOnlyKeys("ground_truth", "id");
    assertThat(written(examples.get(0)))
        .contains("\"ground_truth\":{\"leaf\":\"oak\"}")
        .contains("\"id\":7");
  }

  @Test
  void reasoningIsWrittenUnderFireworksName() {
    Example example = read("{'messages':[" + USER
            + ",{'role':'assistant','content':'Oak','reasoning':'lobes'}]}\n")
        .get(0);

    assertThat(written(example))
        .contains("\"reasoning_content\":\"lobes\"")
        .doesNotContain("\"reasoning\":");
  }

  @Test
  void theReportSaysWhatTheRowsAre() {
    assertThat(check(GOOD).kind()).contains("conversation");
    assertThat(check("{'messages':[" + USER + "]}").kind()).contains("prompt");
    assertThat(check("[]").kind()).isEmpty();
  }
}
