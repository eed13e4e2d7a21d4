package dev.fovea.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fovea.finding.Finding;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What only some providers demand, chosen by settings, and the edges of limits. */
class ChosenRulesTest {
  private static final String USER = "{'role':'user','content':'a'}";
  private static final String ANSWER = "{'role':'assistant','content':'b'}";
  private static final String OTHER = "{'role':'assistant','content':'c'}";
  private static final String GOOD = "{'messages':[" + USER + "," + ANSWER + "]}";
  private static final String PICTURE = Samples.url("png", Samples.png(61));

  private static String json(String singleQuoted) {
    return singleQuoted.replace('\'', '"');
  }

  private static DatasetRules rules(String... settings) {
    DatasetRules rules = Samples.rules();
    for (int i = 0; i < settings.length; i += 2) {
      rules = rules.override(settings[i], settings[i + 1]);
    }
    return rules;
  }

  private static List<String> found(DatasetRules rules, String lines) {
    return rules.check(Samples.stream(json(lines))).findings().stream()
        .map(finding ->
            finding.rule().substring(5) + finding.pointer().map(p -> " " + p).orElse(""))
        .toList();
  }

  private static Finding only(DatasetRules rules, String lines) {
    List<Finding> findings = rules.check(Samples.stream(json(lines))).findings();
    assertThat(findings).hasSize(1);
    return findings.get(0);
  }

  private static String shown(String url) {
    return Samples.shown(url).replace('"', '\'');
  }

  private static String preference(String messages) {
    return "{'input':{'messages':[" + messages + "]},'preferred_output':[" + ANSWER
        + "],'non_preferred_output':[" + OTHER + "]}";
  }

  private static final String[] FUNCTIONS = {
    "max-functions",
    "2",
    "columns.conversation",
    "functions, parallel_tool_calls",
    "roles",
    "system, user, assistant, tool, function"
  };

  static Stream<Arguments> functions() {
    String f = "{'name':'f'}";
    return Stream.of(
        Arguments.of("[" + f + "]", List.of()),
        Arguments.of("[" + f + "," + f + "]", List.of()),
        Arguments.of("null", List.of()),
        Arguments.of(
            "[" + f + "," + f + "," + f + "]",
            List.of("invalid-functions /functions 'functions' is a list of 3")),
        Arguments.of("[]", List.of("invalid-functions /functions 'functions' is a list of 0")),
        Arguments.of("7", List.of("invalid-functions /functions 'functions' is a number")),
        Arguments.of(
            "[7,{}]",
            List.of(
                "invalid-functions /functions/0 the entry is a number",
                "invalid-functions /functions/1 the entry is a function without a name")));
  }

  @ParameterizedTest
  @MethodSource
  void functions(String functions, List<String> found) {
    DatasetReport report = rules(FUNCTIONS)
        .check(Samples.stream(json(GOOD.replace("]}", "],'functions':" + functions + "}"))));

    assertThat(report.findings().stream()
            .map(finding -> finding.rule().substring(5) + " "
                + finding.pointer().orElse("") + " " + finding.message()))
        .isEqualTo(found);
  }

  @Test
  void functionsMayBeCalledAndSayNothing() {
    String called = "{'messages':[" + USER + ",{'role':'assistant','function_call':{'name':'f'}},"
        + "{'role':'function','name':'f','content':null}," + ANSWER + "]}";

    assertThat(found(rules(FUNCTIONS), called)).isEmpty();
    assertThat(found(rules(FUNCTIONS), called.replace(",'content':null", "")))
        .containsExactly("missing-content /messages/2");
    assertThat(found(rules(FUNCTIONS), called.replace("{'name':'f'}}", "null}")))
        .containsExactly("missing-content /messages/1");
    assertThat(found(rules(), called))
        .containsExactly(
            "missing-content /messages/1",
            "invalid-role /messages/2/role",
            "invalid-content /messages/2/content");
  }

  @Test
  void theSwitchForParallelCallsIsTrueOrFalse() {
    String line = GOOD.replace("]}", "],'parallel_tool_calls':SET}");

    assertThat(found(rules(FUNCTIONS), line.replace("SET", "true"))).isEmpty();
    assertThat(found(rules(FUNCTIONS), line.replace("SET", "null"))).isEmpty();
    assertThat(found(rules(FUNCTIONS), line.replace("SET", "'x'")))
        .containsExactly("invalid-parallel-tool-calls /parallel_tool_calls");
    assertThat(found(rules(), line.replace("SET", "'x'")))
        .containsExactly("extra-column /parallel_tool_calls");
  }

