package dev.fovea.together;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fovea.ModelCard;
import dev.fovea.error.JobFailedException;
import dev.fovea.provider.WireResource;
import dev.fovea.providertests.CallMode;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ModelRegistryHttpTest {
  private static final String MODEL =
      "{\"id\":\"ml_oak\",\"name\":\"leaflab/oak\",\"description\":\"leaves\","
          + "\"organizationId\":\"org_1\",\"projectId\":\"proj_leaf\","
          + "\"visibility\":\"VISIBILITY_PRIVATE\",\"baseModel\":\"Oak/Base\","
          + "\"baseModelId\":\"ml_base\",\"weights\":{\"type\":\"WEIGHTS_TYPE_ADAPTER\","
          + "\"contextLength\":\"32768\",\"parameters\":{\"total\":\"8767123456\"}}}";
  private static final String UPLOAD =
      "{\"id\":\"job_7\",\"modelId\":\"ml_oak\",\"remoteUrl\":\"https://store.test/a?sig=s3cret\","
          + "\"status\":\"REMOTE_UPLOAD_STATUS_STATE\",\"statusMessage\":\"copying\","
          + "\"createdAt\":\"2026-07-02T20:00:00Z\"}";

  @RegisterExtension
  final Recorded together = new Recorded();

  private TogetherClient client;
  private TogetherModelService models;

  @BeforeEach
  void open() {
    client = together.client(b -> b.projectId("proj_leaf"));
    models = client.models();
  }

  @AfterEach
  void close() {
    client.close();
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void listsAndReadsTheRegistry(CallMode mode) {
    together.answer(200, "{\"data\":[" + MODEL + "]}");
    together.answer(200, MODEL);
    Consumer<TogetherListQuery> query =
        q -> q.filter("name:\"oak*\"").orderBy("updated_at").limit(10);

    TogetherModel listed = mode.call(
            () -> models.registeredModels(query), () -> models.registeredModelsAsync(query))
        .items()
        .get(0);
    TogetherModel read = mode.call(
        () -> models.registeredModel("ml_oak"), () -> models.registeredModelAsync("ml_oak"));

    assertThat(read).isEqualTo(listed);
    assertThat(read.name()).contains("leaflab/oak");
    assertThat(read.description()).contains("leaves");
    assertThat(read.organizationId()).contains("org_1");
    assertThat(read.projectId()).contains("proj_leaf");
    assertThat(read.visibility()).contains("VISIBILITY_PRIVATE");
    assertThat(read.baseModel()).contains("Oak/Base");
    assertThat(read.baseModelId()).contains("ml_base");
    assertThat(read.weightsType()).contains("WEIGHTS_TYPE_ADAPTER");
    assertThat(read.parameters()).contains(8767123456L);
    together.received("registry/GET_models", "registry/GET_models_{id}");
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void registersAndChangesOnlyWhatIsSet(CallMode mode) {
    together.answer(200, MODEL);
    together.answer(200, MODEL);
    Consumer<TogetherModelSpec> make =
        m -> m.name("oak").baseModelId("ml_base").type("adapter").description("leaves");
    Consumer<TogetherModelSpec> change =
        m -> m.name("oak-2").description("more leaves").visibility("VISIBILITY_INTERNAL");

    mode.call(() -> models.register(make), () -> models.registerAsync(make));
    mode.call(() -> models.update("ml_oak", change), () -> models.updateAsync("ml_oak", change));

    together.received("registry/POST_models", "registry/PATCH_models_{id}");
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void listsFilesAndRevisions(CallMode mode) {
    together.answer(
        200,
        "{\"data\":[{\"path\":\"a.bin\",\"sizeBytes\":\"11\",\"hash\":\"abc\"}],"
            + "\"totalSizeBytes\":\"11\"}");
    together.answer(
        200,
        "{\"data\":[{\"revisionId\":\"rv_1\",\"createdAt\":\"2026-07-02T20:00:00Z\","
            + "\"validationStatus\":\"REVISION_VALIDATION_STATUS_SUCCESS\"}]}");

    TogetherModel.StoredFile file = mode.call(
            () -> models.files("ml_oak", "rv_1"), () -> models.filesAsync("ml_oak", "rv_1"))
        .get(0);
    TogetherModel.Revision revision = mode.call(
            () -> models.revisions("ml_oak"), () -> models.revisionsAsync("ml_oak"))
        .get(0);

    assertThat(file.id()).isEqualTo("a.bin");
    assertThat(file.bytes()).contains(11L);
    assertThat(file.hash()).contains("abc");
    assertThat(revision.id()).isEqualTo("rv_1");
    assertThat(revision.createdAt()).contains(Instant.parse("2026-07-02T20:00:00Z"));
    assertThat(revision.validationStatus()).contains("REVISION_VALIDATION_STATUS_SUCCESS");
    together.received("registry/GET_files", "registry/GET_revisions");
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void uploadsFromElsewhereAndWaits(CallMode mode) {
    together.answer(200, UPLOAD.replace("STATE", "PENDING"));
    together.answer(200, UPLOAD.replace("STATE", "RUNNING"));
    together.answer(200, UPLOAD.replace("STATE", "SUCCEEDED"));
    String from = "https://huggingface.co/leaflab/oak";

    TogetherModelJob begun = mode.call(
        () -> models.uploadRemote("ml_oak", from, "hf_marker_9z"),
        () -> models.uploadRemoteAsync("ml_oak", from, "hf_marker_9z"));
    TogetherModelJob done = mode.call(
        () -> models.awaitRemoteUpload("job_7", w -> {}),
        () -> models.awaitRemoteUploadAsync("job_7", w -> {}));

    assertThat(begun.isSucceeded()).isFalse();
    assertThat(begun.isFailed()).isFalse();
    assertThat(begun.modelId()).contains("ml_oak");
    assertThat(begun.message()).contains("copying");
    assertThat(begun.modelSource()).isPresent();
    assertThat(begun.toString()).isEqualTo("TogetherModelJob{job_7}");
    assertThat(done.isSucceeded()).isTrue();
    together.received("registry/POST_uploads", "registry/GET_uploads_{id}");
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void listsUploadsAndTheirEvents(CallMode mode) {
    together.answer(200, "{\"data\":[" + UPLOAD + "]}");
    together.answer(200, UPLOAD);
    together.answer(200, "{\"data\":[{\"id\":\"ev_1\",\"type\":\"STARTED\"}]}");

    assertThat(mode.call(
                () -> models.remoteUploads(q -> q.limit(3)),
                () -> models.remoteUploadsAsync(q -> q.limit(3)))
            .items())
        .extracting(WireResource::id)
        .containsExactly("job_7");
    mode.call(() -> models.remoteUpload("job_7"), () -> models.remoteUploadAsync("job_7"));
    assertThat(mode.call(
                () -> models.remoteUploadEvents("job_7"),
                () -> models.remoteUploadEventsAsync("job_7"))
            .items())
        .extracting(TogetherEvent::type)
        .containsExactly("STARTED");

    together.received("registry/GET_uploads", "registry/GET_uploads_{id}");
    together.received("registry/GET_upload_events");
  }

  @Test
  void aFailedUploadSaysWhy() {
    together.answer(
        200, UPLOAD.replace("STATE", "FAILED").replace("copying", "the repository is closed"));

    assertThatThrownBy(() -> models.awaitRemoteUpload("job_7", w -> {}))
        .isInstanceOf(JobFailedException.class)
        .hasMessageContaining("the repository is closed");
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void uploadsByTheFirstInterfaceWhetherTheAnswerIsWrappedOrNot(CallMode mode) {
    String facts = "\"job_id\":\"job-51\",\"model_name\":\"leaflab/oak-vlm\","
        + "\"model_id\":\"model-7\",\"model_source\":\"huggingface\"";
    together.answer(200, "{\"data\":{" + facts + "},\"message\":\"Job created.\"}");
    together.answer(200, "{" + facts + ",\"message\":\"Job created.\"}");
    Consumer<TogetherModelUploadSpec> spec = m -> {
      m.modelName("oak-vlm").modelSource("leaflab/oak").modelType("adapter");
      m.hfToken("hf_marker_9z").description("leaves");
      m.baseModel("Qwen/Qwen3-VL-8B-Instruct").loraModel("leaflab/lora");
      assertThat(m.toString()).contains("hf_token").doesNotContain("hf_marker");
    };

    TogetherModelJob wrapped = mode.call(() -> models.upload(spec), () -> models.uploadAsync(spec));
    TogetherModelJob flat = mode.call(() -> models.upload(spec), () -> models.uploadAsync(spec));

    assertThat(wrapped).isEqualTo(flat);
    assertThat(wrapped.id()).isEqualTo("job-51");
    assertThat(wrapped.modelName()).contains("leaflab/oak-vlm");
    assertThat(wrapped.modelId()).contains("model-7");
    assertThat(wrapped.modelSource()).contains("huggingface");
    assertThat(wrapped.message()).contains("Job created.");
    together.received("models/POST_models", "models/POST_models");
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void readsListsAndAwaitsJobsOfTheFirstInterface(CallMode mode) {
    String job = "{\"type\":\"model_upload\",\"job_id\":\"job-51\",\"status\":\"STATE\","
        + "\"status_updates\":[{\"status\":\"Running\",\"message\":\"Copying\","
        + "\"timestamp\":\"2026-07-02T20:00:00Z\"}],\"args\":{\"modelName\":\"leaflab/oak\","
        + "\"modelSource\":\"hf\"},\"created_at\":\"2026-07-02T19:00:00Z\","
        + "\"updated_at\":\"2026-07-02T20:00:00Z\"}";
    together.answer(200, job.replace("STATE", "Queued"));
    together.answer(200, "{\"data\":[" + job.replace("STATE", "Running") + "]}");
    together.answer(200, job.replace("STATE", "Running"));
    together.answer(200, job.replace("STATE", "Complete"));

    TogetherModelJob read = mode.call(() -> models.job("job-51"), () -> models.jobAsync("job-51"));
    List<TogetherModelJob> all = mode.call(models::jobs, models::jobsAsync);
    TogetherModelJob done = mode.call(
        () -> models.awaitJob("job-51", w -> {}), () -> models.awaitJobAsync("job-51", w -> {}));

    assertThat(read.status()).isEqualTo("Queued");
    assertThat(read.type()).contains("model_upload");
    assertThat(read.modelName()).contains("leaflab/oak");
    assertThat(read.modelSource()).contains("hf");
    assertThat(read.message()).contains("Copying");
    assertThat(read.updates().get(0).id()).isEqualTo("Running");
    assertThat(read.updates().get(0).timestamp()).isPresent();
    assertThat(read.createdAt()).contains(Instant.parse("2026-07-02T19:00:00Z"));
    assertThat(read.updatedAt()).contains(Instant.parse("2026-07-02T20:00:00Z"));
    assertThat(all).hasSize(1);
    assertThat(done.isSucceeded()).isTrue();
    together.received("models/GET_jobs_{id}", "models/GET_jobs");
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void listsModelsForDedicatedHardware(CallMode mode) {
    together.replay("models/GET_models");

    assertThat(mode.call(models::listDedicated, models::listDedicatedAsync).hasNext())
        .isFalse();
    together.received("models/GET_models.dedicated");
  }

  @Test
  void theListGoesOnWithWhatElseTheRegistryHas() {
    together.replay("models/GET_models");
    together.answer(
        200, "{\"data\":[" + MODEL + "," + MODEL.replace("leaflab/oak", "leaflab/base-vlm") + "]}");

    assertThat(models.list().all())
        .extracting(ModelCard::id)
        .containsExactly("leaflab/base-vlm", "leaflab/undated", "ml_oak");

    together.received("models/GET_models", "registry/GET_models.walk");
  }

  @Test
  void theListEndsWhereTheRegistryIsClosed() {
    together.replay("models/GET_models");
    together.answer(403, "{\"code\":7,\"message\":\"not yours\"}");

    assertThat(models.list().all()).hasSize(2);
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void getReadsTheRegistryByIdOrName(CallMode mode) {
    together.answer(200, MODEL);
    together.replay("models/GET_models");
    together.answer(200, "{\"data\":[" + MODEL + "]}");

    ModelCard byId = mode.call(() -> models.get("ml_oak"), () -> models.getAsync("ml_oak"));
    ModelCard byName =
        mode.call(() -> models.get("leaflab/oak"), () -> models.getAsync("leaflab/oak"));

    assertThat(byId).isEqualTo(byName);
    assertThat(byId.displayName()).contains("leaflab/oak");
    assertThat(byId.type()).contains("WEIGHTS_TYPE_ADAPTER");
    assertThat(byId.contextLength()).contains(32768L);
    together.received("registry/GET_models_{id}");
  }
}
