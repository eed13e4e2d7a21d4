package dev.fovea.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tools, functions and calls of them where a provider takes what it takes in chats. */
class ToolRulesTest {
  private static final String USER = "{'role':'user','content':'a'}";
  private static final String ANSWER = "{'role':'assistant','content':'b'}";
  private static final DatasetRules FREE = Samples.rules();
  private static final DatasetRules FUNCTIONS = FREE.override("max-functions", 2)
      .override("columns.conversation", "tools, functions")
      .override("roles", "system, user, assistant, tool, function");
  private static final DatasetRules AS_IN_CHAT = FUNCTIONS
      .override("tool-members", "as-in-chat")
      .override("tool-types", "function, custom")
      .override("max-tool-name-chars", 8)
      .override("tool-name-chars", "word")
      .override("named-roles", "function")
      .override("text-roles", "function")
      .override("content-forms", "mixed")
      .override("answer-parts", "refusal");

  private static List<String> found(DatasetRules rules, String line) {
    return rules.check(Samples.stream(line.replace('\'', '"'))).findings().stream()
        .map(finding -> finding.rule().substring(5) + " " + finding.pointer().orElse(""))
        .toList();
  }

  private static String message(DatasetRules rules, String line) {
    return rules
        .check(Samples.stream(line.replace('\'', '"')))
        .findings()
        .get(0)
        .toString();
  }

  private static String talk(String beside, String messages) {
    return "{" + beside + "'messages':[" + USER + "," + messages + "]}";
  }

  private static String declared(String function) {
    return talk("'tools':[{'type':'function','function':{" + function + "}}],", ANSWER);
  }

  private static String old(String function) {
    return talk("'functions':[{" + function + "}],", ANSWER);
  }

  private static String called(String call, String result) {
    return talk(
        "",
        "{'role':'assistant','tool_calls':[{" + call + "}]},{'role':'tool','content':'1'" + result
            + "}," + ANSWER);
  }

  @ParameterizedTest
  @CsvSource({"f", "12345678", "aZ09_-", "-"})
  void namesUpToTheLimitAreTakenInBothForms(String name) {
    assertThat(found(AS_IN_CHAT, declared("'name':'" + name + "'"))).isEmpty();
    assertThat(found(AS_IN_CHAT, old("'name':'" + name + "'"))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "123456789 | the name has 9 characters, at most 8 are taken",
        "a b       | the name has other characters than letters, digits, _ and -",
        "a.b       | the name has other characters than letters, digits, _ and -",
        "größe     | the name has other characters than letters, digits, _ and -",
        "''        | the name is empty"
      })
  void otherNamesAreNotTaken(String name, String why) {
    assertThat(found(AS_IN_CHAT, declared("'name':'" + name + "'")))
        .containsExactly("tool-name /tools/0/function/name");
    assertThat(found(AS_IN_CHAT, old("'name':'" + name + "'")))
        .containsExactly("tool-name /functions/0/name");
    assertThat(message(AS_IN_CHAT, old("'name':'" + name + "'")))
        .contains(why)
        .contains("write a name of 1 to 8 letters a-z and A-Z, digits, _ and -");
    assertThat(found(FREE, declared("'name':'" + name + "'"))).isEmpty();
  }

