package dev.fovea.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import dev.fovea.error.DatasetException;
import dev.fovea.finding.Finding;
import dev.fovea.finding.Severity;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class DatasetRulesTest {
  private static final String GOOD =
      "{'messages':[{'role':'user','content':'Hi'},{'role':'assistant','content':'Ho'}]}";

  private static String json(String singleQuoted) {
    return singleQuoted.replace('\'', '"');
  }

  private static Arguments rule(String rule, String line) {
    return Arguments.of(rule, json(line));
  }

  private static String said(String messages) {
    return "{'messages':[" + messages + "]}";
  }

  private static final String ANSWER = "{'role':'assistant','content':'Ho'}";
  private static final String TOOLS = "'tools':[{'type':'function','function':{'name':'f'}}]";

  static Stream<Arguments> oneProblemEach() {
    return Stream.of(
        rule("invalid-json", "{'messages':"),
        rule("invalid-json", "{'text':'a'} {'text':'b'}"),
        rule("invalid-json", "{'text':'a\tb'}"),
        rule("invalid-json", "{'text':nope}"),
        rule("not-an-object", "'text'"),
        rule("not-an-object", "null"),
        rule("not-an-object", "[1]"),
        rule("unknown-format", "{}"),
        rule("unknown-format", "{'prompt':'a'}"),
        rule("several-formats", "{'text':'a','prompt':'b','completion':'c'}"),
        rule("extra-column", "{'text':'a','id':7}"),
        rule("duplicate-key", "{'text':'a','text':'b'}"),
        rule("lone-surrogate", "{'text':'a\\ud83d'}"),
        rule("not-a-number", "{'text':'a','weight':1,'weight2':NaN}"),
        rule("invalid-messages", "{'messages':{}}"),
        rule("empty-messages", "{'messages':[]}"),
        rule("invalid-message", said("'Hi'," + ANSWER)),
        rule("missing-role", said("{'content':'Hi'}," + ANSWER)),
        rule("missing-content", said("{'role':'user'}," + ANSWER)),
        rule("invalid-content", said("{'role':'user','content':null}," + ANSWER)),
        rule("invalid-content", said("{'role':'user','content':7}," + ANSWER)),
        rule("invalid-role", said("{'role':'bot','content':'Hi'}," + ANSWER)),
        rule("invalid-role", said("{'role':7,'content':'Hi'}," + ANSWER)),
        rule("role-order", said("{'role':'user','content':'Hi'}," + ANSWER + "," + ANSWER)),
        rule("first-role", said(ANSWER)),
        rule("missing-answer", said("{'role':'user','content':'Hi'}")),
        rule("invalid-weight", said("{'role':'user','content':'a','weight':2}," + ANSWER)),
        rule("invalid-weight", said("{'role':'user','content':'a','weight':1.0}," + ANSWER)),
        rule("invalid-weight", said("{'role':'user','content':'a','weight':null}," + ANSWER)),
        rule("invalid-weight", said("{'role':'user','content':'a','weight':true}," + ANSWER)),
        rule(
            "mixed-content",
            said("{'role':'user','content':[{'type':'text','text':'a'}]}," + ANSWER)),
        rule("invalid-part", "{'prompt':['a'],'completion':'b'}"),
        rule("missing-type", "{'prompt':[{'text':'a'}],'completion':'b'}"),
        rule("unknown-part-type", "{'prompt':[{'type':'image'}],'completion':'b'}"),
        rule("invalid-text", "{'prompt':[{'type':'text'}],'completion':'b'}"),
        rule("invalid-text", "{'prompt':[{'type':'text','text':7}],'completion':'b'}"),
        rule("invalid-image-url", "{'prompt':[{'type':'image_url'}],'completion':'b'}"),
        rule("invalid-image-url", "{'text':[{'type':'image_url','image_url':'x'}]}"),
        rule("invalid-image-url", "{'text':[{'type':'image_url','image_url':{}}]}"),
        rule("invalid-image-url", "{'text':[{'type':'image_url','image_url':{'url':''}}]}"),
        rule("invalid-sample-weight", "{'text':'a','weight':-0.5}"),
        rule("invalid-sample-weight", "{'text':'a','weight':'1'}"),
        rule("invalid-sample-weight", "{'text':'a','weight':1e999}"),
        rule("invalid-reasoning", said("{'role':'user','content':'a','reasoning':1}," + ANSWER)),
        rule(
            "empty-tools",
            "{'tools':[]," + said("{'role':'user','content':'a'}," + ANSWER).substring(1)),
        rule(
            "invalid-tools",
            "{'tools':[{'type':'x'}],"
                + said("{'role':'user','content':'a'}," + ANSWER).substring(1)),
        rule("tool-calls-role", said("{'role':'user','content':'a','tool_calls':[]}," + ANSWER)),
        rule("invalid-tool-call", call("'arguments':'[]'")),
        rule("invalid-tool-call", call("'arguments':{}")),
        rule("invalid-tool-call", call("'arguments':'{'")),
        rule(
            "unknown-tool", call("'arguments':'{}'").replace("'name':'f','arg", "'name':'g','arg")),
        rule(
            "invalid-tool-call-id",
            said("{'role':'user','content':'a'},"
                + "{'role':'tool','content':'b','tool_call_id':7}," + ANSWER)),
        rule("invalid-input", preference("7", "'yes'", "'no'")),
        rule("invalid-input", preference("{}", "'yes'", "'no'")),
        rule(
            "assistant-last",
            preference(
                "{'messages':[{'role':'user','content':'a'}," + ANSWER + "]}", "'yes'", "'no'")),
        rule(
            "invalid-output",
            "{'input':{'messages':[{'role':'user','content':'a'}]},"
                + "'preferred_output':[],'non_preferred_output':[" + ANSWER + "]}"),
        rule(
            "invalid-output",
            preference("{'messages':[{'role':'user','content':'a'}]}", "'y'", "'n','role':'user'")
                .replace("'role':'assistant','content':'n',", "'content':'n',")),
        rule(
            "missing-content",
            preference("{'messages':[{'role':'user','content':'a'}]}", "'y'", "'n'")
                .replace(",'content':'n'", "")));
  }

  private static String call(String arguments) {
    return "{" + TOOLS + ",'messages':[{'role':'user','content':'a'},{'role':'assistant',"
        + "'tool_calls':[{'type':'function','function':{'name':'f'," + arguments + "}}]}]}";
  }

  private static String preference(String input, String preferred, String other) {
    return "{'input':" + input + ",'preferred_output':[{'role':'assistant','content':" + preferred
        + "}],'non_preferred_output':[{'role':'assistant','content':" + other + "}]}";
  }

  @ParameterizedTest
  @MethodSource
  void oneProblemEach(String rule, String line) {
    DatasetReport report = Samples.check(line + "\n");

    assertThat(report.ok()).isFalse();
    assertThat(report.counts()).containsKey("test." + rule);
    Finding finding = report.findings().stream()
        .filter(found -> found.rule().equals("test." + rule))
        .findFirst()
        .orElseThrow();
    assertThat(finding.severity()).isEqualTo(Severity.ERROR);
    assertThat(finding.line()).contains(1L);
    assertThat(finding.message()).isNotBlank();
    assertThat(finding.fix()).isNotBlank();
  }

  static Stream<String> goodLines() {
    String call = call("'arguments':'{}'");
    return Stream.of(
            GOOD,
            "{'text':'a','weight':0.5}",
            "{'text':[{'type':'text','text':''}]}",
            "{'prompt':[{'type':'text','text':'a','cache':1}],'completion':'b'}",
            said("{'role':'system','content':'s'},{'role':'user','content':'a'}," + ANSWER),
            said("{'role':'user','content':[{'type':'text','text':''}]},"
                + "{'role':'assistant','content':[{'type':'text','text':'a'}]}"),
            said("{'role':'user','content':'a','weight':0},{'role':'assistant','content':'b',"
                + "'weight':1,'reasoning_content':'r','name':'x'}"),
            said("{'role':'user','content':'a','tool_calls':null}," + ANSWER),
            call,
            call.substring(0, call.length() - 2)
                    .replace(
                        "[{'type':'function','function':{'name':" + "'f','",
                        "[{'id':'c','type':'function','function':{'name':'f','")
                + ",{'role':'tool','tool_call_id':'c','content':'1'},{'role':'tool',"
                + "'tool_call_id':'c','content':'2'}," + ANSWER + "]}",
            preference("{'messages':[{'role':'user','content':'a'}]," + TOOLS + "}", "'y'", "'n'"))
        .map(DatasetRulesTest::json);
  }

  @ParameterizedTest
  @MethodSource
  void goodLines(String line) {
    DatasetReport report = Samples.check(line + "\n");

    assertThat(report.findings()).isEmpty();
    assertThat(report.ok()).isTrue();
    assertThat(report.throwIfErrors()).isSameAs(report);
  }

  @Test
  void everyProblemOfALineIsFoundWithItsPlace() {
    DatasetReport report = Samples.check(
        json(GOOD) + "\n" + json("{'x/~y':1,'messages':[{'role':'bot','content':5},7]}") + "\n");

    assertThat(report.findings())
        .extracting(Finding::rule, finding -> finding.pointer().orElse(""))
        .containsExactly(
            tuple("test.extra-column", "/x~1~0y"),
            tuple("test.invalid-role", "/messages/0/role"),
            tuple("test.invalid-content", "/messages/0/content"),
            tuple("test.first-role", "/messages/0"),
            tuple("test.invalid-message", "/messages/1"),
            tuple("test.missing-answer", "/messages"));
    assertThat(report.findings()).allMatch(finding -> finding.line().orElseThrow() == 2);
  }

  @Test
  void examplesOfTwoKindsDoNotGoIntoOneFile() {
    DatasetReport report = Samples.check(json(GOOD + "\n{'text':'a'}\n"));

    assertThat(report.findings()).singleElement().satisfies(finding -> {
      assertThat(finding.rule()).isEqualTo("test.mixed-formats");
      assertThat(finding.message()).contains("line 1");
    });
  }

  @Test
  void linesThatAreTheSameAreOnlyAWarning() {
    DatasetReport report = Samples.check(json(GOOD) + "\n\n" + json(GOOD));

    assertThat(report.ok()).isFalse(); // the empty line between them
    assertThat(report.counts())
        .containsEntry("test.duplicate-example", 1L)
        .containsEntry("test.blank-line", 1L);
    assertThat(report.warnings()).isEqualTo(1);
  }

  @Test
  void aListOfPartsHoldsAtLeastOne() {
    String line = said("{'role':'user','content':[]},{'role':'assistant','content':[]}");

    assertThat(Samples.check(json(line)).findings())
        .extracting(Finding::rule, finding -> finding.pointer().orElse(""))
        .containsExactly(
            tuple("test.empty-content", "/messages/0/content"),
            tuple("test.empty-content", "/messages/1/content"));
    assertThat(Samples.check(json(line)).ok()).isTrue();
    assertThat(Samples.rules()
            .override("as-errors", "empty-content")
            .check(Samples.stream(json(line)))
            .ok())
        .isFalse();
  }

  @Test
  void carriageReturnsAreToldOfOnce() {
    String lines = json("{'text':'a'}\r\n{'text':'b'}\n{'text':'c'}\r\n");

    assertThat(Samples.check(lines).findings()).singleElement().satisfies(finding -> {
      assertThat(finding.rule()).isEqualTo("test.crlf-line-ends");
      assertThat(finding.line()).contains(1L);
    });
    assertThat(Samples.check(lines.substring(14)).findings())
        .extracting(finding -> finding.line().orElseThrow())
        .containsExactly(2L);
  }

  @Test
  void aByteThatIsZeroIsNamedByItsColumn() {
    assertThat(Samples.check(json("{'text':'a\0b'}")).findings())
        .singleElement()
        .satisfies(finding -> {
          assertThat(finding.rule()).isEqualTo("test.nul-byte");
          assertThat(finding.message()).endsWith("at column 11");
        });
    assertThat(Samples.broken(json("{'text':'a'}\n") + "\0".repeat(5_000)))
        .containsExactly("nul-byte");
    assertThat(Samples.broken(json("{'text':'a\\u0000b'}"))).isEmpty();
  }

  @Test
  void adviceDoesNotMakeADatasetUnusable() {
    String system = "{'role':'system','content':'s'}";
    String line = said("{'role':'user','content':'a'}," + system
        + ",{'role':'assistant','content':'b'," + "'weight':0}");

    DatasetReport report = Samples.check(json(line));

    assertThat(report.ok()).isTrue();
    assertThat(report.counts()).containsOnlyKeys("test.system-not-first", "test.nothing-to-learn");
  }

  @Test
  void lineEndsBlankLinesAndByteOrderMarksHaveTheirVerdict() {
    String good = json(GOOD);

    assertThat(Samples.broken(good)).isEmpty();
    assertThat(Samples.broken(good + "\r\n")).containsExactly("crlf-line-ends");
    assertThat(Samples.broken("\uFEFF" + good + "\n")).containsExactly("byte-order-mark");
    assertThat(Samples.broken(good + "\n\n")).containsExactly("blank-line");
    assertThat(Samples.broken(good + "\n \t\r\n")).containsExactly("blank-line");
    assertThat(Samples.broken(good + "\0\n")).containsExactly("nul-byte");
    assertThat(Samples.broken("")).containsExactly("empty-file");
    assertThat(Samples.broken("\n")).containsExactly("blank-line", "too-few-examples");
  }

  @Test
  void bytesThatAreNoUtf8AreNamedByTheirPlace() {
    byte[] line = json("{'text':'aXb'}\n").getBytes(StandardCharsets.UTF_8);
    line[10] = (byte) 0xFF;

    DatasetReport report = Samples.rules().check(new ByteArrayInputStream(line));

    assertThat(report.findings()).singleElement().satisfies(finding -> {
      assertThat(finding.rule()).isEqualTo("test.invalid-utf8");
      assertThat(finding.message()).contains("byte 10 ").contains("0xFF");
    });
    byte[] utf16 = json(GOOD).getBytes(StandardCharsets.UTF_16LE);
    assertThat(Samples.rules().check(new ByteArrayInputStream(utf16)).findings())
        .anySatisfy(finding -> assertThat(finding.message()).contains("UTF-16"));
  }

  @Test
  void aHostileLineDoesNotHideTheNextOne() {
    String deep = "[".repeat(100_000);
    String wide = "{\"text\":[" + "1,".repeat(3_000_000) + "1]}";
    String number = "{\"text\":" + "9".repeat(100_000) + "}";
    String types = json("{'@class':'java.lang.Runtime','__proto__':{'a':1},'text':'a'}");

    DatasetReport report =
        Samples.check(String.join("\n", deep, wide, number, types, json("{'text':'fine'}")) + "\n");

    assertThat(report.lines()).isEqualTo(5);
    assertThat(report.findings())
        .extracting(finding -> finding.line().orElseThrow(), Finding::rule)
        .containsExactly(
            tuple(1L, "test.nesting-too-deep"),
            tuple(2L, "test.line-too-large"),
            tuple(3L, "test.invalid-json"),
            tuple(4L, "test.extra-column"),
            tuple(4L, "test.extra-column"));
  }

  @Test
  void aLongTextIsReadOverWithoutLosingItsFlaws() {
    String text = "é".repeat(100_000);

    assertThat(Samples.broken(json("{'text':'" + text + "'}"))).isEmpty();
    assertThat(Samples.broken(json("{'text':'" + text + "\\ud800'}")))
        .containsExactly("lone-surrogate");
    assertThat(Samples.broken(json("{'text':'" + text + "\\x'}"))).containsExactly("invalid-json");
    assertThat(Samples.broken(json("{'text':'" + text))).containsExactly("invalid-json");
    assertThat(Samples.broken(json("{'" + text + "':1,'text':'a'}")))
        .containsExactly("extra-column", "name-too-long");
  }

  @Test
  void findingsAreHandedOutAtOnceAndTheFirstHundredOfEachRuleKept() {
    List<Finding> told = new ArrayList<>();

    DatasetReport report =
        Samples.rules().check(Samples.stream("{}\n".repeat(300)), o -> o.onFinding(told::add));

    assertThat(told).hasSize(300 + 299);
    assertThat(report.counts()).containsEntry("test.unknown-format", 300L);
    assertThat(report.findings()).hasSize(200);
    assertThat(report.truncated()).isTrue();
  }

  @Test
  void filesAreJudgedByNameAndSizeAsWell(@TempDir Path folder) throws Exception {
    Path upper = Files.writeString(folder.resolve("a.JSONL"), json(GOOD));
    Path parquet = Files.writeString(folder.resolve("a.parquet"), "PAR1");
    Path good = Files.writeString(folder.resolve("a.jsonl"), json(GOOD));

    assertThat(Samples.rules().check(upper).counts()).containsOnlyKeys("test.file-extension");
    assertThat(Samples.rules().check(parquet).counts())
        .containsOnlyKeys("test.unchecked-file-type");
    assertThat(Samples.rules().check(folder.resolve("b.jsonl")).counts())
        .containsOnlyKeys("test.file-missing");
    assertThat(Samples.rules().check(folder).counts()).containsOnlyKeys("test.file-missing");
    assertThat(Samples.rules().override("max-file-bytes", 10).check(good).counts())
        .containsOnlyKeys("test.file-too-large");
    assertThat(Samples.rules().override("min-examples", 2).check(good).counts())
        .containsOnlyKeys("test.too-few-examples");
    assertThat(Samples.rules().check(good).ok()).isTrue();
  }

  @Test
  void overridesAreChecked() {
    assertThatThrownBy(() -> Samples.rules().override("max-picture", 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("max-pictures");
    assertThatThrownBy(() -> Samples.rules().override("max-pictures", "many"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(Samples.rules().override("max-pictures", 5).settings())
        .containsEntry("max-pictures", "5");
    for (String setting :
        List.of("as-errors", "as-warnings", "ignored", "shapes", "foreign-shapes")) {
      assertThatThrownBy(() -> Samples.rules().override(setting, "picture-kount"))
          .as(setting)
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("picture-kount");
    }
    assertThatThrownBy(() -> Samples.rules().override("remote-pictures", "true"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("setting 'remote-pictures' takes yes or no, not 'true'");
    assertThatThrownBy(() -> DatasetRules.of("nobody"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("nobody");
  }

  @Test
  void aFileOfOwnLimitsIsReadStrictly() {
    String limits = "\uFEFF# ours\n\n! as agreed\n max-pictures = 5 \r\nroles=user,assistant\n";
    DatasetRules own = Samples.rules().with(Samples.stream(limits));

    assertThat(own.settings()).containsEntry("max-pictures", "5");
    assertThat(own.check(Samples.stream(json(said("{'role':'system','content':'a'}," + ANSWER))))
            .counts())
        .containsKey("test.invalid-role");
    assertThatThrownBy(() -> Samples.rules().with(Samples.stream("\n# a\nmax-pictres = 5\n")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("line 3 of the limits: no setting 'max-pictres'");
    assertThatThrownBy(() -> Samples.rules().with(Samples.stream("max-pictures = five")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("line 1 of the limits")
        .hasMessageContaining("'five'");
    assertThatThrownBy(() -> Samples.rules().with(Samples.stream("max-pictures 5")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("line 1 of the limits: 'max-pictures 5' is not of the form name = value");
    assertThatThrownBy(
            () -> Samples.rules().with(Samples.stream("max-pictures=5\n\nmax-pictures = 6")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("line 3 of the limits: 'max-pictures' stands in line 1 already");
  }

  @Test
  void sizesAreSaidToTheByteAndInUnitsOf1024() {
    assertThat(Words.bytes(1023)).isEqualTo("1,023 bytes");
    assertThat(Words.bytes(1024)).isEqualTo("1,024 bytes (1 KiB)");
    assertThat(Words.bytes(10_485_760)).isEqualTo("10,485,760 bytes (10 MiB)");
    assertThat(Words.bytes(53_794_465_382L)).isEqualTo("53,794,465,382 bytes (50.1 GiB)");
    assertThat(Words.bytes(1L << 52)).isEqualTo("4,503,599,627,370,496 bytes (4,194,304 GiB)");
    assertThat(Words.about(0)).isEqualTo("0 bytes");
    assertThat(Words.about(1536)).isEqualTo("1.5 KiB");
  }

  @Test
  void theExceptionSaysWhatIsWrongFirst() {
    DatasetReport report = Samples.check("{}\n[]\n");

    assertThatThrownBy(report::throwIfErrors)
        .isInstanceOfSatisfying(
            DatasetException.class, e -> assertThat(e.findings()).hasSize(2))
        .hasMessageContaining("test: check of the data set failed: 2 errors")
        .hasMessageContaining("line 1");
  }

  @Test
  void theHashIsThatOfAllBytes() throws Exception {
    byte[] bytes = json(GOOD + "\n").getBytes(StandardCharsets.UTF_8);
    byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes);

    DatasetReport plain = Samples.check(new String(bytes, StandardCharsets.UTF_8));
    DatasetReport report =
        Samples.rules().check(new ByteArrayInputStream(bytes), options -> options.sha256(true));

    assertThat(plain.sha256()).isEmpty();
    assertThat(report.sha256()).contains(HexFormat.of().formatHex(hash));
    assertThat(report.bytes()).isEqualTo(bytes.length);
    assertThat(Arrays.asList(report.lines(), report.examples(), report.pictures()))
        .containsExactly(1L, 1L, 0L);
  }
}