  @Test
  void coloursAndBitsAreThoseThatAreNamed() {
    DatasetRules gray = rules("color-modes", "gray, rgba");

    assertThat(only(gray, shown(PICTURE)))
        .satisfies(finding -> assertThat(finding.rule()).isEqualTo("test.picture-color-mode"))
        .satisfies(finding -> assertThat(finding.message())
            .isEqualTo("the picture has colours of a kind of its own (rgb)"))
        .satisfies(finding -> assertThat(finding.fix()).isEqualTo("save it as GRAY or RGBA"));
    assertThat(found(rules("color-modes", "rgb"), shown(PICTURE))).isEmpty();
    assertThat(found(rules("max-channel-bits", "8"), shown(PICTURE))).isEmpty();
    assertThat(only(rules("max-channel-bits", "7"), shown(PICTURE)).message())
        .startsWith("the picture has 8 bits for each colour");
  }

  @Test
  void addressesAreTakenWhereTheyAre() {
    DatasetRules remote = rules("remote-pictures", "yes");

    assertThat(found(remote, shown("https://example.org/a.png"))).isEmpty();
    assertThat(found(remote, shown("HTTP://example.org/a.png"))).isEmpty();
    assertThat(found(remote, shown("https:///a.png")))
        .containsExactly("picture-url /messages/0/content/1/image_url/url");
    assertThat(only(remote, shown("ftp://example.org/a.png")).message())
        .isEqualTo("'ftp://example.org/a.png' is not a web address, nor a data URL with base64");
    assertThat(only(remote, shown("https://exa mple.org/a.png")).rule())
        .isEqualTo("test.picture-url");
    assertThat(only(rules(), shown("a.png")).message())
        .isEqualTo("'a.png' is not a data URL with base64");
    assertThat(remote
            .check(Samples.stream(json(shown("https://example.org/a.png"))))
            .pictures())
        .isEqualTo(1);
  }

  @Test
  void detailsAreThoseThatAreNamed() {
    String line = shown(PICTURE).replace("{'url'", "{'detail':SET,'url'");
    DatasetRules rules = rules("detail", "yes", "details", "low, high");

    assertThat(found(rules, line.replace("SET", "'low'"))).isEmpty();
    assertThat(only(rules, line.replace("SET", "'auto'")).pointer())
        .contains("/messages/0/content/1/image_url/detail");
    assertThat(only(rules, line.replace("SET", "7")).message()).isEqualTo("the detail is 7");
  }

  @Test
  void picturesStandInTheKindsThatShowThem() {
    DatasetRules rules = rules("picture-shapes", "conversation");
    String asked =
        "{'role':'user','content':[{'type':'image_url','image_url':{'url':'" + PICTURE + "'}}]}";

    assertThat(found(rules, shown(PICTURE))).isEmpty();
    assertThat(found(
            rules,
            preference(asked)
                .replace("'b'", "[{'type':'text','text':'b'}]")
                .replace("'c'", "[{'type':'text','text':'c'}]")))
        .containsExactly("picture-shape /input/messages/0/content/0");
  }

  @Test
  void weightsBelongToTheRolesThatAreNamed() {
    DatasetRules rules = rules("weight-roles", "assistant");
    String line = GOOD.replace("'a'}", "'a','weight':0}");

    assertThat(found(rules, line)).containsExactly("weight-role /messages/0/weight");
    assertThat(found(rules(), line)).isEmpty();
    assertThat(found(rules, GOOD.replace("'b'}", "'b','weight':1}"))).isEmpty();
  }

  @Test
  void theLastRoleOfAQuestionIsOneOfThoseNamed() {
    String system = preference("{'role':'system','content':'a'}");

    assertThat(found(rules("question-roles", "user"), preference(USER))).isEmpty();
    assertThat(found(rules("question-roles", "user"), system))
        .containsExactly("question-last /input/messages");
    assertThat(found(rules(), system)).isEmpty();
  }

  @Test
  void rolesMayBeUnusualInSomeKinds() {
    String line = "{'messages':[{'role':'system','content':'s'}," + USER + "," + ANSWER + "]}";

    // A setting for one kind has to be there to be changed.
    DatasetRules rules = new DatasetRules(DatasetProfile.read("test", Samples.stream("""
            dated = 1
            shapes = conversation
            roles = system, user, assistant
            roles.conversation = user, assistant
            first-roles = system, user
            min-examples = 1
            max-pictures = 1
            max-data-url-chars = 9
            max-file-bytes = 999
            content-forms = mixed
            detail = no
            picture-roles = user
            media-types = image/png
            """)));

    Finding finding = only(rules, line);
    assertThat(finding.rule()).isEqualTo("test.unusual-role");
    assertThat(finding.pointer()).contains("/messages/0/role");
    assertThat(finding.fix()).isEqualTo("use one of [user, assistant]");
  }

