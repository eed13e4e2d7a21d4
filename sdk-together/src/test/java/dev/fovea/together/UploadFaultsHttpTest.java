package dev.fovea.together;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.fovea.error.FoveaException;
import dev.fovea.error.Outcome;
import dev.fovea.error.UnreadableResponseException;
import dev.fovea.file.RemoteFile;
import dev.fovea.file.UploadRequest;
import dev.fovea.providertests.CallMode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class UploadFaultsHttpTest {
  @RegisterExtension
  final Recorded together = new Recorded();

  @TempDir
  Path folder;

  private Path leaves;

  @BeforeEach
  void writesTheFile() throws IOException {
    leaves = Files.writeString(folder.resolve("leaves.jsonl"), UploadHttpTest.LINE);
  }

  private TogetherFiles files() {
    return new TogetherFiles(together.transport());
  }

  private RemoteFile upload(CallMode mode, UploadRequest request) {
    TogetherFiles files = files();
    return mode.call(() -> files.upload(request), () -> files.uploadAsync(request));
  }

  private UploadRequest request() {
    return UploadRequest.builder().path(leaves).build();
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void registeringIsSentOnceWhenTheServerMayHaveActed(CallMode mode) {
    for (int status : new int[] {408, 500, 503}) {
      int before = together.requests();
      together.answer(status, "{\"error\":{\"message\":\"busy\"}}", "Retry-After: 0");

      assertThatThrownBy(() -> upload(mode, request())).isInstanceOf(FoveaException.class);

      assertThat(together.requests() - before).as("status " + status).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void registeringIsSentOnceWhenAKeptConnectionBreaks(CallMode mode) {
    TogetherFiles files = files();
    together.replay("files/GET_files");
    files.list();
    together.http.enqueue(new MockResponse.Builder()
        .onResponseStart(new SocketEffect.CloseSocket())
        .build());

    FoveaException failure = catchThrowableOfType(
        FoveaException.class,
        () -> mode.call(() -> files.upload(request()), () -> files.uploadAsync(request())));

    assertThat(failure.outcome()).isEqualTo(Outcome.UNKNOWN);
    assertThat(failure).hasMessageContaining("files().list()");
    assertThat(together.requests()).isEqualTo(2);
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void registeringIsSentAgainAfter429(CallMode mode) {
    together.answer(429, "{\"error\":{\"message\":\"slow down\"}}");
    together.replay("files/POST_files", "files/PUT_store", "files/POST_files_{id}_preprocess");

    upload(mode, request());

    assertThat(together.requests()).isEqualTo(4);
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void theBytesAreSentAgainWhenTheStoreFails(CallMode mode) {
    together.replay("files/POST_files");
    together.answer(503, "", "Retry-After: 0");
    together.replay("files/PUT_store", "files/POST_files_{id}_preprocess");

    upload(mode, request());

    together.request();
    assertThat(together.request().getBody().utf8()).isEqualTo(UploadHttpTest.LINE);
    RecordedRequest again = together.request();
    assertThat(again.getMethod()).isEqualTo("PUT");
    assertThat(again.getBody().utf8()).isEqualTo(UploadHttpTest.LINE);
    assertThat(together.requests()).isEqualTo(4);
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void onlyA200OfTheStoreMeansStored(CallMode mode) {
    together.replay("files/POST_files");
    together.answer(204, "");

    assertThatThrownBy(() -> upload(mode, request()))
        .isInstanceOf(UnreadableResponseException.class)
        .hasMessageContaining("204")
        .hasMessageContaining("file-9a3");
    assertThat(together.requests()).isEqualTo(2);
  }

  @Test
  void aRefusalOfTheStoreNamesTheFileButNotTheSignature() {
    together.replay("files/POST_files");
    together.answer(403, "<Error><Code>AccessDenied</Code></Error>");

    assertThatThrownBy(() -> files().upload(leaves))
        .isInstanceOf(FoveaException.class)
        .hasMessageContaining("file-9a3")
        .hasMessageNotContaining("sig=");
  }

  @Test
  void anAnswerThatIsNoHandoverIsUnreadable() {
    together.answer(200, "{\"id\":\"file-1\"}");
    assertThatThrownBy(() -> files().upload(leaves))
        .isInstanceOf(UnreadableResponseException.class)
        .hasMessageContaining("200");

    together.answer(302, "", "Location: http://localhost/x");
    assertThatThrownBy(() -> files().upload(leaves))
        .isInstanceOf(UnreadableResponseException.class)
        .hasMessageContaining("302");

    together.answer(302, "", "Location: /relative?sig=secret", "X-Together-File-Id: file-5");
    assertThatThrownBy(() -> files().upload(leaves))
        .isInstanceOf(UnreadableResponseException.class)
        .hasMessageContaining("file-5")
        .hasMessageNotContaining("secret");
  }
}
