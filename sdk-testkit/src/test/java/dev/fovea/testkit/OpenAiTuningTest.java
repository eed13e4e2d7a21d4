package dev.fovea.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fovea.testkit.control.VirtualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OpenAiTuningTest {
  private static final String QUESTION = "Which shape?";
  private static final String GRADER =
      "{\"type\":\"string_check\",\"name\":\"g\",\"input\":\"{{sample.output_text}}\","
          + "\"reference\":\"{{item.right.word}}\",\"operation\":\"eq\"}";

  @RegisterExtension
  static final OpenAiExtension EMBEDDED = OpenAiExtension.with(
      b -> b.clock(VirtualClock.standing(Instant.parse("2026-05-04T10:11:12Z"))));

  private final OpenAiWire wire = new OpenAiWire(EMBEDDED.openAi());

  @BeforeEach
  void forget() {
    EMBEDDED.openAi().reset();
  }

  private static String picture(String shape, int seed) throws Exception {
    return Drawing.url(Drawing.draw(shape, new Random(seed), true), true);
  }

  /** Stars and squares to tell apart. */
  private static String shapes() throws Exception {
    StringBuilder lines = new StringBuilder();
    for (int seed = 1; seed <= 6; seed++) {
      lines.append(Drawing.line(QUESTION, picture("star", seed), "a star"));
      lines.append(Drawing.line(QUESTION, picture("square", seed), "a square"));
    }
    return lines.toString();
  }

  private JsonNode tuned(String model, String training, String more) throws Exception {
    String id = OpenAiWire.expect(
            200,
            wire.post(
                "/fine_tuning/jobs",
                "{\"model\":\"" + model + "\",\"training_file\":\"" + wire.upload(training) + "\""
                    + more + "}"))
        .get("id")
        .asText();
    wire.pass(Duration.ofSeconds(351));
    return wire.job(id);
  }

  private String ask(String model, String url) throws Exception {
    return OpenAiWire.expect(
            200, wire.post("/chat/completions", Wire.question(model, QUESTION, url, "")))
        .at("/choices/0/message/content")
        .asText();
  }

  private JsonNode events(JsonNode job) throws Exception {
    return wire.get("/fine_tuning/jobs/" + job.get("id").asText() + "/events?limit=1000")
        .json()
        .get("data");
  }

  @Test
  void aTunedModelAndItsCheckpointsTellApartWhatTheyHaveNeverSeen() throws Exception {
    JsonNode job = tuned(OpenAiWire.MODEL, shapes(), "");
    String model = job.get("fine_tuned_model").asText();

    assertThat(ask(model, picture("star", 77))).isEqualTo("a star");
    assertThat(ask(model, picture("square", 78))).isEqualTo("a square");
    assertThat(ask(model + ":ckpt-step-24", picture("star", 79))).isEqualTo("a star");
    assertThat(ask(OpenAiWire.MODEL, picture("star", 77))).isNotEqualTo("a star");
  }

  @Test
  void aModelGoesOnLearningFromAnother() throws Exception {
    String first = tuned(OpenAiWire.MODEL, shapes(), "").get("fine_tuned_model").asText();
    String crosses = "";
    for (int seed = 1; seed <= 10; seed++) {
      crosses += Drawing.line(QUESTION, picture("cross", seed), "a cross");
    }

    String second = tuned(first, crosses, "").get("fine_tuned_model").asText();

    assertThat(ask(second, picture("cross", 77))).isEqualTo("a cross");
    assertThat(ask(second, picture("square", 78))).isEqualTo("a square");
  }

  @Test
  void picturesThatCannotBeUsedAreSkippedAndTheJobSaysHowMany() throws Exception {
    String gif = "data:image/gif;base64,R0lGODlhAQABAAAAACwAAAAAAQABAAACAUwAOw==";
    byte[] large = new byte[(10 << 20) + 3];
    System.arraycopy(new byte[] {(byte) 0x89, 'P', 'N', 'G'}, 0, large, 0, 4);
    String more = Drawing.line(QUESTION, gif, "a star")
        + Drawing.line(QUESTION, gif.replace("gif", "png"), "a star")
        + Drawing.line(QUESTION, Drawing.url(large, true), "a star")
        + Drawing.line(QUESTION, "https://pictures.example/1.png", "a star");

    JsonNode job = tuned(OpenAiWire.MODEL, shapes() + more, "");

    assertThat(job.get("status").asText()).isEqualTo("succeeded");
    assertThat(ask(job.get("fine_tuned_model").asText(), picture("square", 78)))
        .isEqualTo("a square");
    assertThat(events(job))
        .filteredOn(event -> event.get("level").asText().equals("warn"))
        .satisfiesExactlyInAnyOrder(
            event -> skipped(event, "invalid_image_format", 2, 13),
            event -> skipped(event, "image_too_large", 1, 15),
            event -> skipped(event, "image_unreachable", 1, 16));
  }

  private static void skipped(JsonNode event, String code, int count, int line) {
    assertThat(event.at("/data/warning_code").asText()).isEqualTo(code);
    assertThat(event.at("/data/skipped_images").asInt()).isEqualTo(count);
    assertThat(event.at("/data/first_line").asInt()).isEqualTo(line);
    assertThat(event.get("message").asText()).contains(count + " image(s)", "line " + line);
  }

  @Test
  void preferencesTeachTheBetterAnswerUnderOldNamesAndNew() throws Exception {
    String line = "{\"input\":{\"messages\":[{\"role\":\"user\",\"content\":\"Hello?\"}]},"
        + "\"preferred_output\":[{\"role\":\"assistant\",\"content\":\"Good day.\"}],"
        + "\"non_preferred_output\":[{\"role\":\"assistant\",\"content\":\"What?\"}]}\n";
    String older = line.replace("_output", "_completion").replace("Hello", "Bye");

    JsonNode job =
        tuned("gpt-4.1-mini", line.repeat(5) + older.repeat(5), ",\"method\":{\"type\":\"dpo\"}");

    assertThat(job.at("/error/message").asText()).isEmpty();
    assertThat(job.get("hyperparameters").isNull()).isTrue();
    assertThat(job.at("/method/dpo/hyperparameters/beta").isNumber()).isTrue();
    assertThat(said(job, "Hello?")).isEqualTo("Good day.");
    assertThat(said(job, "Bye?")).isEqualTo("Good day.");
  }

  private String said(JsonNode job, String question) throws Exception {
    return OpenAiWire.expect(
            200,
            wire.post(
                "/chat/completions",
                "{\"model\":\"" + job.get("fine_tuned_model").asText()
                    + "\",\"messages\":[{\"role\":\"user\",\"content\":\"" + question + "\"}]}"))
        .at("/choices/0/message/content")
        .asText();
  }

  private static String prompts() throws Exception {
    return shapes()
        .replaceAll(
            ",\\{\"role\":\"assistant\",\"content\":\\[\\{\"type\":\"text\",\"text\":\"([^\"]*)\"}]}]",
            "],\"right\":{\"word\":\"$1\"}");
  }

  private String reinforcement() throws Exception {
    return ",\"validation_file\":\"" + wire.upload(prompts())
        + "\",\"method\":{\"type\":\"reinforcement\",\"reinforcement\":{\"grader\":" + GRADER
        + ",\"hyperparameters\":{\"reasoning_effort\":\"low\"}}}";
  }

  @Test
  void reinforcementLearnsTheFieldItsGraderComparesWith() throws Exception {
    JsonNode job = tuned("o4-mini-2025-04-16", prompts(), reinforcement());

    assertThat(job.at("/error/message").asText()).isEmpty();
    assertThat(job.at("/method/reinforcement/hyperparameters/reasoning_effort").asText())
        .isEqualTo("low");
    assertThat(job.at("/method/reinforcement/grader/name").asText()).isEqualTo("g");
    assertThat(ask(job.get("fine_tuned_model").asText(), picture("star", 77))).isEqualTo("a star");
    JsonNode metrics = events(job).get(2);
    assertThat(metrics.get("type").asText()).isEqualTo("metrics");
    assertThat(metrics.at("/data/train_mean_reward").isNumber()).isTrue();
    assertThat(metrics.at("/data/scores/train_reward_mean").isNumber()).isTrue();
  }

  @Test
  void whereOnlyTextIsLearnedPicturesFailTheJob() throws Exception {
    JsonNode job = tuned("gpt-4.1-2025-04-14", shapes(), "");

    assertThat(job.at("/error/code").asText()).isEqualTo("invalid_training_file");
    assertThat(job.at("/error/message").asText()).contains("Line 1: ", "images");
  }

  @Test
  void anExampleMayHoldTenPicturesAndNoMore() throws Exception {
    String url =
        "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGP4z8AAAAMBAQDJ/pLvAAAAAElFTkSuQmCC";
    String part = "{\"type\":\"image_url\",\"image_url\":{\"url\":\"" + url + "\"}}";
    String line = "{\"messages\":[{\"role\":\"user\",\"content\":[" + part + ("," + part).repeat(9)
        + "]},{\"role\":\"assistant\",\"content\":\"stars\"}]}\n";

    assertThat(tuned(OpenAiWire.MODEL, line.repeat(10), "").get("status").asText())
        .isEqualTo("succeeded");
    String more = line.replaceFirst("\\[\\{\"type", "[" + part + ",{\"type");
    assertThat(tuned(OpenAiWire.MODEL, line.repeat(9) + more, "")
            .at("/error/message")
            .asText())
        .contains("Line 10: ", "10 images");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "nonsense|could not parse JSON",
        "[]|must be a JSON object",
        "{\"messages\":{}}|'messages' must be an array",
        "{\"messages\":[{\"role\":\"developer\",\"content\":\"a\"}]}|'messages[0].role' is 'developer'",
        "{\"messages\":[{\"role\":\"user\",\"content\":\"a\"}]}|an assistant message to learn from",
        "{\"messages\":[{\"role\":\"user\",\"content\":\"a\"},{\"role\":\"assistant\",\"content\":\"b\",\"weight\":0}]}|an assistant message to learn from",
        "{\"messages\":[{\"role\":\"user\",\"content\":\"a\",\"weight\":1}]}|assistant messages only",
        "{\"messages\":[{\"role\":\"assistant\",\"content\":\"b\",\"weight\":0.5}]}|must be 0 or 1",
        "{\"messages\":[{\"role\":\"assistant\"}]}|needs 'content'",
        "{\"messages\":[{\"role\":\"tool\",\"content\":\"a\"}]}|tool_call_id",
        "{\"messages\":[{\"role\":\"assistant\",\"tool_calls\":[{\"id\":\"1\",\"type\":\"function\",\"function\":{\"name\":\"f\",\"arguments\":{}}}]}]}|arguments' must be a string",
        "{\"messages\":[{\"role\":\"assistant\",\"content\":[{\"type\":\"image_url\",\"image_url\":{\"url\":\"https://x.example/a.png\"}}]}]}|no message of the assistant may hold",
        "{\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"image_url\",\"image_url\":{\"url\":\"file:///a.png\"}}]}]}|must be an http(s) URL",
        "{\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"image_url\",\"image_url\":{\"url\":\"https://x.example/a.png\",\"detail\":\"original\"}}]}]}|not auto, low or high",
        "{\"messages\":[{\"role\":\"assistant\",\"content\":\"b\"}],\"tools\":[{}]}|needs a 'function'",
        "{\"messages\":[{\"role\":\"assistant\",\"content\":\"b\"}],\"parallel_tool_calls\":1}|true or false"
      })
  void aLineThatTeachesNothingFailsTheJob(String line, String why) throws Exception {
    JsonNode job = tuned(OpenAiWire.MODEL, OpenAiWire.LINE.repeat(10) + line + "\n", "");

    assertThat(job.get("status").asText()).isEqualTo("failed");
    assertThat(job.at("/error/message").asText()).contains("Line 11: ").contains(why);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "dpo|{\"input\":{\"messages\":[{\"role\":\"user\",\"content\":\"a\"}]}}|'preferred_output' is missing",
        "dpo|{\"input\":{\"messages\":[{\"role\":\"user\",\"content\":\"a\"}]},\"preferred_output\":[{\"role\":\"user\",\"content\":\"a\"}]}|exactly one assistant message",
        "dpo|{\"input\":{\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"image_url\",\"image_url\":{\"url\":\"https://x.example/a.png\"}}]}]}}|cannot be trained with images",
        "dpo|{\"messages\":[]}|'input' must be an object",
        "reinforcement|{\"messages\":[{\"role\":\"system\",\"content\":\"a\"}]}|'system'",
        "reinforcement|{\"messages\":[{\"role\":\"user\",\"content\":\"a\"},{\"role\":\"assistant\",\"content\":\"b\"}]}|must be from the user"
      })
  void eachMethodHasItsOwnLines(String method, String line, String why) throws Exception {
    boolean dpo = method.equals("dpo");
    JsonNode job = tuned(
        dpo ? OpenAiWire.MODEL : "o4-mini",
        line + "\n",
        dpo ? ",\"method\":{\"type\":\"dpo\"}" : reinforcement());

    assertThat(job.at("/error/message").asText()).contains("Line 1: ").contains(why);
  }

  @Test
  void aBrokenPictureLeavesNoTrace() throws Exception {
    String damaged = "data:image/png;base64,"
        + Base64.getEncoder().encodeToString(new byte[] {(byte) 0x89, 'P', 'N', 'G', 1, 2, 3});

    JsonNode job = tuned(
        OpenAiWire.MODEL, shapes() + Drawing.line(QUESTION, damaged, "a star").repeat(9), "");

    assertThat(ask(job.get("fine_tuned_model").asText(), picture("square", 78)))
        .isEqualTo("a square");
  }
}