  @Test
  void weightsOfExamplesStandInAllOrInNone() {
    DatasetRules even = rules("sample-weights", "all-or-none");
    String with = "{'text':'a','weight':1}\n";
    String without = "{'text':'b'}\n";

    assertThat(found(even, with + with.replace("a", "c"))).isEmpty();
    assertThat(found(even, with + without)).containsExactly("mixed-weights /weight");
    assertThat(only(even, without + with).message())
        .isEqualTo("this example has a weight, the one of line 1 has none");
    assertThat(only(even, with + without).message())
        .isEqualTo("this example has no weight, the one of line 1 has one");
    assertThat(found(rules(), with + without)).isEmpty();
    assertThat(found(rules(), "{'text':'a','weight':0}")).isEmpty();
    assertThat(found(rules("columns.text", ""), "{'text':'a','weight':-1}"))
        .containsExactly("extra-column /weight");
  }

  @Test
  void promptsAreToldFromConversationsByTheirLastMessage() {
    DatasetRules rules = rules("shapes", "conversation, prompt, preference");
    String prompt = "{'messages':[" + USER + "]}\n";
    DatasetRules open = new DatasetRules(DatasetProfile.read("test", Samples.stream("""
            dated = 1
            shapes = conversation, prompt
            roles = user, assistant
            columns.prompt = *
            first-roles = user
            min-examples = 1
            max-pictures = 1
            max-data-url-chars = 9
            max-file-bytes = 999
            content-forms = mixed
            detail = no
            picture-roles = user
            media-types = image/png
            max-examples.prompt = 1
            """)));

    assertThat(found(rules, prompt)).containsExactly("no-answers /messages");
    assertThat(found(rules, GOOD + "\n" + prompt)).containsExactly("missing-answer /messages");
    assertThat(found(rules, prompt + GOOD))
        .containsExactly("no-answers /messages", "mixed-formats");
    assertThat(found(rules, "{'messages':[7]}")).contains("invalid-message /messages/0");
    assertThat(found(rules, "{'messages':[{'role':7}]}")).contains("invalid-role /messages/0/role");
    assertThat(found(open, prompt.replace("]}", "],'truth':7,'weight':-1}")))
        .containsExactly("no-answers /messages");
    assertThat(found(open, prompt + prompt.replace("'a'", "'b'")))
        .containsExactly("no-answers /messages", "too-many-examples");
  }

  @Test
  void linesOfOtherToolsAreKnownForWhatTheyAre() {
    String ranked = "{'chosen':{'messages':[]},'rejected':{'messages':[]}}";

    assertThat(found(rules("foreign-shapes", "ranked"), ranked)).containsExactly("foreign-format");
    assertThat(only(rules(), ranked).message())
        .isEqualTo("the keys 'chosen, rejected' are of no known kind of example");
  }

  @Test
  void preferencesUnderTheirOtherNamesAreTheSame() {
    DatasetRules rules = rules("shapes", "preference, completion-preference");
    String other = preference(USER).replace("preferred_output", "preferred_completion");

    assertThat(found(rules, other)).containsExactly("preference-names /preferred_completion");
    assertThat(found(rules, other.replace("'c'", "'b'")))
        .containsExactly(
            "preference-names /preferred_completion", "equal-outputs /non_preferred_completion");
    assertThat(found(rules, preference(USER) + "\n" + other))
        .containsExactly("preference-names /preferred_completion");
    assertThat(found(rules, preference(USER).replace("'c'", "'b'")))
        .containsExactly("equal-outputs /non_preferred_output");
  }

  @Test
  void outputsAreOneMessageOfTheAssistant() {
    String good = preference(USER);
    String none = "'non_preferred_output':[" + OTHER + "]";

    assertThat(found(rules(), good.replace("[" + ANSWER + "]", "7")))
        .containsExactly("invalid-output /preferred_output");
    assertThat(found(rules(), good.replace(ANSWER, "7")))
        .containsExactly("invalid-output /preferred_output/0");
    assertThat(found(rules(), good.replace(ANSWER, "{'content':'b'}")))
        .containsExactly("invalid-output /preferred_output/0");
    assertThat(found(rules(), good.replace(ANSWER, "{'role':'user','content':'b'}")))
        .containsExactly("invalid-output /preferred_output/0/role");
    assertThat(found(rules(), good.replace(none, "'non_preferred_output':[]")))
        .containsExactly("invalid-output /non_preferred_output");
    assertThat(found(rules(), good.replace("'b'", "'b','reasoning':7")))
        .containsExactly("invalid-reasoning /preferred_output/0/reasoning");
  }

