package dev.fovea.fireworks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fovea.error.ConflictException;
import dev.fovea.error.Outcome;
import dev.fovea.error.ServerException;
import dev.fovea.error.UnsupportedCapabilityException;
import dev.fovea.finetuning.FineTuningJob;
import dev.fovea.finetuning.FineTuningMethod;
import dev.fovea.finetuning.FineTuningRequest;
import dev.fovea.providertests.CallMode;
import java.util.Map;
import java.util.function.Consumer;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** However often the request travels, there is one job. */
class FireworksTuningOnceHttpTest {
  private static final String MODEL = "accounts/fireworks/models/qwen3-vl-8b-instruct";
  private static final String TAKEN = "{\"code\":6,\"message\":\"job exists\",\"details\":[]}";

  @RegisterExtension
  final Recorded fireworks = new Recorded();

  private FireworksClient ai;

  @BeforeEach
  void open() {
    fireworks.timing.random = 0.5;
    ai = fireworks.client();
  }

  @AfterEach
  void close() {
    ai.close();
  }

  private static void plain(FineTuningRequest.Builder request) {
    request.baseModel(MODEL).trainingFile("leaves-train");
  }

  private FineTuningJob create(CallMode mode, Consumer<FireworksFineTuningOptions.Builder> own) {
    return mode.call(
        () -> ai.fineTuning().create(FireworksTuningOnceHttpTest::plain, own),
        () -> ai.fineTuning().createAsync(FireworksTuningOnceHttpTest::plain, own));
  }

  private void loseTheAnswer() {
    fireworks.http.enqueue(new MockResponse.Builder()
        .onResponseStart(new SocketEffect.CloseSocket())
        .build());
  }

