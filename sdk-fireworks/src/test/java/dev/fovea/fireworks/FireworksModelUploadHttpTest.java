package dev.fovea.fireworks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fovea.error.JobFailedException;
import dev.fovea.error.PermissionDeniedException;
import dev.fovea.error.UnreadableResponseException;
import dev.fovea.providertests.CallMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A model's files on their way to Fireworks. */
class FireworksModelUploadHttpTest {
  private static final String BASE = "accounts/fireworks/models/qwen3-vl-8b-instruct";
  private static final String CONFIG = "{\"r\":16,\"target_modules\":[\"q_proj\",\"v_proj\"]}";

  @RegisterExtension
  final Recorded fireworks = new Recorded();

  @TempDir
  Path folder;

  private FireworksClient ai;

  @BeforeEach
  void open() throws Exception {
    ai = fireworks.client();
    Files.writeString(folder.resolve("adapter_config.json"), CONFIG);
    Files.write(folder.resolve("adapter_model.safetensors"), new byte[2000]);
    Files.writeString(folder.resolve(".hidden"), "not sent");
    Files.createDirectory(folder.resolve("checkpoints"));
  }

  @AfterEach
  void close() {
    ai.close();
  }

  private <T> T call(
      CallMode mode,
      Function<FireworksModelService, T> plain,
      Function<FireworksModelService, CompletableFuture<T>> async) {
    return mode.call(() -> plain.apply(ai.models()), () -> async.apply(ai.models()));
  }

  private FireworksUploadedModel upload(CallMode mode, Consumer<FireworksModelSpec> spec) {
    return call(
        mode,
        m -> m.upload("leaves-vlm", folder, spec),
        m -> m.uploadAsync("leaves-vlm", folder, spec));
  }

  /** What was stored, by the path it went to; two files may be on their way at once. */
  private Map<String, RecordedRequest> stored() {
    Map<String, RecordedRequest> stored = new TreeMap<>();
    for (int i = 0; i < 2; i++) {
      RecordedRequest put = fireworks.request();
      stored.put(put.getMethod() + " " + put.getUrl().encodedPath(), put);
    }
    return stored;
  }