  @Test
  void reasoningHasOneNameWhereOnlyOneIsRead() {
    String line = GOOD.replace("'b'}", "'b','reasoning':'r'}");

    assertThat(found(rules("reasoning", "reasoning_content"), line))
        .containsExactly("reasoning-name /messages/1/reasoning");
    assertThat(found(rules(), line)).isEmpty();
    assertThat(found(rules("reasoning", "reasoning_content"), line.replace("'r'", "null")))
        .isEmpty();
  }

  @Test
  void refusalsAreAnswersWhereTheyArePartsOfTheirOwn() {
    String line = "{'messages':[{'role':'user','content':[{'type':'text','text':'a'}]},"
        + "{'role':'assistant','content':[{'type':'refusal','refusal':'No.'}]}]}";

    assertThat(found(rules("answer-parts", "refusal"), line)).isEmpty();
    assertThat(found(rules(), line))
        .containsExactly("unknown-part-type /messages/1/content/0/type");
    assertThat(found(
            rules("answer-parts", "refusal"),
            line.replace("'text','text':'a'", "'refusal','refusal':'a'")))
        .containsExactly("unknown-part-type /messages/0/content/0/type");
  }

  @Test
  void everyLimitHoldsOnBothSidesOfItsEdge() {
    String url = PICTURE;
    int bytes = Samples.png(61).length;
    String line = shown(url);
    int file = json(line).length();

    assertThat(found(rules("max-data-url-chars", "" + url.length()), line)).isEmpty();
    assertThat(found(rules("max-data-url-chars", "" + (url.length() - 1)), line))
        .containsExactly("picture-too-large /messages/0/content/1/image_url/url");
    assertThat(found(rules("max-picture-bytes", "" + bytes), line)).isEmpty();
    assertThat(found(rules("max-picture-bytes", "" + (bytes - 1)), line))
        .containsExactly("picture-too-large /messages/0/content/1/image_url/url");
    assertThat(found(rules("max-pictures", "1"), line)).isEmpty();
    assertThat(found(rules("max-pictures", "0"), line)).containsExactly("picture-count /messages");
    assertThat(found(rules("max-file-bytes", "" + file), line)).isEmpty();
    assertThat(found(rules("max-file-bytes", "" + (file - 1)), line))
        .containsExactly("file-too-large");
    assertThat(found(rules("min-examples", "1"), line)).isEmpty();
    assertThat(found(rules("min-examples", "2"), line)).containsExactly("too-few-examples");
    assertThat(found(rules("max-examples", "1"), line)).isEmpty();
    assertThat(found(rules("max-examples", "0"), line)).containsExactly("too-many-examples");
    assertThat(found(rules("max-picture-examples", "1"), line + "\n" + GOOD)).isEmpty();
    assertThat(found(rules("max-picture-examples", "0"), line))
        .containsExactly("too-many-picture-examples");
  }

  @Test
  void tooLargePicturesAreToldInMebibytes() {
    String large = "data:image/png;base64," + "A".repeat(14_000_000);

    DatasetReport report = rules("max-data-url-chars", "13981036", "max-picture-bytes", "10485760")
        .check(Samples.stream(Samples.shown(large)));

    assertThat(report.findings())
        .extracting(Finding::message)
        .startsWith(
            "the data URL has 14,000,022 characters (a picture of about 10 MiB), at most"
                + " 13,981,036 (about 10 MiB) are taken",
            "the picture has 10,500,000 bytes (10 MiB), at most 10,485,760 bytes (10 MiB) are"
                + " taken");
  }

  @Test
  void nestingAndLinesHaveTheirEdgesToo() {
    String deep = "{'text':'a','weight':" + "[".repeat(9) + "]".repeat(9) + "}";

    assertThat(found(rules("max-depth", "10"), deep))
        .containsExactly("invalid-sample-weight /weight");
    assertThat(found(rules("max-depth", "9"), deep)).containsExactly("nesting-too-deep");
    assertThat(found(rules("max-line-bytes", "100"), "{'text':'" + "a".repeat(89) + "'}"))
        .isEmpty();
    assertThat(found(rules("max-line-bytes", "50"), "{'text':[" + "7,".repeat(30) + "7]}"))
        .containsExactly("line-too-large");
  }

