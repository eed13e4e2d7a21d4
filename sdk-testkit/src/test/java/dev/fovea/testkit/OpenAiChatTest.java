package dev.fovea.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OpenAiChatTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String STORE =
      "{'type':'function','function':{'name':'store','parameters':{'type':'object','properties':"
          + "{'total':{'type':'number'}}}}}";
  private static final String NOTE =
      "{'type':'custom','custom':{'name':'note','format':{'type':'grammar','grammar':"
          + "{'syntax':'regex','definition':'[a-z]+ beta'}}}}";

  @RegisterExtension
  static final OpenAiExtension OPEN_AI = OpenAiExtension.with(b -> b.timeScale(0));

  private OpenAiWire wire;

  @BeforeEach
  void connect() {
    wire = new OpenAiWire(OPEN_AI.openAi());
  }

  private HttpWire.Answer chat(String more) throws Exception {
    return ask("[{'role':'user','content':'alpha beta gamma'}]", more);
  }

  private HttpWire.Answer ask(String messages, String more) throws Exception {
    String body = "{'model':'" + OpenAiWire.MODEL + "','messages':" + messages + more + "}";
    return wire.post("/chat/completions", body.replace('\'', '"'));
  }

  private JsonNode answered(String more) throws Exception {
    return OpenAiWire.expect(200, chat(more)).at("/choices/0");
  }

  @Test
  void anAnswerHasTheShapeOfTheWire() throws Exception {
    HttpWire.Answer answer = chat("");

    JsonNode json = OpenAiWire.expect(200, answer);
    assertThat(json.get("id").asText()).matches("chatcmpl-[0-9a-f]{29}");
    assertThat(json.get("object").asText()).isEqualTo("chat.completion");
    assertThat(json.get("model").asText()).isEqualTo(OpenAiWire.MODEL);
    assertThat(json.get("service_tier").asText()).isEqualTo("default");
    assertThat(json.get("system_fingerprint").asText()).startsWith("fp_");
    JsonNode choice = json.at("/choices/0");
    assertThat(choice.at("/message/content").asText()).contains("alpha beta gamma");
    assertThat(choice.at("/message/refusal").isNull()).isTrue();
    assertThat(choice.get("logprobs").isNull()).isTrue();
    assertThat(choice.get("finish_reason").asText()).isEqualTo("stop");
    JsonNode usage = json.get("usage");
    assertThat(usage.get("total_tokens").asInt())
        .isEqualTo(
            usage.get("prompt_tokens").asInt() + usage.get("completion_tokens").asInt());
    assertThat(usage.at("/prompt_tokens_details/cached_tokens").asInt()).isZero();
    assertThat(usage.at("/completion_tokens_details/reasoning_tokens").asInt()).isZero();
    assertThat(answer.header("x-request-id")).matches("req_[0-9a-f]{32}");
    assertThat(answer.header("openai-model")).isEqualTo(OpenAiWire.MODEL);
    assertThat(answer.header("x-ratelimit-limit-requests")).isEqualTo("6000");
  }

  @Test
  void aLongPromptIsReadOnceAndThenRemembered() throws Exception {
    String long1 = "[{'role':'user','content':'" + "word ".repeat(1500) + "'}]";

    long first = OpenAiWire.expect(200, ask(long1, ""))
        .at("/usage/prompt_tokens_details/cached_tokens")
        .asLong();
    long second = OpenAiWire.expect(200, ask(long1, ""))
        .at("/usage/prompt_tokens_details/cached_tokens")
        .asLong();

    assertThat(first).isZero();
    assertThat(second).isBetween(1024L, 1500L);
    assertThat(second % 128).isZero();
  }

  @Test
  void limitsAndStopsEndTheAnswer() throws Exception {
    JsonNode cut = answered(",'max_completion_tokens':2");
    JsonNode older = answered(",'max_tokens':2");
    JsonNode stopped = answered(",'stop':['beta','nothing']");

    assertThat(cut.get("finish_reason").asText()).isEqualTo("length");
    assertThat(older).isEqualTo(cut);
    assertThat(stopped.at("/message/content").asText()).endsWith("alpha ");
    assertThat(stopped.get("finish_reason").asText()).isEqualTo("stop");
  }

  @Test
  void severalChoicesAreCountedAll() throws Exception {
    JsonNode one = OpenAiWire.expect(200, chat("")).get("usage");
    JsonNode json = OpenAiWire.expect(200, chat(",'n':3"));

    assertThat(json.get("choices")).hasSize(3);
    assertThat(json.at("/choices/2/index").asInt()).isEqualTo(2);
    assertThat(json.at("/usage/completion_tokens").asInt())
        .isEqualTo(3 * one.get("completion_tokens").asInt());
  }

  @Test
  void likelihoodsStandBesideTheirTokens() throws Exception {
    JsonNode choice = answered(",'logprobs':true,'top_logprobs':20");

    JsonNode content = choice.at("/logprobs/content");
    StringBuilder text = new StringBuilder();
    for (JsonNode token : content) {
      text.append(token.get("token").asText());
      assertThat(token.get("logprob").asDouble()).isNegative();
      assertThat(token.get("top_logprobs")).hasSize(20);
      assertThat(token.at("/top_logprobs/0/token")).isEqualTo(token.get("token"));
      assertThat(token.get("bytes")).isNotEmpty();
    }
    assertThat(text.toString()).isEqualTo(choice.at("/message/content").asText());
    assertThat(choice.at("/logprobs/refusal").isNull()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"auto,default", "flex,flex", "fast,priority", "priority,priority"})
  void theTierIsNamedAsItWasGiven(String asked, String given) throws Exception {
    assertThat(OpenAiWire.expect(200, chat(",'service_tier':'" + asked + "'"))
            .get("service_tier")
            .asText())
        .isEqualTo(given);
  }

  @Test
  void everyFieldOfTheDocumentIsTaken() throws Exception {
    String everything = ",'temperature':0.5,'top_p':1,'n':1,'stop':'zz','frequency_penalty':-2,"
        + "'presence_penalty':2,'logit_bias':{'50256':-100},'seed':-9007199254740993,"
        + "'response_format':{'type':'text'},'stream':false,'stream_options':null,'store':true,"
        + "'metadata':{'run':'a'},'service_tier':'scale','verbosity':'low','modalities':['text'],"
        + "'prediction':{'type':'content','content':'x'},'prompt_cache_key':'k',"
        + "'prompt_cache_options':{'mode':'explicit','ttl':'30m'},'prompt_cache_retention':'24h',"
        + "'safety_identifier':'s','user':'u','reasoning_effort':'low',"
        + "'moderation':{'model':'omni-moderation-latest'},'tools':null";

    assertThat(answered(everything).get("finish_reason").asText()).isEqualTo("stop");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "'temperature':2.5|temperature|decimal_above_max_value",
        "'top_p':-1|top_p|decimal_below_min_value",
        "'n':0|n|integer_below_min_value",
        "'n':129|n|integer_above_max_value",
        "'n':1.5|n|invalid_type",
        "'stop':['a','b','c','d','e']|stop|array_above_max_length",
        "'logprobs':1|logprobs|invalid_type",
        "'logprobs':true,'top_logprobs':21|top_logprobs|integer_above_max_value",
        "'top_logprobs':2|top_logprobs|",
        "'logit_bias':{'1':101}|logit_bias.1|decimal_above_max_value",
        "'stream_options':{'include_usage':true}|stream_options|",
        "'tool_choice':'auto'|tool_choice|",
        "'parallel_tool_calls':true|parallel_tool_calls|",
        "'service_tier':'gold'|service_tier|invalid_value",
        "'max_completion_tokens':16385|max_completion_tokens|invalid_value",
        "'max_completion_tokens':0|max_completion_tokens|integer_below_min_value",
        "'max_tokens':1,'max_completion_tokens':1|max_tokens|invalid_value",
        "'safety_identifier':'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx'"
            + "|safety_identifier|string_above_max_length",
        "'colour':1||",
        "'stream_options':{'colour':1},'stream':true|stream_options.colour|unknown_parameter",
        "'response_format':{'type':'json_object'}|messages|",
        "'response_format':{'type':'xml'}|response_format.type|invalid_value",
        "'response_format':{'type':'json_schema'}|response_format.json_schema"
            + "|missing_required_parameter",
        "'response_format':{'type':'json_schema','json_schema':{'name':'a b'}}"
            + "|response_format.json_schema.name|invalid_value",
        "'response_format':{'type':'json_schema','json_schema':{'name':'a','strict':true,"
            + "'schema':{'type':'object','properties':{}}}}|response_format|",
        "'tools':[]|tools|empty_array",
        "'tools':[{'type':'function','function':{'name':'a!'}}]|tools[0].function.name"
            + "|invalid_value",
        "'tools':[{'type':'function','function':{'name':'a','parameters':{'type':'string'}}}]"
            + "|tools[0].function.parameters|invalid_function_parameters",
        "'tools':[{'type':'custom','custom':{'name':'a','format':{'type':'grammar','grammar':"
            + "{'definition':'x','syntax':'gbnf'}}}}]|tools[0].custom.format.grammar.syntax"
            + "|invalid_value",
        "'modalities':['audio']|modalities|invalid_value",
        "'metadata':{'a':1}|metadata.a|invalid_type",
      })
  void whatIsWrongIsRefusedByItsNameAndCode(String field, String param, String code)
      throws Exception {
    JsonNode error = OpenAiWire.expect(400, chat("," + field)).get("error");

    assertThat(error.get("type").asText()).isEqualTo("invalid_request_error");
    assertThat(error.get("param").asText(null)).isEqualTo(param);
    assertThat(error.get("code").asText(null)).isEqualTo(code);
    assertThat(error.get("message").asText()).isNotEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "[]|messages|empty_array",
        "'hello'|messages|invalid_type",
        "[{'role':'robot','content':'x'}]|messages[0].role|invalid_value",
        "[{'content':'x'}]|messages[0].role|missing_required_parameter",
        "[{'role':'user'}]|messages[0].content|missing_required_parameter",
        "[{'role':'user','content':[]}]|messages[0].content|empty_array",
        "[{'role':'user','content':[{'type':'film'}]}]|messages[0].content[0].type|invalid_value",
        "[{'role':'system','content':[{'type':'image_url','image_url':{'url':'x'}}]}]"
            + "|messages[0].content[0].type|invalid_value",
        "[{'role':'user','content':[{'type':'image_url','image_url':'x'}]}]"
            + "|messages[0].content[0].image_url|invalid_type",
        "[{'role':'user','content':'x','weight':1}]|messages[0].weight|unknown_parameter",
        "[{'role':'assistant'}]|messages[0].content|invalid_value",
        "[{'role':'tool','content':'x','tool_call_id':'c'}]|messages[0].role|invalid_value",
        "[{'role':'assistant','tool_calls':[{'id':'c','type':'function','function':{'name':'f',"
            + "'arguments':'{}'}}]},{'role':'user','content':'x'}]|messages|invalid_value",
        "[{'role':'user','content':[{'type':'input_audio','input_audio':{'data':'','format':'wav'"
            + "}}]}]|messages[0].content[0].type|invalid_value",
      })
  void aConversationThatCannotBeIsRefused(String messages, String param, String code)
      throws Exception {
    JsonNode error = OpenAiWire.expect(400, ask(messages, "")).get("error");

    assertThat(error.get("param").asText(null)).isEqualTo(param);
    assertThat(error.get("code").asText(null)).isEqualTo(code);
  }

  @Test
  void aConversationWithToolsAndAllRolesIsTaken() throws Exception {
    String messages = "[{'role':'developer','content':'be brief'},{'role':'system','content':"
        + "[{'type':'text','text':'very'}]},{'role':'user','name':'ann','content':'alpha'},"
        + "{'role':'assistant','content':null,'refusal':null,'annotations':[],'tool_calls':[{'id':"
        + "'c1','type':'function','function':{'name':'f','arguments':'{}'}},{'id':'c2','type':"
        + "'custom','custom':{'name':'g','input':'x'}}]},{'role':'tool','tool_call_id':'c1',"
        + "'content':'1'},{'role':'tool','tool_call_id':'c2','content':[{'type':'text','text':'2'}"
        + "]},{'role':'assistant','content':[{'type':'refusal','refusal':'no'}]},"
        + "{'role':'user','content':'omega'}]";

    assertThat(OpenAiWire.expect(200, ask(messages, ""))
            .at("/choices/0/message/content")
            .asText())
        .contains("omega");
  }

  @Test
  void anAnswerFollowsItsSchema() throws Exception {
    String schema = "'strict':true,'schema':{'type':'object','properties':{'word':{'type':'string',"
        + "'enum':['delta','beta']},'code':{'type':'string','pattern':'^[A-Z]{3}$'}},'required':"
        + "['word','code'],'additionalProperties':false}";

    JsonNode choice = answered(
        ",'response_format':{'type':'json_schema','json_schema':{'name':'a'," + schema + "}}");

    JsonNode said = JSON.readTree(choice.at("/message/content").asText());
    assertThat(said.get("word").asText()).isEqualTo("beta");
    assertThat(said.get("code").asText()).matches("[A-Z]{3}");
  }

  @Test
  void jsonIsSaidToWhoNamesIt() throws Exception {
    JsonNode json = OpenAiWire.expect(
        200,
        ask(
            "[{'role':'user','content':'As JSON: alpha'}]",
            ",'response_format':{'type':'json_object'}"));

    assertThat(JSON.readTree(json.at("/choices/0/message/content").asText()).isObject())
        .isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'required'",
        "{'type':'function','function':{'name':'store'}}",
        "{'type':'allowed_tools','allowed_tools':{'mode':'required','tools':[{'type':'function',"
            + "'function':{'name':'store'}}]}}"
      })
  void aFunctionThatMustBeCalledIsCalled(String choice) throws Exception {
    JsonNode said = answered(",'tools':[" + STORE + "," + NOTE + "],'tool_choice':" + choice);

    JsonNode call = said.at("/message/tool_calls/0");
    assertThat(said.get("finish_reason").asText()).isEqualTo("tool_calls");
    assertThat(said.at("/message/content").isNull()).isTrue();
    assertThat(call.get("id").asText()).matches("call_[0-9a-f]{24}");
    assertThat(call.has("index")).isFalse();
    assertThat(call.at("/function/name").asText()).isEqualTo("store");
    assertThat(JSON.readTree(call.at("/function/arguments").asText()).has("total"))
        .isTrue();
  }

  @Test
  void aToolOfFreeTextGetsItAsItsGrammarWants() throws Exception {
    JsonNode call = answered(",'tools':[" + STORE + "," + NOTE
            + "],'tool_choice':{'type':'custom','custom':{'name':'note'}}")
        .at("/message/tool_calls/0");

    assertThat(call.get("type").asText()).isEqualTo("custom");
    assertThat(call.at("/custom/name").asText()).isEqualTo("note");
    assertThat(call.at("/custom/input").asText()).isEqualTo("alpha beta");
  }

  @Test
  void toolsThatNeedNotBeCalledAreNot() throws Exception {
    String tools = ",'tools':[" + STORE + "]";

    assertThat(answered(tools).at("/message/content").asText()).contains("alpha");
    assertThat(answered(tools + ",'tool_choice':'none','parallel_tool_calls':false")
            .at("/message/content")
            .asText())
        .contains("alpha");
    JsonNode error = OpenAiWire.expect(
            400, chat(tools + ",'tool_choice':{'type':'function','function':{'name':'other'}}"))
        .get("error");
    assertThat(error.get("param").asText()).isEqualTo("tool_choice");
  }

  @Test
  void aFunctionIsCalledTheOlderWay() throws Exception {
    JsonNode choice = answered(",'functions':[{'name':'store'}],'function_call':{'name':'store'}");

    assertThat(choice.get("finish_reason").asText()).isEqualTo("function_call");
    assertThat(choice.at("/message/function_call/name").asText()).isEqualTo("store");
    assertThat(choice.at("/message/tool_calls").isMissingNode()).isTrue();
  }

  @Test
  void aPromptBeyondTheModelsWindowIsRefused() throws Exception {
    String endless = "[{'role':'user','content':'" + "word ".repeat(128_000) + "'}]";

    JsonNode error = OpenAiWire.expect(400, ask(endless, "")).get("error");
    assertThat(error.get("code").asText()).isEqualTo("context_length_exceeded");
    assertThat(error.get("param").asText()).isEqualTo("messages");
  }

  @Test
  void aModelNobodyKnowsIsNotFound() throws Exception {
    JsonNode error = OpenAiWire.expect(
            404,
            wire.post(
                "/chat/completions",
                "{\"model\":\"ft:none\",\"messages\":[{\"role\":\"user\",\"content\":\"x\"}]}"))
        .get("error");

    assertThat(error.get("code").asText()).isEqualTo("model_not_found");
    assertThat(error.get("param").isNull()).isTrue();
    assertThat(error.get("message").asText()).contains("`ft:none`");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "'max_tokens':5|max_tokens|unsupported_parameter",
        "'stop':'x'|stop|unsupported_parameter",
        "'logprobs':true|logprobs|unsupported_parameter",
        "'temperature':0.5|temperature|unsupported_value"
      })
  void modelsThatThinkRefuseWhatTheyDoNotKnow(String field, String param, String code)
      throws Exception {
    JsonNode error = OpenAiWire.expect(400, think("," + field)).get("error");

    assertThat(error.get("param").asText()).isEqualTo(param);
    assertThat(error.get("code").asText()).isEqualTo(code);
  }

  private HttpWire.Answer think(String more) throws Exception {
    String body = "{'model':'o4-mini','messages':[{'role':'user','content':'alpha'}]" + more + "}";
    return wire.post("/chat/completions", body.replace('\'', '"'));
  }

  @Test
  void modelsThatThinkCountTheirThoughts() throws Exception {
    JsonNode json = OpenAiWire.expect(200, think(",'temperature':1,'logprobs':false"));
    JsonNode none = OpenAiWire.expect(200, think(",'reasoning_effort':'minimal'"));
    JsonNode cut = OpenAiWire.expect(200, think(",'max_completion_tokens':3"));

    JsonNode usage = json.get("usage");
    long thought = usage.at("/completion_tokens_details/reasoning_tokens").asLong();
    assertThat(json.get("model").asText()).isEqualTo("o4-mini-2025-04-16");
    assertThat(thought).isPositive();
    assertThat(usage.get("completion_tokens").asLong())
        .isEqualTo(thought + none.at("/usage/completion_tokens").asLong());
    assertThat(cut.at("/choices/0/finish_reason").asText()).isEqualTo("length");
    assertThat(cut.at("/choices/0/message/content").asText()).isEmpty();
    assertThat(cut.at("/usage/completion_tokens").asLong()).isEqualTo(3);
  }

  @Test
  void theNextMinuteForgetsWhatWasUsed() throws Exception {
    assertThat(chat("").header("x-ratelimit-remaining-requests")).isEqualTo("5999");
    assertThat(chat("").header("x-ratelimit-reset-requests")).isEqualTo("1m0s");
    wire.pass(Duration.ofMillis(59_983));
    assertThat(chat("").header("x-ratelimit-reset-tokens")).isEqualTo("17ms");
    wire.pass(Duration.ofSeconds(1));
    assertThat(chat("").header("x-ratelimit-remaining-requests")).isEqualTo("5999");
  }
}