  private RecordedRequest asked(String methodAndPath) {
    RecordedRequest request = fireworks.request();
    assertThat(request.getMethod() + " " + request.getUrl().encodedPath()).isEqualTo(methodAndPath);
    return request;
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void aJobWhoseAnswerWasLostIsFoundAndNotMadeAgain(CallMode mode) {
    loseTheAnswer();
    fireworks.answer(409, TAKEN);
    fireworks.replay("fine_tuning/GET_supervisedFineTuningJobs_{id}");

    FineTuningJob job = create(mode, o -> {});

    assertThat(job.id()).isEqualTo("accounts/acme/supervisedFineTuningJobs/leaves");
    String path = "/v1/accounts/acme/supervisedFineTuningJobs";
    RecordedRequest first = asked("POST " + path);
    RecordedRequest second = asked("POST " + path);
    assertThat(second.getUrl()).isEqualTo(first.getUrl());
    assertThat(second.getBody()).isEqualTo(first.getBody());
    asked("GET " + path + "/fovea-ssssssssssss");
    assertThat(fireworks.requests()).isEqualTo(3);
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void aFaultOfTheServersIsAskedAgainUnderTheSameId(CallMode mode) {
    fireworks.answer(503, "{\"code\":14,\"message\":\"later\",\"details\":[]}");
    fireworks.replay("fine_tuning/POST_supervisedFineTuningJobs");

    create(mode, o -> {});

    assertThat(fireworks.request().getUrl()).isEqualTo(fireworks.request().getUrl());
    assertThat(fireworks.requests()).isEqualTo(2);
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void anotherJobUnderTheIdIsNotTakenForThisOne(CallMode mode) {
    loseTheAnswer();
    fireworks.answer(409, TAKEN);
    fireworks.answer(
        200,
        "{\"name\":\"accounts/acme/supervisedFineTuningJobs/mine\",\"dataset\":"
            + "\"accounts/acme/datasets/other\"}");

    assertThatThrownBy(() -> create(mode, o -> o.jobId("mine")))
        .isInstanceOf(ConflictException.class)
        .hasMessageContaining("accounts/acme/supervisedFineTuningJobs/mine exists already")
        .hasMessageContaining("dataset is another");
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void whatLiesDeeperIsComparedToo(CallMode mode) {
    loseTheAnswer();
    fireworks.answer(409, TAKEN);
    fireworks.answer(
        200,
        "{\"name\":\"accounts/acme/dpoJobs/mine\",\"dataset\":\"accounts/acme/datasets/leaves-train"
            + "\",\"trainingConfig\":{\"baseModel\":\"accounts/fireworks/models/other\"}}");

    assertThatThrownBy(() -> mode.call(
            () -> ai.fineTuning().create(FireworksTuningOnceHttpTest::preference, o -> {}),
            () -> ai.fineTuning().createAsync(FireworksTuningOnceHttpTest::preference, o -> {})))
        .isInstanceOf(ConflictException.class)
        .hasMessageContaining("trainingConfig.baseModel is another");
  }

  private static void preference(FineTuningRequest.Builder request) {
    plain(request);
    request.method(FineTuningMethod.preference());
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void anIdThatIsTakenFromTheBeginningIsAnError(CallMode mode) {
    fireworks.answer(409, TAKEN);

    assertThatThrownBy(() -> create(mode, o -> o.jobId("mine")))
        .isInstanceOf(ConflictException.class)
        .hasMessageContaining("job exists");
    assertThat(fireworks.requests()).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void whoGivesUpIsToldWhereToLook(CallMode mode) {
    for (int i = 0; i < 3; i++) {
      fireworks.answer(500, "{\"code\":13,\"message\":\"oops\",\"details\":[]}");
    }

    assertThatThrownBy(() -> create(mode, o -> {}))
        .isInstanceOfSatisfying(
            ServerException.class, e -> assertThat(e.outcome()).isEqualTo(Outcome.UNKNOWN))
        .hasMessageContaining(
            "fineTuning().get(\"accounts/acme/supervisedFineTuningJobs/fovea-ssssssssssss\")")
        .hasMessageContaining("jobId(\"fovea-ssssssssssss\")");
  }

  @Test
  void theAccountIsFoundOnceAndThenKept() {
    try (FireworksClient own = fireworks.client(builder -> {})) {
      fireworks.replay("account/GET_accounts");
      fireworks.replay("fine_tuning/POST_supervisedFineTuningJobs");
      fireworks.replay("fine_tuning/POST_supervisedFineTuningJobs");

      own.fineTuning().create(FireworksTuningOnceHttpTest::plain);
      own.fineTuning().create(FireworksTuningOnceHttpTest::plain);
    }
    asked("GET /v1/accounts");
    RecordedRequest create = asked("POST /v1/accounts/leaflab/supervisedFineTuningJobs");
    assertThat(create.getBody().utf8())
        .contains("\"dataset\":\"accounts/leaflab/datasets/leaves-train\"");
    assertThat(fireworks.requests()).isEqualTo(3);
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void aModelThatCannotBeTunedIsRefusedWhenItIsAskedAbout(CallMode mode) {
    fireworks.answer(200, "{\"name\":\"" + MODEL + "\",\"rlTunable\":true}");

    assertThatThrownBy(() -> create(mode, o -> o.modelChecked(true)))
        .isInstanceOf(UnsupportedCapabilityException.class)
        .hasMessageContaining("FineTuningMethod.supervised() of " + MODEL)
        .hasMessageContaining("tunable or supervisedLoraTunable");
    asked("GET /v1/" + MODEL);
    assertThat(fireworks.requests()).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void aModelThatCanBeTunedIs(CallMode mode) {
    fireworks.answer(200, "{\"name\":\"" + MODEL + "\",\"supervisedLoraTunable\":true}");
    fireworks.replay("fine_tuning/POST_supervisedFineTuningJobs");

    create(mode, o -> o.modelChecked(true));

    assertThat(fireworks.requests()).isEqualTo(2);
    fireworks.answer(200, "{\"name\":\"" + MODEL + "\",\"rlTunable\":true}");
    fireworks.replay("fine_tuning/POST_reinforcementFineTuningJobs");
    FineTuningJob job = ai.fineTuning()
        .create(
            r -> r.baseModel(MODEL)
                .trainingFile("prompts")
                .method(FineTuningMethod.reinforcement(Map.of("evaluator", "exact"))),
            o -> o.modelChecked(true));
    assertThat(job.id()).contains("reinforcementFineTuningJobs");
  }
}