  @Test
  void theSeverityOfARuleIsTheProvidersData() {
    String line = "{'text':'a','id':7}";

    assertThat(rules().check(Samples.stream(json(line))).ok()).isFalse();
    assertThat(rules("as-warnings", "extra-column")
            .check(Samples.stream(json(line)))
            .ok())
        .isTrue();
    assertThat(
            rules("ignored", "extra-column").check(Samples.stream(json(line))).counts())
        .isEmpty();
    String same = "{'text':'a'}\n{'text':'a'}\n";
    assertThat(rules().check(Samples.stream(json(same))).ok()).isTrue();
    assertThat(rules("as-errors", "duplicate-example")
            .check(Samples.stream(json(same)))
            .ok())
        .isFalse();
  }

  @Test
  void toolCallsAreHeldToTheirForm() {
    String call = "{'tools':[{'type':'function','function':{'name':'f'}}],'messages':[" + USER
        + ",{'role':'assistant','tool_calls':CALLS}," + "{'role':'tool','tool_call_id':'c',"
        + "'content':'1'}," + ANSWER + "]}";
    String place = "invalid-tool-call /messages/1/tool_calls";

    assertThat(found(
            rules(),
            call.replace("CALLS", "[{'id':'c','type':'function','function':{'name':'f'}}]")))
        .isEmpty();
    assertThat(found(rules(), call.replace("CALLS", "7"))).containsExactly(place);
    assertThat(found(rules(), call.replace("CALLS", "[7]"))).containsExactly(place + "/0");
    assertThat(found(rules(), call.replace("CALLS", "[{'id':'c','type':'x'}]")))
        .containsExactly(place + "/0");
    assertThat(found(rules(), call.replace("CALLS", "[{'id':'c','type':'function','function':7}]")))
        .containsExactly(place + "/0");
    assertThat(
            found(rules(), call.replace("CALLS", "[{'id':'c','type':'function','function':{}}]")))
        .containsExactly(place + "/0/function");
    assertThat(found(
            rules(),
            call.replace("CALLS", "[{'id':'d','type':'function','function':{'name':'f'}}]")))
        .containsExactly("unmatched-tool-result /messages/2");
    assertThat(found(rules(), call.replace("CALLS", "[]").replace("'tool_call_id':'c',", "")))
        .containsExactly("unmatched-tool-result /messages/2");
    assertThat(found(
            rules(),
            call.replace(
                "CALLS",
                "[{'id':'c','type':'function','function':{'name':'f'," + "'arguments':'{} 7'}}]")))
        .containsExactly(place + "/0/function/arguments");
    assertThat(found(
            rules(),
            call.replace(
                "CALLS",
                "[{'id':'c','type':'function','function':{'name':'f'," + "'arguments':'"
                    + "x".repeat(70_000) + "'}}]")))
        .containsExactly("tool-arguments-unchecked /messages/1/tool_calls/0/function/arguments");
    assertThat(found(rules(), GOOD.replace("{'mess", "{'tools':7,'mess")))
        .containsExactly("invalid-tools /tools");
    assertThat(found(rules(), GOOD.replace("{'mess", "{'tools':[7],'mess")))
        .containsExactly("invalid-tools /tools/0");
    assertThat(found(rules(), GOOD.replace("{'mess", "{'tools':null,'mess"))).isEmpty();
  }

  @Test
  void kindsOfExamplesNameThemselvesInTheReport() {
    assertThat(rules().check(Samples.stream(json(GOOD))).kind()).contains("conversation");
    assertThat(rules().check(Samples.stream(json("{'text':'a'}"))).kind()).contains("text");
    assertThat(rules().check(Samples.stream("[]")).kind()).isEmpty();
    assertThat(rules("shapes", "preference, completion-preference")
            .check(Samples.stream(
                json(preference(USER).replace("preferred_output", "preferred_completion"))))
            .kind())
        .contains("preference");
  }

  @Test
  void picturesOfTheWholeFileAreCountedHoweverTheyAreWritten() {
    DatasetRules rules = rules("remote-pictures", "yes", "max-pictures", "9");
    String both = shown(PICTURE)
        .replace(
            "{'type':'image_url'",
            "{'type':'image_url','image_url':{'url':'https://a.org/b.png'}},{'type':'image_url'");

    assertThat(rules
            .check(Samples.stream(json(String.join("\n", Collections.nCopies(3, both)))))
            .pictures())
        .isEqualTo(6);
    assertThat(rules.toString()).startsWith("DatasetRules[test{").contains("max-pictures=9");
  }
}
