package dev.fovea.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.fovea.chat.ResponseFormat;
import dev.fovea.config.Capability;
import dev.fovea.error.PermissionDeniedException;
import dev.fovea.error.UnsupportedCapabilityException;
import dev.fovea.finetuning.Adapter;
import dev.fovea.finetuning.FineTuningJob;
import dev.fovea.finetuning.FineTuningMethod;
import dev.fovea.finetuning.FineTuningRequest;
import dev.fovea.finetuning.JobStatus;
import dev.fovea.openai.OpenAiFineTuningOptions.Setting;
import dev.fovea.providertests.CallMode;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every field of the requests that create jobs, and what is refused before it is sent. */
class OpenAiTuningCreateHttpTest {
  private static final String CREATE = "fine_tuning/POST_jobs";
  private static final Map<String, Object> EXACT = Map.of(
      "type", "string_check",
      "name", "exact",
      "input", "{{sample.output_text}}",
      "reference", "{{item.label}}",
      "operation", "eq");

  @RegisterExtension
  final Recorded openAi = new Recorded();

  private OpenAiClient ai;

  @BeforeEach
  void open() {
    openAi.timing.random = 0.5;
    ai = openAi.client();
  }

  @AfterEach
  void close() {
    ai.close();
  }

  private static void nothing(OpenAiFineTuningOptions.Builder options) {}

  private static void plain(FineTuningRequest.Builder request) {
    request.baseModel("gpt-4o-2024-08-06").trainingFile("file-signs");
  }

  private static void pairs(FineTuningRequest.Builder request) {
    request
        .baseModel("gpt-4.1-2025-04-14")
        .trainingFile("file-pairs")
        .method(FineTuningMethod.preference());
  }

  private static void graded(FineTuningRequest.Builder request) {
    request
        .baseModel("o4-mini-2025-04-16")
        .trainingFile("file-prompts")
        .validationFile("file-prompts-valid")
        .method(FineTuningMethod.reinforcement(EXACT));
  }

  private FineTuningJob create(
      CallMode mode,
      Consumer<FineTuningRequest.Builder> request,
      Consumer<OpenAiFineTuningOptions.Builder> options) {
    return mode.call(
        () -> ai.fineTuning().create(request, options),
        () -> ai.fineTuning().createAsync(request, options));
  }

  private void sends(
      String fixture,
      Consumer<FineTuningRequest.Builder> request,
      Consumer<OpenAiFineTuningOptions.Builder> options) {
    for (CallMode mode : CallMode.values()) {
      int before = openAi.requests();
      openAi.replay(CREATE);

      FineTuningJob job = create(mode, request, options);

      openAi.received(CREATE + fixture);
      assertThat(openAi.requests() - before).as("requests").isEqualTo(1);
      assertThat(job.status()).isEqualTo(JobStatus.VALIDATING);
    }
  }

  private void refuses(
      String message,
      Consumer<FineTuningRequest.Builder> request,
      Consumer<OpenAiFineTuningOptions.Builder> options) {
    for (CallMode mode : CallMode.values()) {
      assertThatThrownBy(() -> create(mode, request, options))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith("openai: ")
          .hasMessageContaining(message);
    }
    assertThat(openAi.requests()).isZero();
  }

  private void lacks(
      String capability, String instead, Consumer<FineTuningRequest.Builder> request) {
    for (CallMode mode : CallMode.values()) {
      assertThatThrownBy(() -> create(mode, request, OpenAiTuningCreateHttpTest::nothing))
          .isInstanceOfSatisfying(UnsupportedCapabilityException.class, e -> {
            assertThat(e.capability()).isEqualTo(capability);
            assertThat(e.instead()).contains(instead);
            assertThat(e).hasMessageContaining("openai").hasMessageContaining(instead);
          });
    }
    assertThat(openAi.requests()).isZero();
  }

  @Test
  void aPlainJobSaysNoMoreThanWasSetAndCarriesItsToken() {
    sends("", OpenAiTuningCreateHttpTest::plain, OpenAiTuningCreateHttpTest::nothing);
  }

  @Test
  void everySettingOfASupervisedJobHasItsPlace() {
    sends(
        ".everything",
        r -> {
          plain(r);
          r.validationFile("file-signs-valid")
              .suffix("signs-v1")
              .seed(7)
              .epochs(3)
              .batchSize(4);
        },
        o -> o.learningRateMultiplier(1.8)
            .putMetadata("dataset", "signs")
            .wandbProject("signs")
            .wandbName("run-1")
            .wandbEntity("leaflab")
            .wandbTags(List.of("vision", "first")));
  }

