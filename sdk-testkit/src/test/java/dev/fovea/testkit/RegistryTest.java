package dev.fovea.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class RegistryTest {
  @RegisterExtension
  static final TogetherExtension TOGETHER = TogetherExtension.with(b -> b.timeScale(0));

  private static final String PROJECT = "/v2/projects/proj_embedded";
  private static final String MODELS = PROJECT + "/models";
  private static final String TOKEN = "hf_marker_9z";

  private Wire wire;
  private String id;

  @BeforeEach
  void register() throws Exception {
    wire = new Wire(TOGETHER.together());
    id = registered("oak", "models");
  }

  private String registered(String name, String type) throws Exception {
    JsonNode made = wire.post(
            MODELS,
            "{\"name\":\"" + name + "\",\"baseModelId\":\"ml_qwen3vl8binstruct\",\"type\":\"" + type
                + "\",\"description\":\"leaves\"}")
        .json();
    assertThat(made.get("name").asText()).isEqualTo("embedded/" + name);
    return made.get("id").asText();
  }

  private void pass(int seconds) {
    TOGETHER.together().clock().advance(Duration.ofSeconds(seconds));
  }

  private JsonNode upload(String model, String from) throws Exception {
    return wire.post(
            MODELS + "/uploads",
            "{\"modelId\":\"" + model + "\",\"remoteUrl\":\"" + from + "\",\"token\":\"" + TOKEN
                + "\"}")
        .json();
  }

  @Test
  void aRegisteredModelCanBeChangedAndDeleted() throws Exception {
    String model = MODELS + "/" + id;
    JsonNode changed = wire.patch(
            model + "?updateMask=name,visibility",
            "{\"name\":\"ash\",\"visibility\":\"VISIBILITY_INTERNAL\",\"description\":\"no\"}")
        .json();
    assertThat(changed.get("name").asText()).isEqualTo("embedded/ash");
    assertThat(changed.get("visibility").asText()).isEqualTo("VISIBILITY_INTERNAL");
    assertThat(changed.get("description").asText()).isEqualTo("leaves");
    assertThat(wire.patch(model, "{}").status()).isEqualTo(400);
    assertThat(wire.get(MODELS + "?filter=name:ash").json().get("data")).hasSize(1);
    assertThat(wire.delete(model).json()).isEmpty();
    assertThat(wire.get(model).status()).isEqualTo(404);
    assertThat(wire.delete(model).status()).isEqualTo(404);
    assertThat(wire.delete(MODELS + "/ml_qwen3vl8binstruct").status()).isEqualTo(403);
  }

  @Test
  void badRegistrationsAreRefused() throws Exception {
    assertThat(wire.post(MODELS, "{\"name\":\"x\"}").status()).isEqualTo(400);
    String order = "{\"name\":\"x\",\"baseModelId\":\"ml_qwen3vl8binstruct\",\"type\":\"model\"}";
    assertThat(wire.post(MODELS, order.replace("ml_qwen", "ml_no")).status()).isEqualTo(400);
    assertThat(wire.post(MODELS, order.replace("\"model\"", "\"poem\"")).status())
        .isEqualTo(400);
    assertThat(wire.post(MODELS, order.replace("\"x\"", "\"oak\"")).status()).isEqualTo(409);
  }

  @Test
  void anUploadGivesTheModelARevisionFilesAndConfigs() throws Exception {
    String model = MODELS + "/" + id;
    String configs = PROJECT + "/configs?referenceModel=projects/proj_embedded/models/" + id;
    assertThat(wire.get(model + "/revisions").json().get("data")).isEmpty();
    assertThat(wire.get(configs).json().get("data")).isEmpty();

    String job = MODELS + "/uploads/"
        + upload(id, "https://huggingface.co/leaflab/oak").get("id").asText();
    assertThat(wire.get(job).json().get("status").asText())
        .isEqualTo("REMOTE_UPLOAD_STATUS_PENDING");
    pass(6);
    assertThat(wire.get(job).json().get("status").asText())
        .isEqualTo("REMOTE_UPLOAD_STATUS_RUNNING");
    pass(60);
    assertThat(wire.get(job).json().get("status").asText())
        .isEqualTo("REMOTE_UPLOAD_STATUS_SUCCEEDED");
    assertThat(wire.get(job).text()).doesNotContain(TOKEN);
    assertThat(wire.get(job + "/events").json().at("/data/0/type").asText()).isEqualTo("UPLOADED");
    assertThat(wire.get(MODELS + "/uploads").json().get("data")).hasSize(1);

    String revision =
        wire.get(model + "/revisions").json().at("/data/0/revisionId").asText();
    JsonNode files = wire.get(model + "/files?revisionId=" + revision).json();
    assertThat(files.get("data")).hasSize(2);
    assertThat(files.get("totalSizeBytes").isTextual()).isTrue();
    assertThat(wire.get(model + "/files?revisionId=rv_none").status()).isEqualTo(404);
    assertThat(wire.get(configs).json().get("data")).isNotEmpty();
    String config = wire.get(configs).json().at("/data/0/id").asText();
    assertThat(wire.get("/v2/projects/proj_embedded/configs/" + config)
            .json()
            .get("id")
            .asText())
        .isEqualTo(config);
  }

  @Test
  void aMissingSourceFailsTheUpload() throws Exception {
    JsonNode begun = upload(id, "https://huggingface.co/leaflab/missing");
    pass(61);
    JsonNode failed = wire.get(MODELS + "/uploads/" + begun.get("id").asText()).json();
    assertThat(failed.get("status").asText()).isEqualTo("REMOTE_UPLOAD_STATUS_FAILED");
    assertThat(failed.get("statusMessage").asText()).contains("not found");
    assertThat(upload("ml_nobody", "x").get("code").asInt()).isEqualTo(5);
  }

  @Test
  void theFirstInterfaceUploadsByJobs() throws Exception {
    JsonNode begun = wire.post(
            "/models",
            "{\"model_name\":\"ash\",\"model_source\":\"leaflab/ash\",\"hf_token\":\"" + TOKEN
                + "\"}")
        .json();
    String job = "/jobs/" + begun.at("/data/job_id").asText();
    assertThat(begun.at("/data/model_name").asText()).isEqualTo("embedded/ash");
    assertThat(wire.get(job).json().get("status").asText()).isEqualTo("Queued");
    pass(10);
    assertThat(wire.get(job).json().get("status").asText()).isEqualTo("Running");
    pass(60);
    JsonNode done = wire.get(job).json();
    assertThat(done.get("status").asText()).isEqualTo("Complete");
    assertThat(done.get("status_updates")).hasSize(3);
    assertThat(done.at("/args/modelName").asText()).isEqualTo("embedded/ash");
    assertThat(wire.get("/jobs").text()).contains("Complete").doesNotContain(TOKEN);
    assertThat(wire.get("/jobs/job-none").status()).isEqualTo(404);
    assertThat(wire.post("/models", "{\"model_name\":\"x\"}").status()).isEqualTo(400);
  }

  @Test
  void adaptersAreLoadedByTheClockIntoDeploymentsThatAllowThem() throws Exception {
    String adapter = registered("vine", "adapter");
    upload(adapter, "https://huggingface.co/leaflab/vine");
    pass(61);
    String endpoint = PROJECT + "/endpoints/"
        + wire.post(PROJECT + "/endpoints", "{\"name\":\"cars\"}")
            .json()
            .get("id")
            .asText();
    String order =
        "{\"name\":\"d\",\"model\":\"projects/proj_platform/models/ml_qwen3vl8binstruct\","
            + "\"config\":\"projects/proj_platform/configs/cr_qwen3vl8binstructx1\","
            + "\"autoscaling\":{\"minReplicas\":1},\"enableLora\":true}";
    String open = adaptersOf(endpoint, order);
    String closed = adaptersOf(endpoint, order.replace("\"d\"", "\"e\"").replace("true", "false"));
    String body = "{\"adapterModelId\":\"" + adapter + "\"}";

    assertThat(wire.post(closed, body).status()).isEqualTo(400);
    assertThat(wire.post(open, "{\"adapterModelId\":\"" + id + "\"}").status()).isEqualTo(400);
    JsonNode loading = wire.post(open, body).json();
    assertThat(loading.at("/perCluster/0/state").asText()).isEqualTo("ADAPTER_LOAD_STATE_PENDING");
    pass(20);
    String one = open + "/" + adapter;
    assertThat(wire.get(one).json().at("/perCluster/0/state").asText())
        .isEqualTo("ADAPTER_LOAD_STATE_READY");
    assertThat(
            wire.patch(one, "{\"adapterRevisionId\":\"rv_2\",\"etag\":\"9\"}").status())
        .isEqualTo(409);
    JsonNode revised =
        wire.patch(one, "{\"adapterRevisionId\":\"rv_2\",\"etag\":\"1\"}").json();
    assertThat(revised.get("desiredRevisionId").asText()).isEqualTo("rv_2");
    assertThat(wire.get(open).json().get("data")).hasSize(1);
    assertThat(wire.delete(one).status()).isEqualTo(400);
    assertThat(wire.delete(one + "?etag=2").json()).isEmpty();
    assertThat(wire.get(one).status()).isEqualTo(404);
  }

  private String adaptersOf(String endpoint, String order) throws Exception {
    return endpoint + "/deployments/"
        + wire.post(endpoint + "/deployments", order).json().get("id").asText() + "/adapters";
  }

  @Test
  void endpointsAreRenamedAndTheirEventsChosen() throws Exception {
    String endpoint = PROJECT + "/endpoints/"
        + wire.post(PROJECT + "/endpoints", "{\"name\":\"cars\"}")
            .json()
            .get("id")
            .asText();
    pass(60);
    JsonNode renamed = wire.patch(
            endpoint, "{\"name\":\"vans\",\"visibility\":\"VISIBILITY_INTERNAL\",\"etag\":\"1\"}")
        .json();
    assertThat(renamed.get("name").asText()).isEqualTo("embedded/vans");
    assertThat(renamed.get("visibility").asText()).isEqualTo("VISIBILITY_INTERNAL");
    assertThat(renamed.get("etag").asText()).isEqualTo("2");
    assertThat(wire.delete(endpoint + "?etag=1").status()).isEqualTo(409);

    String events = endpoint + "/events";
    assertThat(wire.get(events).json().at("/data/0/type").asText()).isEqualTo("ENDPOINT_UPDATED");
    assertThat(wire.get(events + "?types=ENDPOINT_CREATED,OTHER").json().get("data"))
        .hasSize(1);
    assertThat(wire.get(events + "?sourceKinds=SOURCE_KIND_DEPLOYMENT").json().get("data"))
        .isEmpty();
    assertThat(wire.get(events + "?minLevel=LEVEL_ERROR").json().get("data")).isEmpty();
    assertThat(wire.get(events + "?minLevel=LOUD").status()).isEqualTo(400);
    String middle = TOGETHER.together().clock().now().minusSeconds(30).toString();
    assertThat(wire.get(events + "?since=" + middle).json().get("data")).hasSize(1);
    assertThat(wire.get(events + "?until=" + middle).json().get("data")).hasSize(1);
    assertThat(wire.get(events + "?since=soon").status()).isEqualTo(400);
  }
}
