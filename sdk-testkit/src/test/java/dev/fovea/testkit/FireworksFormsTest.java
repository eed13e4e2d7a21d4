package dev.fovea.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpRequest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The forms an answer can be asked for: JSON, grammars, likelihoods; and what is remembered. */
class FireworksFormsTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static final List<Map<String, String>> NOTHING_OR_TEXT =
      List.of(Map.of("type", "null"), Map.of("type", "string"));

  @RegisterExtension
  static final FireworksExtension FIREWORKS = FireworksExtension.with(b -> b.timeScale(0));

  private static String ask(Map<String, ?> more, String said) throws Exception {
    var request = JSON.createObjectNode().put("model", FireworksWire.MODEL);
    request.putArray("messages").addObject().put("role", "user").put("content", said);
    more.forEach((name, value) -> request.set(name, JSON.valueToTree(value)));
    return request.toString();
  }

  private static HttpWire.Answer chat(Map<String, ?> more, String said) throws Exception {
    return new FireworksWire(FIREWORKS.fireworks())
        .post("/inference/v1/chat/completions", ask(more, said));
  }

  private static String content(Map<String, ?> format, String said) throws Exception {
    HttpWire.Answer answer = chat(Map.of("response_format", format), said);
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return answer.json().at("/choices/0/message/content").asText();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '@',
      value = {
        "root ::= \"yes\" | \"no\"                           @ say no please    @ no",
        "root ::= \"red\" | \"green\" | \"dark green\"         @ it is Dark Green @ dark green",
        "root ::= colour [0-9]{2}/colour ::= \"a\" | \"b\"    @ choose b         @ b00",
        "root ::= (\"x\" / | \"y\")+ \".\"?                    @ nothing          @ x",
        "root ::= list # a comment/list ::= \"[]\" | \"[\" list \"]\" @ nothing  @ []",
        "root ::= \"\\x41\\t\" [^a-z]* .                     @ nothing          @ A\ta"
      })
  void anAnswerFollowsAGrammar(String grammar, String said, String expected) throws Exception {
    String lines = grammar.replace('/', '\n');
    String answer = content(Map.of("type", "grammar", "grammar", lines), said);

    assertThat(answer).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "root ::= \"open",
        "root = \"x\"",
        "root ::= missing",
        "root ::= root \"x\"",
        "root ::= [a-",
        "root ::= \"x\"{a}",
        "root ::= [z-a]"
      })
  void aGrammarThatCannotBeFollowedIsRefused(String grammar) throws Exception {
    HttpWire.Answer refusal =
        chat(Map.of("response_format", Map.of("type", "grammar", "grammar", grammar)), "x");

    assertThat(refusal.status()).isEqualTo(400);
    assertThat(refusal.json().at("/error/message").asText()).startsWith("invalid grammar: ");
  }

  @Test
  void aSchemaIsFoundWhereverItStands() throws Exception {
    Map<String, ?> schema = Map.of(
        "type",
        "object",
        "properties",
        Map.of(
            "colour", Map.of("$ref", "#/$defs/colour"), "next", Map.of("anyOf", NOTHING_OR_TEXT)),
        "$defs",
        Map.of("colour", Map.of("enum", List.of("red", "green"))));
    String written = JSON.writeValueAsString(schema);

    for (Map<String, ?> format : List.of(
        Map.of("type", "json_schema", "json_schema", Map.of("name", "c", "schema", schema)),
        Map.of("type", "json_schema", "json_schema", schema),
        Map.of("type", "json_schema", "json_schema", written),
        Map.of("type", "json_object", "schema", schema),
        Map.of("type", "json_schema", "schema", written))) {
      JsonNode answer = JSON.readTree(content(format, "a green door"));
      assertThat(answer.get("colour").asText()).isEqualTo("green");
      assertThat(answer.get("next").isNull()).isTrue();
    }
    assertThat(JSON.readTree(content(Map.of("type", "json_object"), "x")).isObject())
        .isTrue();
  }

  @Test
  void aSchemaThatHasNoEndIsRefused() throws Exception {
    Map<String, ?> schema = Map.of(
        "type",
        "object",
        "properties",
        Map.of("again", Map.of("$ref", "#")),
        "required",
        List.of("again"));
    HttpWire.Answer refusal =
        chat(Map.of("response_format", Map.of("type", "json_schema", "json_schema", schema)), "x");

    assertThat(refusal.status()).isEqualTo(400);
  }

  @Test
  void likelihoodsComeInBothForms() throws Exception {
    JsonNode objects = chat(
            Map.of("logprobs", true, "top_logprobs", 3, "temperature", 0), "alpha beta")
        .json()
        .at("/choices/0/logprobs");
    JsonNode lists = chat(Map.of("logprobs", 2), "alpha beta").json().at("/choices/0/logprobs");
    JsonNode none = chat(Map.of(), "alpha beta").json().at("/choices/0/logprobs");

    JsonNode token = objects.at("/content/1");
    assertThat(token.get("bytes")).hasSize(token.get("token").asText().length());
    assertThat(token.get("logprob").asDouble()).isNegative();
    assertThat(token.get("sampling_logprob").asDouble()).isZero();
    assertThat(token.get("text_offset").asInt())
        .isEqualTo(objects.at("/content/0/token").asText().length());
    assertThat(token.get("top_logprobs")).hasSize(3);
    assertThat(token.at("/top_logprobs/0/token_id")).isEqualTo(token.get("token_id"));
    for (String list : new String[] {"tokens", "token_logprobs", "token_ids", "text_offset"}) {
      assertThat(lists.get(list)).hasSameSizeAs(lists.get("top_logprobs"));
    }
    assertThat(lists.at("/top_logprobs/0").has(lists.at("/tokens/0").asText())).isTrue();
    assertThat(none.isNull()).isTrue();
  }

  @Test
  void aPromptWithTheSameBeginningIsCountedAsCached() throws Exception {
    String start = "word ".repeat(100);
    long first = cached(Map.of("prompt_cache_key", "a"), start + "one");
    long second = cached(Map.of("prompt_cache_key", "a"), start + "two");
    long other = cached(Map.of("prompt_cache_key", "b"), start + "three");
    long apart =
        cached(Map.of("prompt_cache_key", "a", "prompt_cache_isolation_key", "x"), start + "four");

    assertThat(first).isZero();
    assertThat(second).isBetween(80L, 103L);
    assertThat(other).isZero();
    assertThat(apart).isZero();
  }

  @Test
  void theAffinityHeaderLeadsToTheSameMemory() throws Exception {
    FireworksWire wire = new FireworksWire(FIREWORKS.fireworks());
    String body = ask(Map.of(), "word ".repeat(50));
    HttpWire.Answer last = null;
    for (int i = 0; i < 2; i++) {
      last = wire.send(wire.request("/inference/v1/chat/completions")
          .header("x-session-affinity", "s1")
          .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    assertThat(last.header("fireworks-cached-prompt-tokens")).isNotEqualTo("0");
    assertThat(chat(Map.of(), "word ".repeat(50)).header("fireworks-cached-prompt-tokens"))
        .isEqualTo("0");
  }

  private static long cached(Map<String, ?> more, String said) throws Exception {
    return chat(more, said)
        .json()
        .at("/usage/prompt_tokens_details/cached_tokens")
        .asLong();
  }
}
