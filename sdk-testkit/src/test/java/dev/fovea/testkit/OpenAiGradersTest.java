package dev.fovea.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OpenAiGradersTest {
  @RegisterExtension
  static final OpenAiExtension EMBEDDED = new OpenAiExtension();

  private final OpenAiWire wire = new OpenAiWire(EMBEDDED.openAi());

  @ParameterizedTest
  @CsvSource({"eq,Cat,0", "eq,cat,1", "ne,Cat,1", "like,a,1", "like,A,0", "ilike,A,1", "ilike,x,0"})
  void stringsAreReallyCompared(String operation, String reference, double reward)
      throws Exception {
    JsonNode result = run(
        "{\"type\":\"string_check\",\"name\":\"check\",\"input\":\"{{sample.output_text}}\",\"reference\":\"{{item.label}}\",\"operation\":\""
            + operation + "\"}",
        "cat",
        "{\"label\":\"" + reference + "\"}");

    assertThat(result.get("reward").asDouble()).isEqualTo(reward);
    assertThat(result.at("/metadata/name").asText()).isEqualTo("check");
    assertThat(result.at("/metadata/errors")).hasSize(14);
    assertThat(result.at("/metadata/errors/invalid_variable_error").asBoolean()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "fuzzy_match,the cat sat,0.7",
    "cosine,the cat sat,0.87",
    "bleu,the cat sat down,1",
    "bleu,the cat,0.37",
    "gleu,the cat sat,0.6",
    "meteor,the cat sat,0.75",
    "rouge_1,the cat sat,0.86",
    "rouge_2,the cat sat,0.8",
    "rouge_l,sat the down,0.57"
  })
  void likenessIsReallyMeasured(String metric, String sample, double reward) throws Exception {
    JsonNode result = run(
        "{\"type\":\"text_similarity\",\"name\":\"s\",\"input\":\"{{sample.output_text}}\",\"reference\":\"{{item.a.b}}\",\"evaluation_metric\":\""
            + metric + "\"}",
        sample,
        "{\"a\":{\"b\":\"The cat sat down\"}}");

    assertThat(result.get("reward").asDouble())
        .isCloseTo(reward, org.assertj.core.data.Offset.offset(0.06));
  }

  @Test
  void severalGradersAreCombinedByTheirFormula() throws Exception {
    JsonNode result = run(
        "{\"type\":\"multi\",\"calculate_output\":\"0.5 * a + max(b, 0.25) / 2 ^ 1\",\"graders\":{"
            + "\"a\":{\"type\":\"string_check\",\"name\":\"a\",\"input\":\"{{sample.output_json.x}}\",\"reference\":\"1\",\"operation\":\"eq\"},"
            + "\"b\":{\"type\":\"label_model\",\"name\":\"b\",\"model\":\"gpt-4o\",\"input\":[{\"role\":\"user\",\"content\":\"?\"}],\"labels\":[\"good\"],\"passing_labels\":[\"good\"]}}}",
        "{\\\"x\\\":1}",
        "{}");

    assertThat(result.get("reward").asDouble()).isEqualTo(0.5 + 0.125);
    assertThat(result.at("/sub_rewards/a").asDouble()).isEqualTo(1);
    assertThat(result.at("/metadata/sampled_model_name").asText()).isEqualTo("gpt-4o");
  }

  @Test
  void whatATemplateCannotFindIsAnErrorOfTheRunAndNoneOfTheRequest() throws Exception {
    JsonNode result = run(
        "{\"type\":\"string_check\",\"name\":\"c\",\"input\":\"{{item.none}}\",\"reference\":\"a\",\"operation\":\"eq\"}",
        "a",
        "{}");

    assertThat(result.get("reward").asDouble()).isZero();
    assertThat(result.at("/metadata/errors/invalid_variable_error").asBoolean()).isTrue();
  }

  private JsonNode run(String grader, String sample, String item) throws Exception {
    return OpenAiWire.expect(
        200,
        wire.post(
            "/fine_tuning/alpha/graders/run",
            "{\"grader\":" + grader + ",\"model_sample\":\"" + sample + "\",\"item\":" + item
                + "}"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"type\":\"string_check\",\"name\":\"a\",\"input\":\"b\",\"reference\":\"c\",\"operation\":\"is\"}|grader.operation",
        "{\"type\":\"string_check\",\"input\":\"b\",\"reference\":\"c\",\"operation\":\"eq\"}|grader.name",
        "{\"type\":\"text_similarity\",\"name\":\"a\",\"input\":\"b\",\"reference\":\"c\",\"evaluation_metric\":\"rouge_6\"}|grader.evaluation_metric",
        "{\"type\":\"python\",\"name\":\"a\"}|grader.source",
        "{\"type\":\"label_model\",\"name\":\"a\",\"model\":\"m\"}|grader.type",
        "{\"type\":\"score_model\",\"name\":\"a\",\"model\":\"m\",\"input\":[]}|grader.input",
        "{\"type\":\"multi\",\"calculate_output\":\"a\",\"graders\":{\"a\":{\"type\":\"multi\"}}}|grader.graders.a.type"
      })
  void aGraderThatIsNoneIsRefused(String grader, String param) throws Exception {
    JsonNode error = OpenAiWire.expect(
            400, wire.post("/fine_tuning/alpha/graders/validate", "{\"grader\":" + grader + "}"))
        .get("error");

    assertThat(error.get("param").asText()).isEqualTo(param);
  }

  @Test
  void aRightGraderComesBackAsItWas() throws Exception {
    String grader = "{\"type\":\"python\",\"name\":\"a\",\"source\":\"def grade(s, i): return 1\"}";

    JsonNode answer = OpenAiWire.expect(
        200, wire.post("/fine_tuning/alpha/graders/validate", "{\"grader\":" + grader + "}"));

    assertThat(answer.get("grader")).hasToString(grader);
  }
}