  private void takeFiles() {
    fireworks.replay("models/POST_models_{id}_getUploadEndpoint");
    fireworks.answer(200, "");
    fireworks.answer(200, "");
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void anAdapterIsRegisteredStoredCheckedAndReady(CallMode mode) {
    fireworks.replay("models/POST_models");
    takeFiles();
    fireworks.replay(
        "models/GET_models_{id}_validateUpload",
        "models/GET_models_{id}.uploading",
        "models/GET_models_{id}");
    List<Long> steps = new ArrayList<>();

    FireworksUploadedModel made =
        upload(mode, s -> s.baseModel(BASE).progress((phase, done, total) -> steps.add(done)));

    assertThat(made.card().id()).isEqualTo("accounts/acme/models/leaves-vlm");
    assertThat(FireworksModel.of(made.card()).isReady()).isTrue();
    assertThat(made.warnings()).containsExactly("no tokenizer found, the base model's is taken");
    assertThat(made.toString()).contains("warnings");
    assertThat(steps).last().isEqualTo(2045L);
    fireworks.received("models/POST_models.upload", "models/POST_models_{id}_getUploadEndpoint");
    Map<String, RecordedRequest> stored = stored();
    assertThat(stored).containsOnlyKeys("PUT /bkt/config", "PUT /bkt/weights");
    RecordedRequest weights = stored.get("PUT /bkt/weights");
    assertThat(weights.getBody().size()).isEqualTo(2000);
    assertThat(weights.getHeaders().get("x-goog-content-length-range")).isEqualTo("2000,2000");
    assertThat(weights.getHeaders().get("Authorization")).isNull();
    fireworks.received("models/GET_models_{id}_validateUpload", "models/GET_models_{id}");
    assertThat(fireworks.requests()).isEqualTo(7);
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void eachFileGoesWithTheHeadersThatAreSigned(CallMode mode) throws Exception {
    Files.delete(folder.resolve("adapter_model.safetensors"));
    fireworks.replay("models/POST_models_{id}_getUploadEndpoint");
    fireworks.answer(200, "");
    fireworks.replay("models/GET_models_{id}_validateUpload", "models/GET_models_{id}");

    FireworksUploadedModel made = call(
        mode,
        m -> m.uploadFiles("leaves-vlm", folder, FireworksModelUploadHttpTest::lenient),
        m -> m.uploadFilesAsync("leaves-vlm", folder, FireworksModelUploadHttpTest::lenient));

    assertThat(made.card().id()).isEqualTo("accounts/acme/models/leaves-vlm");
    RecordedRequest asked = fireworks.request();
    assertThat(asked.getBody().utf8())
        .isEqualTo("{\"filenameToSize\":{\"adapter_config.json\":\"45\"}}");
    fireworks.received("models/PUT_storage", "models/GET_models_{id}_validateUpload.lenient");
    assertThat(fireworks.requests()).isEqualTo(4);
  }

  private static void lenient(FireworksModelSpec spec) {
    spec.checks(c -> c.configOnly(true).skipHfConfigValidation(true).trustRemoteCode(false));
  }

  @Test
  void aFolderWithoutAnAdapterIsABaseModel() throws Exception {
    Files.delete(folder.resolve("adapter_config.json"));
    fireworks.replay("models/POST_models");
    fireworks.answer(
        200,
        "{\"filenameToSignedUrls\":{\"adapter_model.safetensors\":\"" + fireworks.server()
            + "/bkt/w?sig=1\"}}");
    fireworks.answer(200, "");
    fireworks.answer(200, "{}");
    fireworks.replay("models/GET_models_{id}");

    FireworksUploadedModel made = upload(
        CallMode.SYNC,
        s -> s.contextLength(8192)
            .supportsImageInput(true)
            .supportsTools(true)
            .description("names leaves")
            .isPublic(false));

    assertThat(made.warnings()).isEmpty();
    fireworks.received("models/POST_models.base");
  }

  @Test
  void whatTheCallerSaysAboutAnAdapterCounts() {
    fireworks.answer(403, "{\"code\":7,\"message\":\"no\"}");

    assertThatThrownBy(() -> upload(
            CallMode.SYNC,
            s -> s.baseModel(BASE).rank(8).targetModules("k_proj").kind("HF_TEFT_ADDON")))
        .isInstanceOf(PermissionDeniedException.class);

    assertThat(fireworks.request().getBody().utf8())
        .contains("\"r\":8", "[\"k_proj\"]", "HF_TEFT_ADDON")
        .doesNotContain("q_proj");
  }

  @Test
  void aStoreThatRefusesIsTellingWhichFileOfWhichModel() {
    fireworks.replay("models/POST_models", "models/POST_models_{id}_getUploadEndpoint");
    fireworks.answer(403, "<Error>signature</Error>");
    fireworks.answer(403, "<Error>signature</Error>");

    assertThatThrownBy(() -> upload(CallMode.SYNC, s -> s.baseModel(BASE)))
        .isInstanceOf(PermissionDeniedException.class)
        .hasMessageContaining("of model leaves-vlm")
        .hasMessageNotContaining("sig=")
        .hasMessageNotContaining("/bkt");
  }

  @Test
  void filesFireworksCannotUseSayWhyAndHowToGoOn() {
    fireworks.replay("models/POST_models");
    takeFiles();
    fireworks.replay("models/GET_models_{id}_validateUpload", "models/GET_models_{id}.broken");

    assertThatThrownBy(() -> upload(CallMode.ASYNC, s -> s.baseModel(BASE)))
        .isInstanceOfSatisfying(
            JobFailedException.class,
            e -> assertThat(e.jobId()).isEqualTo("accounts/acme/models/leaves-vlm"))
        .hasMessageContaining("adapter_config.json lacks r")
        .hasMessageContaining("models().uploadFiles");
  }

  @Test
  void aPlaceThatIsNotNamedIsNoticedBeforeAnythingIsStored() {
    fireworks.replay("models/POST_models");
    fireworks.answer(200, "{\"filenameToSignedUrls\":{}}");

    assertThatThrownBy(() -> upload(CallMode.SYNC, s -> s.baseModel(BASE)))
        .isInstanceOf(UnreadableResponseException.class)
        .hasMessageContaining("no place for adapter_config.json");
    assertThat(fireworks.requests()).isEqualTo(2);
  }

  @Test
  void aFolderThatDoesNotSufficeIsRefusedBeforeAnythingIsSent() throws Exception {
    refused(s -> {}, "say with baseModel(..)");
    Files.writeString(
        folder.resolve("adapter_config.json"), "{\"r\":16,\"target_modules\":\"all\"}");
    refused(s -> s.baseModel(BASE), "does not list target_modules");
    Files.writeString(folder.resolve("adapter_config.json"), "{\"r\":2}");
    refused(s -> s.baseModel(BASE), "is 2, but it must be 4 to 64");
    Files.writeString(folder.resolve("adapter_config.json"), "[]");
    refused(s -> s.baseModel(BASE), "is no JSON object");
    assertThatThrownBy(() -> ai.models().upload("leaves", folder.resolve("nowhere"), s -> {}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("it is not a folder");
    assertThatThrownBy(() -> ai.models().upload("leaves", folder.resolve("checkpoints"), s -> {}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("there is no file in it");
    assertThatThrownBy(() -> ai.models().uploadFiles("leaves", folder, s -> s.displayName("x")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("set displayName with update(..)");
    assertThat(fireworks.requests()).isZero();
  }

  private void refused(Consumer<FireworksModelSpec> spec, String message) {
    assertThatThrownBy(() -> upload(CallMode.SYNC, spec))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }
}