  @Test
  void aLengthAndTheCharactersAreLimitedEachByItself() {
    DatasetRules length = FREE.override("max-tool-name-chars", 3);
    DatasetRules characters = FREE.override("tool-name-chars", "word");

    assertThat(found(length, declared("'name':'ä ö'"))).isEmpty();
    assertThat(message(length, declared("'name':'ä öü'")))
        .contains("has 4 characters", "write a name of 1 to 3 characters");
    assertThat(found(length, declared("'name':'😀😀😀'"))).isEmpty();
    assertThat(found(characters, declared("'name':'" + "a".repeat(9) + "'"))).isEmpty();
    assertThat(message(characters, declared("'name':''")))
        .contains("write a name of letters a-z and A-Z, digits, _ and -");
    assertThatThrownBy(() -> FREE.override("tool-name-chars", "letters"))
        .hasMessageContaining("any or word");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'description':7       | description",
        "'parameters':'schema' | parameters",
        "'parameters':[]       | parameters",
        "'strict':'yes'        | strict"
      },
      quoteCharacter = '"')
  void whatAFunctionHasBesideItsNameIsOfItsKind(String member, String name) {
    String function = "'name':'f'," + member;

    assertThat(found(AS_IN_CHAT, declared(function)))
        .containsExactly("invalid-tools /tools/0/function/" + name);
    assertThat(found(AS_IN_CHAT, old(function)))
        .containsExactly("invalid-functions /functions/0/" + name);
    assertThat(found(FUNCTIONS, declared(function))).isEmpty();
    assertThat(found(FUNCTIONS, old(function))).isEmpty();
  }

  @Test
  void aWholeFunctionIsGood() {
    assertThat(found(
            AS_IN_CHAT,
            declared("'name':'f','description':'a','parameters':{'type':'object'},'strict':true")))
        .isEmpty();
    assertThat(found(
            AS_IN_CHAT, declared("'name':'f','description':null,'parameters':null,'strict':null")))
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "'type':'custom','custom':{'name':'any name at all'} | \"\"",
        "'type':'custom'             | invalid-tools /tools/0",
        "'type':'custom','custom':{} | invalid-tools /tools/0/custom",
        "'type':'retrieval'          | invalid-tools /tools/0"
      })
  void customToolsHaveANameOfAnyKind(String tool, String rule) {
    String line = talk("'tools':[{" + tool + "}],", ANSWER);

    assertThat(String.join(", ", found(AS_IN_CHAT, line))).isEqualTo(rule);
    assertThat(found(FREE, line)).containsExactly("invalid-tools /tools/0");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "'id':'c','type':'custom','custom':{'name':'f','input':'any'} | \"\"",
        "'id':'c','type':'custom','custom':{'name':'f'}   | invalid-tool-call /messages/1/tool_calls/0/custom",
        "'id':'c','type':'custom','custom':{'input':'a'}  | invalid-tool-call /messages/1/tool_calls/0/custom",
        "'id':'c','type':'function','function':{'name':'f'} | invalid-tool-call /messages/1/tool_calls/0/function",
        "'id':7,'type':'function','function':{'name':'f','arguments':'{}'} | invalid-tool-call-id /messages/1/tool_calls/0/id",
        "'type':'function','function':{'name':'f','arguments':'{}'} | missing-tool-call-id /messages/1/tool_calls/0"
      })
  void callsHaveAnIdAndWhatTheToolIsCalledWith(String call, String rule) {
    assertThat(String.join(", ", found(AS_IN_CHAT, called(call, ",'tool_call_id':'c'"))))
        .isEqualTo(rule);
  }

  @Test
  void whereCallsAreFreeTheyNeedNeither() {
    String call = "'type':'function','function':{'name':'f'}";

    assertThat(found(FREE, called(call, ",'tool_call_id':'c'"))).isEmpty();
    assertThat(found(FREE, called("'id':7," + call, ",'tool_call_id':'c'"))).isEmpty();
  }

  @Test
  void aResultSaysWhichCallItAnswers() {
    String call = "'id':'c','type':'function','function':{'name':'f','arguments':'{}'}";

    assertThat(found(AS_IN_CHAT, called(call, "")))
        .containsExactly("missing-tool-call-id /messages/2");
    assertThat(found(AS_IN_CHAT, called(call, ",'tool_call_id':'d'")))
        .containsExactly("unmatched-tool-result /messages/2");
    assertThat(found(FREE, called(call, ""))).containsExactly("unmatched-tool-result /messages/2");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "{'name':'f','arguments':'{}'} | \"\"",
        "{'name':'f'}                  | invalid-function-call /messages/1/function_call",
        "{'arguments':'{}'}            | invalid-function-call /messages/1/function_call",
        "{'name':7,'arguments':'{}'}   | invalid-function-call /messages/1/function_call",
        "{'name':'f','arguments':{}}   | invalid-function-call /messages/1/function_call/arguments",
        "{'name':'f','arguments':'f'}  | invalid-function-call /messages/1/function_call/arguments",
        "'f'                           | invalid-function-call /messages/1/function_call"
      })
  void functionsAreCalledByTheirNameWithAnObject(String call, String rule) {
    String line = talk(
            "", "{'role':'assistant','content':null,'function_call':" + call + "}," + ANSWER)
        .replace(ANSWER, "{'role':'user','content':'c'}," + ANSWER);

    assertThat(String.join(", ", found(AS_IN_CHAT, line))).isEqualTo(rule);
  }

  @Test
  void onlyTheAssistantCallsFunctions() {
    String line =
        "{'messages':[" + USER.replace("}", ",'function_call':{'name':'f'}}") + "," + ANSWER + "]}";

    assertThat(found(FUNCTIONS, line)).containsExactly("tool-calls-role /messages/0/function_call");
    assertThat(found(FREE, line)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "'name':'f','content':'1'   | \"\"",
        "'name':'f','content':null  | \"\"",
        "'content':'1'              | invalid-name /messages/2",
        "'name':null,'content':'1'  | invalid-name /messages/2",
        "'name':7,'content':'1'     | invalid-name /messages/2/name",
        "'name':'f','content':[{'type':'text','text':'1'}] | invalid-content /messages/2/content"
      })
  void aFunctionSaysItsNameAndATextOrNothing(String members, String rule) {
    String line = talk(
        "",
        "{'role':'assistant','function_call':{'name':'f','arguments':'{}'}},{'role':'function',"
            + members + "}," + ANSWER);

    assertThat(String.join(", ", found(AS_IN_CHAT, line))).isEqualTo(rule);
  }

  @Test
  void namesOfOthersAreTextsOrAreNotThere() {
    String line = "{'messages':[{'role':'user','content':'a','name':NAME}," + ANSWER + "]}";

    assertThat(found(AS_IN_CHAT, line.replace("NAME", "'Ada'"))).isEmpty();
    assertThat(found(AS_IN_CHAT, line.replace("NAME", "null"))).isEmpty();
    assertThat(found(AS_IN_CHAT, line.replace("NAME", "7")))
        .containsExactly("invalid-name /messages/0/name");
    assertThat(found(FREE, line.replace("NAME", "7"))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "'content':[{'type':'refusal','refusal':'no'}] | \"\"",
        "'content':null,'refusal':'no'                 | \"\"",
        "'content':'b','refusal':null                  | \"\"",
        "'content':[{'type':'refusal'}]                | invalid-refusal /messages/1/content/0",
        "'content':'b','refusal':true                  | invalid-refusal /messages/1/refusal",
        "'refusal':'no'                                | missing-content /messages/1",
        "'content':[{'type':'refusal','refusal':'no'},{'type':'text','text':'b'}] | invalid-refusal /messages/1/content/0",
        "'content':null,'refusal':7 | invalid-content /messages/1/content, invalid-refusal /messages/1/refusal"
      })
  void aRefusalIsATextThatStandsAlone(String members, String rules) {
    String line = talk("", "{'role':'assistant'," + members + "}");

    assertThat(String.join(", ", found(AS_IN_CHAT, line))).isEqualTo(rules);
  }

  @Test
  void callsOfPreferredAnswersAreCheckedToo() {
    String line = "{'input':{'messages':[" + USER + "]},'preferred_output':[{'role':'assistant',"
        + "'content':'b','tool_calls':[7]}],'non_preferred_output':[" + ANSWER + "]}";

    assertThat(found(FREE, line))
        .containsExactly("invalid-tool-call /preferred_output/0/tool_calls/0");
  }
}
