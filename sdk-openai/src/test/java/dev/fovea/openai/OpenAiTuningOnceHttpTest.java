package dev.fovea.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.fovea.error.FoveaException;
import dev.fovea.error.Outcome;
import dev.fovea.error.RateLimitException;
import dev.fovea.finetuning.FineTuningJob;
import dev.fovea.finetuning.FineTuningRequest;
import dev.fovea.providertests.CallMode;
import mockwebserver3.MockResponse;
import mockwebserver3.SocketEffect;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever becomes of the answer, there is one job at most. */
class OpenAiTuningOnceHttpTest {
  private static final String CREATE = "fine_tuning/POST_jobs";
  private static final String BY_TOKEN = "fine_tuning/GET_jobs.token";
  private static final String TOKEN = "fovea-ssssssssssss";
  private static final String NONE = "{\"object\":\"list\",\"data\":[],\"has_more\":false}";

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

  private static void plain(FineTuningRequest.Builder request) {
    request.baseModel("gpt-4o-2024-08-06").trainingFile("file-signs");
  }

  private FineTuningJob create(CallMode mode) {
    return mode.call(
        () -> ai.fineTuning().create(OpenAiTuningOnceHttpTest::plain),
        () -> ai.fineTuning().createAsync(OpenAiTuningOnceHttpTest::plain));
  }

  private void loseTheAnswer() {
    openAi.http.enqueue(new MockResponse.Builder()
        .onResponseStart(new SocketEffect.CloseSocket())
        .build());
  }

