package dev.fovea.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fovea.testkit.control.VirtualClock;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OpenAiSettingsTest {
  private static VirtualClock clock() {
    return VirtualClock.standing(Instant.parse("2026-05-04T10:11:12Z"));
  }

  @Test
  void whereThereIsAnAdminKeyEachKeyOpensItsOwnDoors() throws Exception {
    try (EmbeddedOpenAi openAi =
        EmbeddedOpenAi.builder().clock(clock()).adminKey("sk-admin-1").start()) {
      OpenAiWire ordinary = new OpenAiWire(openAi);
      String path = "/fine_tuning/checkpoints/"
          + ordinary.succeededJob().get("fine_tuned_model").asText() + ":ckpt-step-30/permissions";

      assertThat(OpenAiWire.expect(403, ordinary.get(path)).at("/error/type").asText())
          .isEqualTo("invalid_request_error");
      assertThat(status(ordinary, path, "sk-admin-1")).isEqualTo(200);
      assertThat(status(ordinary, "/files", "sk-admin-1")).isEqualTo(403);
      assertThat(status(ordinary, path, "sk-other")).isEqualTo(401);
    }
  }

  private static int status(OpenAiWire wire, String path, String key) throws Exception {
    return wire.send(HttpRequest.newBuilder(wire.at(path)).header("Authorization", "Bearer " + key))
        .status();
  }

  @Test
  void aWrongKeyAndNoKeyAreToldApart() throws Exception {
    try (EmbeddedOpenAi openAi = EmbeddedOpenAi.start()) {
      OpenAiWire wire = new OpenAiWire(openAi);
      HttpWire.Answer wrong = wire.send(
          HttpRequest.newBuilder(wire.at("/files")).header("Authorization", "Bearer sk-invalid-1"));
      HttpWire.Answer none = wire.send(HttpRequest.newBuilder(wire.at("/files")));

      assertThat(OpenAiWire.expect(401, wrong).at("/error/code").asText())
          .isEqualTo("invalid_api_key");
      assertThat(wrong.json().get("status").asInt()).isEqualTo(401);
      assertThat(OpenAiWire.expect(401, none).at("/error/code").isNull()).isTrue();
    }
  }

  @Test
  void whereTrainingIsOverOnlyJobsAreRefused() throws Exception {
    try (EmbeddedOpenAi openAi =
        EmbeddedOpenAi.builder().trainingAvailable(false).start()) {
      OpenAiWire late = new OpenAiWire(openAi);
      String file = late.upload(OpenAiWire.LINE.repeat(10));

      JsonNode error = OpenAiWire.expect(
              403,
              late.post(
                  "/fine_tuning/jobs",
                  "{\"model\":\"" + OpenAiWire.MODEL + "\",\"training_file\":\"" + file + "\"}"))
          .get("error");

      assertThat(error.get("code").asText()).isEqualTo("training_not_available");
      assertThat(error.get("type").asText()).isEqualTo("invalid_request_error");
      assertThat(late.get("/fine_tuning/jobs").json().get("data")).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource(EmbeddedOpenAi.EmptyError.class)
  void noErrorHasThreeShapes(EmbeddedOpenAi.EmptyError shape) throws Exception {
    try (EmbeddedOpenAi openAi = EmbeddedOpenAi.builder().emptyErrors(shape).start()) {
      JsonNode error = new OpenAiWire(openAi).createdJob().get("error");

      String expected = switch (shape) {
        case NULL -> "null";
        case EMPTY_OBJECT -> "{}";
        case NULL_FIELDS -> "{\"code\":null,\"message\":null,\"param\":null}";
      };
      assertThat(error).hasToString(expected);
    }
  }

  @Test
  void aClientCanBeMetWithAStatusItDoesNotKnow() throws Exception {
    try (EmbeddedOpenAi openAi =
        EmbeddedOpenAi.builder().clock(clock()).runningStatus("polishing").start()) {
      OpenAiWire odd = new OpenAiWire(openAi);
      String path = "/fine_tuning/jobs/" + odd.createdJob().get("id").asText();
      odd.pass(Duration.ofSeconds(60));
      assertThat(odd.get(path).json().get("status").asText()).isEqualTo("polishing");
      odd.pass(Duration.ofSeconds(400));
      assertThat(odd.get(path).json().get("status").asText()).isEqualTo("succeeded");
    }
  }

  @Test
  void sparseAnswersLeaveOutWhatTheExamplesOmit() throws Exception {
    try (EmbeddedOpenAi openAi = EmbeddedOpenAi.builder().sparseAnswers(true).start()) {
      OpenAiWire sparse = new OpenAiWire(openAi);
      JsonNode job = sparse.createdJob();

      assertThat(job.has("id")).isTrue();
      assertThat(job.has("error")).isFalse();
      assertThat(job.has("hyperparameters")).isFalse();
      JsonNode files = sparse.get("/files").json();
      assertThat(files.has("first_id")).isFalse();
      assertThat(files.at("/data/0").has("status")).isFalse();
      assertThat(files.at("/data/0").has("id")).isTrue();
    }
  }
}