  @Test
  void autoIsSentWhereItWasAskedFor() {
    sends(
        ".auto",
        OpenAiTuningCreateHttpTest::plain,
        o ->
            o.auto(Setting.EPOCHS).auto(Setting.BATCH_SIZE).auto(Setting.LEARNING_RATE_MULTIPLIER));
    sends(".dpo-auto", OpenAiTuningCreateHttpTest::pairs, o -> o.auto(Setting.BETA));
  }

  @Test
  void preferencesHaveTheirBeta() {
    sends(
        ".dpo",
        r -> {
          pairs(r);
          r.method(FineTuningMethod.preference(0.1)).epochs(2);
        },
        OpenAiTuningCreateHttpTest::nothing);
  }

  @Test
  void everySettingOfAReinforcementJobHasItsPlace() {
    Map<String, Object> schema = Map.of(
        "type",
        "object",
        "properties",
        Map.of("label", Map.of("type", "string")),
        "required",
        List.of("label"),
        "additionalProperties",
        false);
    sends(
        ".reinforcement",
        r -> {
          graded(r);
          r.epochs(1);
        },
        o -> o.auto(Setting.BATCH_SIZE)
            .reasoningEffort("low")
            .computeMultiplier(1.5)
            .evalInterval(5)
            .evalSamples(2)
            .responseFormat(ResponseFormat.jsonSchema("verdict", schema, true)));
  }

  @Test
  void whatThisVersionHasNoWordForIsSentAsItStandsAndLosesNoToken() {
    sends(
        ".extra",
        r -> {
          plain(r);
          r.putExtraProperty("openai", "novel.field", true)
              .putExtraProperty("openai", "metadata", Map.of("team", "road"))
              // Beyond the range: who names the field himself is not checked.
              .putExtraProperty("openai", "method.supervised.hyperparameters.n_epochs", 60);
        },
        OpenAiTuningCreateHttpTest::nothing);
  }

  @Test
  void aGraderMayBeGivenFieldByField() {
    openAi.replay(CREATE);

    create(
        CallMode.SYNC,
        r -> {
          graded(r);
          r.method(FineTuningMethod.reinforcement(Map.of()))
              .putExtraProperty("openai", "method.reinforcement.grader.type", "python");
        },
        OpenAiTuningCreateHttpTest::nothing);

    assertThat(openAi.request().getBody().utf8()).contains("\"grader\":{\"type\":\"python\"}");
  }

  @Test
  void aTokenOfOnesOwnIsKept() {
    openAi.replay(CREATE);

    create(
        CallMode.SYNC,
        OpenAiTuningCreateHttpTest::plain,
        o -> o.putMetadata("fovea_token", "monday"));

    assertThat(openAi.request().getBody().utf8())
        .contains("\"metadata\":{\"fovea_token\":\"monday\"}");
  }

  @Test
  void whichWeightsAreTrainedIsOpenAisChoice() {
    lacks(Capability.LORA_ADAPTER.name(), "leave adapter out", r -> {
      plain(r);
      r.adapter(Adapter.lora(8));
    });
    lacks(Capability.FULL_FINE_TUNING.name(), "leave adapter out", r -> {
      plain(r);
      r.adapter(Adapter.full());
    });
  }

  @Test
  void aNeutralSettingThatOpenAiLacksIsRefusedWithWhatToDo() {
    lacks("learningRate", "set learningRateMultiplier in OpenAiFineTuningOptions", r -> {
      plain(r);
      r.learningRate(1e-5);
    });
    lacks("warmupRatio", "leave it out", r -> {
      plain(r);
      r.hyperparameters(h -> h.warmupRatio(0.1));
    });
    lacks("weightDecay", "leave it out", r -> {
      plain(r);
      r.hyperparameters(h -> h.weightDecay(0.1));
    });
    lacks("maxGradNorm", "leave it out", r -> {
      plain(r);
      r.hyperparameters(h -> h.maxGradNorm(1));
    });
    lacks("checkpoints", "the last three epochs", r -> {
      plain(r);
      r.hyperparameters(h -> h.checkpoints(2));
    });
    lacks("evaluations", "with a validationFile", r -> {
      plain(r);
      r.hyperparameters(h -> h.evaluations(2));
    });
    lacks("evaluations", "set evalInterval", r -> {
      graded(r);
      r.hyperparameters(h -> h.evaluations(2));
    });
  }

