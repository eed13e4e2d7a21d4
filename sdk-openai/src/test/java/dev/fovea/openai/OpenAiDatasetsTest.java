package dev.fovea.openai;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fovea.chat.ContentPart;
import dev.fovea.chat.Message;
import dev.fovea.chat.Role;
import dev.fovea.dataset.Conversation;
import dev.fovea.dataset.DatasetReader;
import dev.fovea.dataset.DatasetReport;
import dev.fovea.dataset.DatasetRules;
import dev.fovea.dataset.DatasetWriter;
import dev.fovea.dataset.Example;
import dev.fovea.dataset.Preference;
import dev.fovea.dataset.Prompt;
import dev.fovea.finding.Finding;
import dev.fovea.finding.Severity;
import dev.fovea.image.Detail;
import dev.fovea.image.Image;
import dev.fovea.json.JsonCodec;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OpenAiDatasetsTest {
  private static final String USER = "{'role':'user','content':'Which leaf?'}";
  private static final String OAK = "{'role':'assistant','content':'Oak'}";
  private static final String ELM = "{'role':'assistant','content':'Elm'}";
  private static final String GOOD = "{'messages':[" + USER + "," + OAK + "]}";

  private static InputStream stream(String text) {
    return new ByteArrayInputStream(text.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
  }

  /** The lines, each ten times but never the same. */
  private static String tenTimes(String... lines) {
    StringBuilder all = new StringBuilder();
    for (int i = 0; i < 10; i++) {
      for (String line : lines) {
        all.append(line).append(" ".repeat(i)).append('\n');
      }
    }
    return all.toString();
  }

  private static DatasetReport check(String... lines) {
    return DatasetRules.of("openai").check(stream(tenTimes(lines)));
  }

  private static String filled(String line) {
    return line.replace("USER", USER)
        .replace("OAK", OAK)
        .replace("ELM", ELM)
        .replace("L65", "n".repeat(65))
        .replace("L64", "n".repeat(64));
  }

  /** The broken rules, without the provider's name. */
  private static List<String> rules(DatasetReport report, Severity severity) {
    return report.findings().stream()
        .filter(finding -> finding.severity() == severity)
        .map(Finding::rule)
        .map(rule -> rule.substring("openai.".length()))
        .distinct()
        .toList();
  }

  private static List<Example> read(String lines) {
    try (Stream<Example> examples = DatasetReader.read(stream(lines), OpenAiDatasets.format())) {
      return examples.toList();
    }
  }

  private static String written(Example example) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (DatasetWriter writer = DatasetWriter.open(out, OpenAiDatasets.format())) {
      writer.write(example);
    }
    return out.toString(StandardCharsets.UTF_8);
  }

  /** Read and written; the pictures of a stream last as long as the stream. */
  private static String writtenAgain(String line) {
    try (Stream<Example> examples = DatasetReader.read(stream(line), OpenAiDatasets.format())) {
      return examples.map(OpenAiDatasetsTest::written).findFirst().orElseThrow();
    }
  }

  private static Object tree(String json) {
    return JsonCodec.shared().tree(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'messages':[{'role':'system','content':'Name the bird species.'},{'role':'user',"
            + "'content':[{'type':'text','text':'Which bird?'},{'type':'image_url','image_url':"
            + "{'url':'https://example.org/b/17.jpg','detail':'low'}}]},"
            + "{'role':'assistant','content':'European robin'}]}",
        "{'messages':[USER,{'role':'user','content':[{'type':'image_url','image_url':"
            + "{'url':'http://example.org/b/17.webp?size=2'}}]},OAK]}",
        "{'messages':[USER,{'role':'assistant','content':'Ash','weight':0},USER,"
            + "{'role':'assistant','content':'Oak','name':'botanist','weight':1}]}",
        "{'messages':[USER,{'role':'assistant','content':null,'tool_calls':[{'id':'c',"
            + "'type':'function','function':{'name':'f','arguments':'{}'}}]},"
            + "{'role':'tool','content':'3','tool_call_id':'c'},OAK],'tools':[{'type':'function',"
            + "'function':{'name':'f'}}],'parallel_tool_calls':false}",
        "{'messages':[USER,{'role':'assistant','content':null,'function_call':{'name':'f',"
            + "'arguments':'{}'}},{'role':'function','content':null,'name':'f'},OAK],"
            + "'functions':[{'name':'f','parameters':{'type':'object'}}]}",
        "{'messages':[USER,OAK],'tools':[{'type':'function','function':{'name':'L64',"
            + "'description':'a','parameters':{'type':'object'},'strict':true}},"
            + "{'type':'custom','custom':{'name':'run it','format':{'type':'text'}}}]}",
        "{'messages':[USER,{'role':'assistant','content':null,'tool_calls':[{'id':'c',"
            + "'type':'custom','custom':{'name':'run','input':'ls'}}]},"
            + "{'role':'tool','content':'3','tool_call_id':'c'},OAK]}",
        "{'messages':[USER,{'role':'assistant','content':null,'refusal':'I may not.'}]}",
        "{'input':{'messages':[USER],'parallel_tool_calls':true},"
            + "'preferred_output':[OAK],'non_preferred_output':[ELM]}"
      })
  void everyKindOfLineOpenAiTakesIsGoodAndReadsBackAsItIs(String form) {
    String line = filled(form);
    DatasetReport report = check(line);

    assertThat(report.findings().stream()
            .filter(finding -> !finding.rule().endsWith("duplicate-example")))
        .isEmpty();
    assertThat(report.examples()).isEqualTo(10);
    assertThat(tree(written(read(line).get(0)))).isEqualTo(tree(line));
  }

  @Test
  void promptsForReinforcementKeepEveryOtherKeyAndOnlyAskForAWordOfWarning() {
    String line = "{'messages':[{'role':'developer','content':'Answer yes or no.'},USER],"
        + "'label':'yes','why':['AES-256',{'bits':256}]}";
    DatasetReport report = check(filled(line));

    assertThat(report.ok()).isTrue();
    assertThat(rules(report, Severity.WARNING)).containsExactly("no-answers");
    assertThat(report.kind()).contains("prompt");
    Prompt prompt = (Prompt) read(filled(line)).get(0);
    assertThat(prompt.fields()).containsOnlyKeys("label", "why");
    assertThat(tree(written(prompt))).isEqualTo(tree(filled(line)));
  }

  @Test
  void theSpecificationsNamesOfPreferencesAreReadAndTheGuidesAreWritten() {
    String line = filled("{'input':{'messages':[USER],'tools':[]},'preferred_completion':[OAK],"
        + "'non_preferred_completion':[ELM]}");
    DatasetReport report = check(
        line,
        filled(
            "{'input':{'messages':[USER]},'preferred_output':[OAK],'non_preferred_output':[ELM]}"));
    Preference read = (Preference) read(line).get(0);

    assertThat(report.ok()).as(report.toText()).isTrue();
    assertThat(rules(report, Severity.WARNING)).containsExactly("preference-names");
    assertThat(report.kind()).contains("preference");
    assertThat(read.preferred().text()).isEqualTo("Oak");
    assertThat(read.nonPreferred().text()).isEqualTo("Elm");
    assertThat(written(read))
        .contains("\"preferred_output\":", "\"non_preferred_output\":")
        .doesNotContain("_completion");
  }

  @Test
  void whatIsWrittenIsGoodAndReadsBackEqual() {
    Image leaf = Image.of(OpenAiPictures.png("RGB", 8)).withDetail(Detail.LOW);
    Image tree = Image.at(URI.create("https://example.org/oak.jpg")).withDetail(Detail.HIGH);
    Message weighted = Message.builder()
        .role(Role.ASSISTANT)
        .addContent(ContentPart.text("Ash"))
        .weight(0)
        .build();
    Example example = Conversation.builder()
        .addMessage(Message.user("Which leaf?"))
        .addMessage(Message.user(leaf, "And its tree?"))
        .addMessage(Message.user(List.of(ContentPart.image(tree))))
        .addMessage(weighted)
        .addMessage(Message.user("Look again."))
        .addMessage(Message.assistant("Oak"))
        .build();
    String line = written(example);

    assertThat(line).contains("\"detail\":\"low\"", "\"detail\":\"high\"", "\"weight\":0");
    assertThat(writtenAgain(line)).isEqualTo(line);
    assertThat(((Conversation) read(line).get(0)).messages().get(2))
        .isEqualTo(((Conversation) example).messages().get(2));
    assertThat(DatasetRules.of("openai").override("min-examples", 1).check(stream(line)))
        .satisfies(report -> {
          assertThat(report.counts()).isEmpty();
          assertThat(report.pictures()).isEqualTo(2);
        });
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "missing-answer     | {'messages':[OAK]} | {'messages':[USER]}",
        "invalid-weight     | {'messages':[USER,{'role':'assistant','content':'a','weight':0.5}]}|",
        "weight-role        | {'messages':[{'role':'user','content':'a','weight':0},OAK]}|",
        "invalid-role       | {'messages':[{'role':'bot','content':'a'},USER,OAK]}|",
        "mixed-formats      | {'messages':[USER,OAK]} | {'input':{'messages':[USER]},'preferred_output':[OAK],'non_preferred_output':[ELM]}",
        "unknown-format     | {'prompt':'Which leaf?','completion':'Oak'}|",
        "unknown-format     | {'input':{'messages':[USER]},'preferred_output':[OAK]}|",
        "several-formats    | {'input':{'messages':[USER]},'preferred_output':[OAK],'non_preferred_output':[ELM],'preferred_completion':[OAK],'non_preferred_completion':[ELM]}|",
        "invalid-output     | {'input':{'messages':[USER]},'preferred_output':[OAK,OAK],'non_preferred_output':[ELM]}|",
        "invalid-output     | {'input':{'messages':[USER]},'preferred_completion':[OAK],'non_preferred_completion':[USER]}|",
        "assistant-last     | {'input':{'messages':[USER,OAK]},'preferred_output':[OAK],'non_preferred_output':[ELM]}|",
        "invalid-functions  | {'messages':[USER,OAK],'functions':[]}|",
        "invalid-functions  | {'messages':[USER,OAK],'functions':[{'description':'a'}]}|",
        "tool-name          | {'messages':[USER,OAK],'tools':[{'type':'function','function':{'name':'a b'}}]}|",
        "tool-name          | {'messages':[USER,OAK],'functions':[{'name':'L65'}]}|",
        "invalid-tools      | {'messages':[USER,OAK],'tools':[{'type':'custom','custom':{}}]}|",
        "invalid-name       | {'messages':[USER,{'role':'function','content':'3'},OAK]}|",
        "missing-tool-call-id | {'messages':[USER,{'role':'tool','content':'3'},OAK]}|",
        "invalid-function-call | {'messages':[USER,{'role':'assistant','content':'a','function_call':{'name':'f'}},USER,OAK]}|",
        "invalid-refusal    | {'messages':[USER,{'role':'assistant','content':[{'type':'refusal'}]}]}|",
        "invalid-content    | {'messages':[USER,{'role':'function','name':'f','content':[{'type':'text','text':'3'}]},OAK]}|",
        "invalid-parallel-tool-calls | {'messages':[USER,OAK],'parallel_tool_calls':1}|",
        "picture-role       | {'messages':[USER,{'role':'assistant','content':[{'type':'image_url','image_url':{'url':'https://example.org/a.png'}}]}]}|",
        "picture-shape      | {'input':{'messages':[{'role':'user','content':[{'type':'image_url','image_url':{'url':'https://example.org/a.png'}}]}]},'preferred_output':[OAK],'non_preferred_output':[ELM]}|",
        "picture-url        | {'messages':[{'role':'user','content':[{'type':'image_url','image_url':{'url':'https:///a.png'}}]},OAK]}|",
        "picture-url        | {'messages':[{'role':'user','content':[{'type':'image_url','image_url':{'url':'oak.png'}}]},OAK]}|",
        "invalid-detail     | {'messages':[{'role':'user','content':[{'type':'image_url','image_url':{'url':'https://example.org/a.png','detail':'sharp'}}]},OAK]}|",
        "invalid-detail     | {'messages':[{'role':'user','content':[{'type':'image_url','image_url':{'url':'https://example.org/a.png','detail':1}}]},OAK]}|"
      })
  void whatOpenAiRefusesIsAnError(String rule, String line, String other) {
    String first = filled(line);
    DatasetReport report = other == null ? check(first) : check(first, filled(other));

    assertThat(rules(report, Severity.ERROR)).containsExactly(rule);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "unusual-role  | {'messages':[{'role':'developer','content':'Short.'},USER,OAK]}",
        "extra-column  | {'messages':[USER,OAK],'source':'herbarium'}",
        "extra-column  | {'messages':[USER,OAK],'weight':0.5}",
        "role-order    | {'messages':[USER,OAK,ELM]}",
        "nothing-to-learn | {'messages':[USER,{'role':'assistant','content':'a','weight':0}]}",
        "question-last | {'input':{'messages':[{'role':'system','content':'a'}]},'preferred_output':[OAK],'non_preferred_output':[ELM]}"
      })
  void whatIsNotKnownToBeRefusedIsOnlyToldOf(String rule, String line) {
    DatasetReport report = check(filled(line));

    assertThat(report.ok()).isTrue();
    assertThat(rules(report, Severity.WARNING)).containsExactly(rule);
  }

  @Test
  void tenExamplesAreEnoughAndNineAreNot() {
    DatasetRules rules = DatasetRules.of("openai");
    String nine = tenTimes(GOOD).substring(GOOD.length() + 1);

    assertThat(rules.check(stream(tenTimes(GOOD))).counts()).isEmpty();
    assertThat(rules.check(stream(nine)).counts()).containsOnlyKeys("openai.too-few-examples");
  }

  @Test
  void onlyExamplesWithPicturesCountTowardsTheirLimit() {
    String shown = "{'messages':[{'role':'user','content':[{'type':'image_url','image_url':"
        + "{'url':'https://example.org/a.png'}}]}," + OAK + "]}";
    DatasetRules rules = DatasetRules.of("openai");
    String lines = tenTimes(shown, GOOD);

    assertThat(rules.settings())
        .containsEntry("max-picture-examples", "50000")
        .containsEntry("max-file-bytes", String.valueOf(8L << 30));
    assertThat(rules.override("max-picture-examples", 10).check(stream(lines)).counts())
        .isEmpty();
    assertThat(rules.override("max-picture-examples", 9).check(stream(lines)).counts())
        .containsOnlyKeys("openai.too-many-picture-examples");
  }

  @Test
  void onlyPromptsAreLimitedInTheirNumber() {
    DatasetRules rules = DatasetRules.of("openai");
    assertThat(rules.settings()).containsEntry("max-examples.prompt", "50000");
    DatasetRules few = rules.override("max-examples.prompt", 9);

    assertThat(few.check(stream(tenTimes(GOOD))).counts()).isEmpty();
    assertThat(few.check(stream(tenTimes("{'messages':[" + USER + "]}"))).counts())
        .containsOnlyKeys("openai.no-answers", "openai.too-many-examples");
  }

  @Test
  void aThousandPromptsMayValidateAndOneMoreMayNot(@TempDir Path folder) throws IOException {
    String asked =
        "{'messages':[{'role':'user','content':'Which leaf is 0?'}]}\n".replace('\'', '"');
    StringBuilder thousand = new StringBuilder();
    for (int i = 1; i <= 1000; i++) {
      thousand.append(asked.replace("0", String.valueOf(i)));
    }
    Path prompts = folder.resolve("valid.jsonl");
    String training = tenTimes("{'messages':[" + USER + "]}");

    Files.writeString(prompts, thousand + "\n");
    assertThat(validated(training, prompts)).containsOnlyKeys("openai.no-answers");
    Files.writeString(prompts, thousand + asked);
    assertThat(validated(training, prompts))
        .containsOnlyKeys("openai.no-answers", "openai.too-many-validation-examples");
    assertThat(validated(tenTimes(GOOD), prompts)).isEmpty();
  }

  private static Map<String, Long> validated(String training, Path validation) {
    return DatasetRules.of("openai")
        .check(stream(training), options -> options.validationFile(validation))
        .counts();
  }

  @Test
  void upToTenPicturesMayStandInAnExample() {
    String picture = "{'type':'image_url','image_url':{'url':'https://example.org/a.png'}}";
    String ten = String.join(",", Collections.nCopies(10, picture));
    String line = "{'messages':[{'role':'user','content':[" + ten + "]}," + OAK + "]}";

    assertThat(check(line).counts()).isEmpty();
    assertThat(
            rules(check(line.replace("content':[", "content':[" + picture + ",")), Severity.ERROR))
        .containsExactly("picture-count");
  }
}
