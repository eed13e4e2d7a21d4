package dev.fovea.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fovea.error.InvalidRequestException;
import dev.fovea.error.UnsupportedCapabilityException;
import dev.fovea.providertests.CallMode;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OpenAiGradersHttpTest {
  private static final String VALIDATE = "graders/POST_validate";
  private static final String RUN = "graders/POST_run";

  private static final OpenAiGrader EXACT = OpenAiGrader.stringCheck(g -> g.name("exact")
      .input("{{sample.output_text}}")
      .reference("{{item.species}}")
      .operation("ilike"));
  private static final OpenAiGrader ALIKE = OpenAiGrader.textSimilarity(g -> g.name("alike")
      .input("{{sample.output_text}}")
      .reference("{{item.species}}")
      .evaluationMetric("fuzzy_match"));
  private static final OpenAiGrader LABEL = OpenAiGrader.labelModel(g -> g.name("label")
      .model("gpt-4o-2024-08-06")
      .user("Polite? {{sample.output_text}}")
      .addLabel("polite")
      .addLabel("rude")
      .addPassingLabel("polite"));
  private static final OpenAiGrader CODE = OpenAiGrader.python(
      g -> g.name("code").source("def grade(sample, item):\n  return 1.0").imageTag("2025-05-08"));
  private static final OpenAiGrader BOTH = OpenAiGrader.multi(g -> g.name("both")
      .putGrader("exact", EXACT)
      .putGrader("alike", ALIKE)
      .putGrader("label", LABEL)
      .putGrader("code", CODE)
      .calculateOutput("0.7 * exact + 0.1 * alike + 0.1 * label + 0.1 * code"));
  private static final OpenAiGrader JUDGE = OpenAiGrader.scoreModel(g -> g.name("judge")
      .model("o4-mini-2025-04-16")
      .system("Give points from 0 to 10.")
      .addInput(
          OpenAiGraderMessage.of("user", "Is this a {{item.species}}?").withImage("{{item.image}}"))
      .range(0, 10)
      .seed(7)
      .topP(0.9)
      .temperature(0.2)
      .maxTokens(64)
      .reasoningEffort("low"));

  @RegisterExtension
  final Recorded openAi = new Recorded();

  private OpenAiClient client;

  @BeforeEach
  void opens() {
    client = openAi.client();
  }

  @AfterEach
  void closes() {
    client.close();
  }

  private OpenAiGrader validate(CallMode mode, OpenAiGrader grader) {
    OpenAiGraderService graders = client.graders();
    return mode.call(() -> graders.validate(grader), () -> graders.validateAsync(grader));
  }

  private OpenAiGrading run(
      CallMode mode, OpenAiGrader grader, String answer, Map<String, Object> item) {
    OpenAiGraderService graders = client.graders();
    return mode.call(
        () -> graders.run(grader, answer, item), () -> graders.runAsync(grader, answer, item));
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void validateSendsTheGraderAndReadsItBack(CallMode mode) {
    openAi.replay(VALIDATE, VALIDATE + ".multi");

    assertThat(validate(mode, EXACT)).isEqualTo(EXACT);
    assertThat(validate(mode, BOTH)).isEqualTo(BOTH);
    openAi.received(VALIDATE, VALIDATE + ".multi");
  }

  @Test
  void anAnswerWithoutAGraderIsTheSameGrader() {
    openAi.answer(200, "{}");
    openAi.answer(200, "{\"grader\":null}");

    assertThat(validate(CallMode.SYNC, EXACT)).isSameAs(EXACT);
    assertThat(validate(CallMode.SYNC, EXACT)).isSameAs(EXACT);
  }

  @Test
  void whatOpenAiFindsWrongIsSaid() {
    openAi.answer(
        400,
        "{\"error\":{\"message\":\"Invalid operation\",\"type\":\"invalid_request_error\","
            + "\"param\":\"grader.operation\",\"code\":\"invalid_value\"}}");

    assertThatThrownBy(() -> validate(CallMode.SYNC, EXACT))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining("Invalid operation");
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void runGradesOneAnswer(CallMode mode) {
    openAi.replay(RUN);
    Map<String, Object> item =
        Map.of("species", "robin", "image", "https://pictures.leaflab.test/robin.png");

    OpenAiGrading grading = run(mode, JUDGE, "European robin", item);

    assertThat(grading.reward()).contains(0.85);
    assertThat(grading.scores()).isEqualTo(Map.of("judge", 8.5));
    assertThat(grading.subRewards()).isEmpty();
    assertThat(grading.errors()).isEmpty();
    assertThat(grading.executionTime()).contains(Duration.ofMillis(1250));
    assertThat(grading.tokens()).contains(190L);
    assertThat(grading.tokensByModel()).isEqualTo(Map.of("o4-mini-2025-04-16", 190L));
    assertThat(grading.model()).contains("o4-mini-2025-04-16");
    openAi.received(RUN);
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void whatWentWrongIsListed(CallMode mode) {
    openAi.replay(RUN + ".python");
    OpenAiGrader broken =
        OpenAiGrader.python(g -> g.name("code").source("def grade(sample, item):\n  return 1 / 0"));

    OpenAiGrading grading = run(mode, broken, "", Map.of());

    assertThat(grading.errors())
        .containsExactly("other_error", "python_grader_runtime_error: ZeroDivisionError");
    assertThat(grading.reward()).contains(0.0);
    assertThat(grading.subRewards()).isEqualTo(Map.of("code", 0.0));
    assertThat(grading.tokens()).isEmpty();
    assertThat(grading.tokensByModel()).isEqualTo(Map.of("gpt-4o", 12L));
    openAi.received(RUN + ".python");
  }

  @Test
  void aBareAnswerHasNoFacts() {
    openAi.answer(200, "{\"metadata\":{\"token_usage\":12,\"execution_time\":-1,\"errors\":[]}}");
    openAi.answer(200, "{\"reward\":\"0.5\",\"metadata\":null,\"sub_rewards\":null}");

    OpenAiGrading first = run(CallMode.SYNC, EXACT, "robin", Map.of());
    OpenAiGrading second = run(CallMode.SYNC, EXACT, "robin", Map.of());

    assertThat(first.tokens()).contains(12L);
    assertThat(first.executionTime()).isEmpty();
    assertThat(first.reward()).isEmpty();
    assertThat(second.reward()).contains(0.5);
    assertThat(second.errors()).isEmpty();
    assertThat(second.model()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void labelsAloneAreRefusedBeforeAnythingIsSent(CallMode mode) {
    OpenAiGrader raw = OpenAiGrader.of(Map.of("type", "label_model", "future", true));

    for (OpenAiGrader grader : List.of(LABEL, raw)) {
      assertThatThrownBy(() -> validate(mode, grader))
          .isInstanceOf(UnsupportedCapabilityException.class)
          .hasMessageContaining("OpenAiGrader.multi");
      assertThatThrownBy(() -> run(mode, grader, "", Map.of()))
          .isInstanceOf(UnsupportedCapabilityException.class);
    }
    assertThat(openAi.requests()).isZero();
  }

  @Test
  void whatIsReadIsOfItsClassAndWritesTheSame() {
    for (OpenAiGrader grader : List.of(EXACT, ALIKE, LABEL, CODE, BOTH, JUDGE)) {
      OpenAiGrader read = OpenAiGrader.of(grader.fields());
      assertThat(read).isEqualTo(grader).isNotInstanceOf(OpenAiUnknownGrader.class);
      assertThat(read.fields()).isEqualTo(grader.fields());
    }
  }

  @Test
  void whatThisVersionDoesNotKnowIsKeptAsItStands() {
    List<Map<String, Object>> odd = List.of(
        Map.of("type", "picture_check", "name", "p"),
        Map.of("type", "string_check", "name", "half"),
        Map.of("type", "label_model", "name", "n", "model", "m", "labels", List.of("a")),
        Map.of("type", "multi", "graders", List.of(EXACT.fields()), "calculate_output", "exact"),
        Map.of("type", "multi", "graders", EXACT.fields(), "calculate_output", "exact"),
        with(EXACT, "future", 7),
        with(JUDGE, "range", List.of(1)),
        with(JUDGE, "sampling_params", Map.of("seed", 5_000_000_000L)),
        with(JUDGE, "input", "{{item.text}}"),
        with(
            JUDGE,
            "input",
            List.of(Map.of(
                "role", "user", "content", List.of(Map.of("type", "input_audio", "data", "x"))))));

    for (Map<String, Object> fields : odd) {
      OpenAiGrader grader = OpenAiGrader.of(fields);
      assertThat(grader).isInstanceOf(OpenAiUnknownGrader.class);
      assertThat(grader.fields()).isEqualTo(fields);
      assertThat(grader.type()).isEqualTo(fields.get("type"));
    }
  }

  private static Map<String, Object> with(OpenAiGrader grader, String name, Object value) {
    Map<String, Object> fields = new LinkedHashMap<>(grader.fields());
    fields.put(name, value);
    return fields;
  }

  @Test
  void halfAGraderIsRefused() {
    assertThatThrownBy(() -> OpenAiGrader.of(Map.of("name", "x")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("type");
    assertThatThrownBy(() -> OpenAiGrader.stringCheck(g -> g.name("x")))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> OpenAiGrader.scoreModel(g -> g.name("x").model("m")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("message");
    assertThatThrownBy(
            () -> OpenAiGrader.scoreModel(g -> g.name("x").model("m").user("?").range(1, 0)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> OpenAiGrader.labelModel(
            g -> g.name("x").model("m").user("?").addLabel("a").addPassingLabel("b")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("passing");
    assertThatThrownBy(() -> OpenAiGrader.multi(g -> g.calculateOutput("1")))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