  @Test
  void aNumberOutOfItsRangeIsRefused() {
    refuses(
        "epochs is 51, but it must be 1 to 50",
        r -> {
          plain(r);
          r.epochs(51);
        },
        OpenAiTuningCreateHttpTest::nothing);
    refuses(
        "batchSize is 257, but it must be 1 to 256",
        r -> {
          plain(r);
          r.batchSize(257);
        },
        OpenAiTuningCreateHttpTest::nothing);
    refuses(
        "tuningSeed is -1",
        r -> {
          plain(r);
          r.seed(-1);
        },
        OpenAiTuningCreateHttpTest::nothing);
    refuses(
        "learningRateMultiplier is 0.0, but it must be more than 0 (fact of 2026-08-21",
        OpenAiTuningCreateHttpTest::plain,
        o -> o.learningRateMultiplier(0));
    for (double beta : new double[] {0, 2.1}) {
      refuses(
          "beta is " + beta + ", but it must be more than 0 and at most 2",
          r -> {
            pairs(r);
            r.method(FineTuningMethod.preference(beta));
          },
          OpenAiTuningCreateHttpTest::nothing);
    }
    refuses(
        "computeMultiplier is 10.5, but it must be more than 0.00001 and at most 10",
        OpenAiTuningCreateHttpTest::graded,
        o -> o.computeMultiplier(10.5));
    refuses("evalInterval is 0", OpenAiTuningCreateHttpTest::graded, o -> o.evalInterval(0));
    refuses("evalSamples is 0", OpenAiTuningCreateHttpTest::graded, o -> o.evalSamples(0));
    for (String suffix : List.of("", "s".repeat(65))) {
      refuses(
          "give suffix 1 to 64 characters, not " + suffix.length(),
          r -> {
            plain(r);
            r.suffix(suffix);
          },
          OpenAiTuningCreateHttpTest::nothing);
    }
  }

  @Test
  void labelsAreHeldToTheirLimits() {
    refuses("at most 15 labels", OpenAiTuningCreateHttpTest::plain, o -> {
      for (int i = 0; i < 16; i++) {
        o.putMetadata("k" + i, "v");
      }
    });
    refuses(
        "1 to 64 characters, not 65",
        OpenAiTuningCreateHttpTest::plain,
        o -> o.putMetadata("k".repeat(65), "v"));
    refuses(
        "the label k 0 to 512 characters, not 513",
        OpenAiTuningCreateHttpTest::plain,
        o -> o.putMetadata("k", "v".repeat(513)));
    refuses(
        "give metadata as names and values",
        r -> {
          plain(r);
          r.putExtraProperty("openai", "metadata", "none");
        },
        OpenAiTuningCreateHttpTest::nothing);
  }

  @Test
  void whatContradictsItselfIsRefused() {
    refuses("set baseModel", r -> r.trainingFile("f"), OpenAiTuningCreateHttpTest::nothing);
    refuses(
        "either a number or auto(EPOCHS)",
        r -> {
          plain(r);
          r.epochs(3);
        },
        o -> o.auto(Setting.EPOCHS));
    refuses("leave auto(BETA) out", OpenAiTuningCreateHttpTest::plain, o -> o.auto(Setting.BETA));
    refuses(
        "leave evalSamples out: it goes with FineTuningMethod.reinforcement(..)",
        OpenAiTuningCreateHttpTest::plain,
        o -> o.evalSamples(2));
    refuses(
        "leave reasoningEffort out",
        OpenAiTuningCreateHttpTest::pairs,
        o -> o.reasoningEffort("low"));
    refuses("set wandbProject too", OpenAiTuningCreateHttpTest::plain, o -> o.wandbName("n"));
    refuses(
        "set validationFile too",
        r -> {
          plain(r);
          r.method(FineTuningMethod.reinforcement(EXACT));
        },
        OpenAiTuningCreateHttpTest::nothing);
    refuses(
        "give a grader",
        r -> {
          graded(r);
          r.method(FineTuningMethod.reinforcement(Map.of()));
        },
        OpenAiTuningCreateHttpTest::nothing);
    assertThatThrownBy(
            () -> OpenAiFineTuningOptions.builder().responseFormat(ResponseFormat.jsonObject()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("jsonSchema");
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void whoMayNoLongerTuneIsToldWhyAndWhatRemains(CallMode mode) {
    openAi.replay("errors/403_training_not_available");

    PermissionDeniedException denied = catchThrowableOfType(
        PermissionDeniedException.class,
        () -> create(mode, OpenAiTuningCreateHttpTest::plain, OpenAiTuningCreateHttpTest::nothing));

    assertThat(denied.code()).contains("training_not_available");
    assertThat(denied.isRetryable()).isFalse();
    assertThat(denied)
        .hasMessageContaining("Training is not available for this organization")
        .hasMessageContaining("2026-05-07")
        .hasMessageContaining("2026-07-02")
        .hasMessageContaining("2027-01-06")
        .hasMessageContaining("another provider's form")
        .hasMessageContaining("together")
        .hasMessageContaining("fireworks");
    assertThat(openAi.requests()).isEqualTo(1);
  }
}