  private FoveaException unknown(CallMode mode) {
    FoveaException failure = catchThrowableOfType(FoveaException.class, () -> create(mode));
    assertThat(failure.outcome()).isEqualTo(Outcome.UNKNOWN);
    assertThat(failure)
        .hasMessageContaining("file-signs")
        .hasMessageContaining("list(q -> q.metadata(\"fovea_token\", \"" + TOKEN + "\"))")
        .hasMessageContaining("may start a second one");
    return failure;
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void aJobWhoseAnswerWasLostIsFoundByItsToken(CallMode mode) {
    loseTheAnswer();
    openAi.replay(BY_TOKEN);

    FineTuningJob job = create(mode);

    assertThat(job.id()).isEqualTo("ftjob-Kd92hTq1ZcYv7RbXw3LmNp0S");
    openAi.received(CREATE, BY_TOKEN);
    assertThat(openAi.requests()).isEqualTo(2);
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void aJobThatAppearsALittleLaterIsFoundToo(CallMode mode) {
    loseTheAnswer();
    openAi.answer(200, NONE);
    openAi.replay(BY_TOKEN);

    assertThat(create(mode).id()).isEqualTo("ftjob-Kd92hTq1ZcYv7RbXw3LmNp0S");
    openAi.received(CREATE, BY_TOKEN, BY_TOKEN);
    assertThat(openAi.requests()).isEqualTo(3);
  }

  @ParameterizedTest
  @ValueSource(ints = {500, 502, 503, 408})
  void aServersFaultMayHaveMadeTheJobToo(int status) {
    for (CallMode mode : CallMode.values()) {
      int before = openAi.requests();
      openAi.answer(status, "{\"error\":{\"message\":\"oops\",\"type\":\"server_error\"}}");
      openAi.replay(BY_TOKEN);

      assertThat(create(mode).id()).startsWith("ftjob-");
      assertThat(openAi.requests() - before).isEqualTo(2);
    }
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void anAnswerThatCannotBeReadIsALostOne(CallMode mode) {
    openAi.answer(200, "{\"id\":\"ftjob-K");
    openAi.replay(BY_TOKEN);

    assertThat(create(mode).id()).startsWith("ftjob-");
    openAi.received(CREATE, BY_TOKEN);
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void whenNoJobIsFoundNobodyKnowsAndNothingIsSentAgain(CallMode mode) {
    loseTheAnswer();
    for (int i = 0; i < 10; i++) {
      openAi.answer(200, NONE);
    }

    unknown(mode);

    openAi.received(CREATE, BY_TOKEN);
    assertThat(openAi.paths().subList(1, openAi.paths().size()))
        .isNotEmpty()
        .hasSizeLessThan(6)
        .allSatisfy(path -> assertThat(path).startsWith("GET "));
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void jobsOfOthersAreNoneOfOurs(CallMode mode) {
    loseTheAnswer();
    for (int i = 0; i < 10; i++) {
      // A server that knows no filter lists them all.
      openAi.answer(
          200,
          "{\"data\":[{\"id\":\"ftjob-X\",\"metadata\":{\"fovea_token\":\"another\"}},"
              + "{\"id\":\"ftjob-Y\",\"metadata\":null},{\"id\":\"ftjob-Z\"}]}");
    }

    unknown(mode);
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void twoJobsWithTheTokenAreNoAnswer(CallMode mode) {
    loseTheAnswer();
    String one = "\"metadata\":{\"fovea_token\":\"" + TOKEN + "\"}}";
    openAi.answer(
        200, "{\"data\":[{\"id\":\"ftjob-X\"," + one + ",{\"id\":\"ftjob-Y\"," + one + "]}");

    unknown(mode);

    assertThat(openAi.requests()).isEqualTo(2);
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void whoCannotLookIsToldWhyBesides(CallMode mode) {
    loseTheAnswer();
    openAi.answer(403, "{\"error\":{\"message\":\"no listing\"}}");

    assertThat(unknown(mode).getSuppressed())
        .anySatisfy(looked -> assertThat(looked).hasMessageContaining("no listing"));
    assertThat(openAi.requests()).isEqualTo(2);
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void aRefusalIsNotLookedUp(CallMode mode) {
    openAi.answer(400, "{\"error\":{\"message\":\"no such file\"}}");

    assertThatThrownBy(() -> create(mode)).hasMessageContaining("no such file");
    assertThat(openAi.requests()).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void whoIsTooFastAsksAgainAsSoonAsTheServerAllowsWithTheSameToken(CallMode mode) {
    openAi.answer(
        429,
        "{\"error\":{\"message\":\"slow\",\"type\":\"requests\",\"code\":\"rate_limit_exceeded\"}}",
        "retry-after-ms: 7250",
        "retry-after: 8");
    openAi.replay(CREATE);

    create(mode);

    openAi.received(CREATE, CREATE);
    assertThat(openAi.timing.naps).anySatisfy(nap -> assertThat(nap).hasMillis(7250));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "insufficient_quota",
        "credit_balance_exhausted",
        "organization_spend_limit_exceeded",
        "project_spend_limit_exceeded",
        "organization_usage_limit_exceeded"
      })
  void anEmptyAccountIsNotAskedAgain(String code) {
    for (CallMode mode : CallMode.values()) {
      int before = openAi.requests();
      openAi.answer(
          429,
          "{\"error\":{\"message\":\"empty\",\"type\":\"insufficient_quota\",\"param\":null,"
              + "\"code\":\"" + code + "\"}}");

      RateLimitException refused =
          catchThrowableOfType(RateLimitException.class, () -> create(mode));

      assertThat(refused.isRetryable()).isFalse();
      assertThat(refused).hasMessageContaining("billing settings");
      assertThat(openAi.requests() - before).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void theWordOfOldForAnEmptyAccountCountsToo(CallMode mode) {
    openAi.answer(
        429, "{\"error\":{\"message\":\"empty\",\"type\":\"insufficient_quota\",\"code\":null}}");

    assertThatThrownBy(() -> create(mode)).isInstanceOf(RateLimitException.class);
    assertThat(openAi.requests()).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void theServersOwnWordOnRepeatingIsHeard(CallMode mode) {
    openAi.answer(429, "{\"error\":{\"message\":\"no\"}}", "x-should-retry: false");

    assertThatThrownBy(() -> create(mode)).isInstanceOf(RateLimitException.class);
    assertThat(openAi.requests()).isEqualTo(1);
    // But it makes no second job.
    openAi.answer(500, "{\"error\":{\"message\":\"no\"}}", "x-should-retry: true");
    openAi.replay(BY_TOKEN);
    create(mode);
    assertThat(openAi.paths()).filteredOn(path -> path.startsWith("POST")).hasSize(2);
  }
}
