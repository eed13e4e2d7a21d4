package dev.fovea.error;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fovea.finding.Finding;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ErrorTreeTest {
  private static final Failure FAILURE = Failure.builder()
      .provider("together")
      .operation("create fine-tuning job")
      .message("n_epochs must be positive")
      .outcome(Outcome.REJECTED)
      .attempts(1)
      .build();

  @ParameterizedTest
  @CsvSource({
    "400, InvalidRequestException",
    "401, AuthenticationException",
    "402, InvalidRequestException",
    "403, PermissionDeniedException",
    "404, NotFoundException",
    "408, ServerException",
    "409, ConflictException",
    "410, NotFoundException",
    "413, InvalidRequestException",
    "415, InvalidRequestException",
    "418, ApiException",
    "422, InvalidRequestException",
    "429, RateLimitException",
    "500, ServerException",
    "503, ServerException",
    "599, ServerException",
    "302, ApiException"
  })
  void everyStatusHasItsClass(int status, String name) {
    ApiException error =
        ApiException.of(ApiFailure.builder().failure(FAILURE).status(status).build());

    assertThat(error.getClass().getSimpleName()).isEqualTo(name);
    assertThat(error.status()).isEqualTo(status);
  }

  @Test
  void theMessageSaysWhatWasAttemptedWhatCameBackAndWhereToLook() {
    ApiException error = ApiException.of(refusal().build());

    assertThat(error)
        .hasMessage("together: create fine-tuning job failed: n_epochs must be positive"
            + " (HTTP 422, code invalid_param, request req-91)");
    assertThat(error.provider()).contains("together");
    assertThat(error.operation()).contains("create fine-tuning job");
    assertThat(error.outcome()).isEqualTo(Outcome.REJECTED);
    assertThat(error.attempts()).isEqualTo(1);
    assertThat(error.isRetryable()).isFalse();
    assertThat(error.code()).contains("invalid_param");
    assertThat(error.requestId()).contains("req-91");
    assertThat(error.body()).isEmpty();
  }

  @Test
  void theMessageEndsWithWhatToDo() {
    Failure failure = FAILURE.toBuilder().next("set TOGETHER_API_KEY").build();

    assertThat(ApiException.of(refusal().failure(failure).status(401).build()))
        .hasMessageEndingWith(
            "(HTTP 401, code invalid_param, request req-91); set TOGETHER_API_KEY");
    assertThat(new TransportException(failure))
        .hasMessage(
            "together: create fine-tuning job failed: n_epochs must be positive; set TOGETHER_API_KEY");
    assertThat(new ImageException("it is empty")).hasMessage("it is empty");
  }

  @Test
  void aRateLimitCarriesTheServersDelay() {
    RateLimitException error = (RateLimitException)
        ApiException.of(refusal().status(429).retryAfter(Duration.ofSeconds(90)).build());

    assertThat(error.retryAfter()).contains(Duration.ofSeconds(90));
    assertThat(error).hasMessageContaining("retry after 90000 ms");
  }

  @Test
  void theServersWordsAreCleanedEverywhere() {
    String picture = "data:image/png;base64," + "iVBORw0KGgo".repeat(100);
    Failure failure =
        FAILURE.toBuilder().message("bad\u0000 picture " + picture).build();

    ApiException error = ApiException.of(refusal()
        .failure(failure)
        .code("line\nbreak")
        .body("{\"url\":\"" + picture + "\",\"api_key\":\"hush\"}\n")
        .build());

    assertThat(error.getMessage())
        .doesNotContain("iVBORw0KGgoiVBORw0KGgo", "\n", "\u0000")
        .contains("code line break");
    assertThat(error.body()).doesNotContain("iVBORw0KGgoiVBORw0KGgo", "hush");
  }

  @Test
  void aHugeBodyIsKeptInPart() {
    assertThat(ApiException.of(refusal().body("no ".repeat(1_000_000)).build()).body())
        .hasSize(8192);
  }

  @Test
  void everyExceptionKeepsItsFacts() {
    Finding finding =
        Finding.builder().rule("x.y").message("m").fix("f").line(3).build();
    RuntimeException cause = new IllegalStateException("why");
    Failure caused = FAILURE.toBuilder().cause(cause).retryable(true).build();

    assertThat(new TransportException(caused)).hasCause(cause).matches(FoveaException::isRetryable);
    assertThat(new DatasetException(FAILURE, List.of(finding)).findings()).containsExactly(finding);
    assertThat(new JobFailedException(FAILURE, "ft-1", "error", "no data").reason())
        .isEqualTo("no data");
    assertThat(new WaitTimeoutException(FAILURE, "ft-1", "queued").lastStatus())
        .isEqualTo("queued");
    assertThat(new DeploymentFailedException(FAILURE, "dep-1", true).mayBill()).isTrue();
    assertThat(new UnsupportedCapabilityException(FAILURE, "DEPLOYMENTS", "").capability())
        .isEqualTo("DEPLOYMENTS");
    assertThat(new UnreadableResponseException(FAILURE, "$.id").path()).isEqualTo("$.id");
    assertThat(new TruncatedStreamException(FAILURE, "Once").partialText()).isEqualTo("Once");
    assertThat(new InterruptedCallException(FAILURE)).isInstanceOf(TransportException.class);
  }

  @Test
  void exceptionsTravelBetweenMachines() throws IOException, ClassNotFoundException {
    Finding finding =
        Finding.builder().rule("x.y").message("m").fix("f").line(3).build();

    ApiException refused = copy(ApiException.of(refusal().body("why").build()));
    DatasetException unfit = copy(new DatasetException(FAILURE, List.of(finding)));

    assertThat(refused.body()).isEqualTo("why");
    assertThat(refused.attempts()).isEqualTo(1);
    assertThat(refused).hasMessage(ApiException.of(refusal().build()).getMessage());
    assertThat(unfit.findings()).containsExactly(finding);
  }

  private static ApiFailure.Builder refusal() {
    return ApiFailure.builder()
        .failure(FAILURE)
        .status(422)
        .code("invalid_param")
        .requestId("req-91");
  }

  @SuppressWarnings("unchecked")
  private static <T> T copy(T value) throws IOException, ClassNotFoundException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(value);
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      return (T) in.readObject();
    }
  }
}
