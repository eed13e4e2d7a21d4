package dev.fovea.together;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fovea.ModelCard;
import dev.fovea.deployment.Deployment;
import dev.fovea.deployment.DeploymentRequest;
import dev.fovea.deployment.DeploymentStatus;
import dev.fovea.error.ConflictException;
import dev.fovea.error.InvalidRequestException;
import dev.fovea.error.NotFoundException;
import dev.fovea.error.PermissionDeniedException;
import dev.fovea.providertests.CallMode;
import dev.fovea.providertests.FakeTiming;
import dev.fovea.testkit.EmbeddedTogether;
import dev.fovea.testkit.TogetherExtension;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is managed around deployments, against the embedded Together. */
class TogetherManagementTest {
  private static final String MODEL = "Qwen/Qwen3-VL-8B-Instruct";
  private static final String BASE = "ml_qwen3vl8binstruct";

  @RegisterExtension
  static final TogetherExtension TOGETHER =
      TogetherExtension.with(b -> b.timeScale(0).v1Endpoints(true));

  private final FakeTiming timing = new FakeTiming();
  private EmbeddedTogether server;
  private TogetherClient client;

  @BeforeEach
  void connect() {
    server = TOGETHER.together();
    timing.whenPassing = server.clock()::advance;
    client = client(server);
  }

  private TogetherClient client(EmbeddedTogether other) {
    return TogetherClient.builder()
        .apiKey(other.apiKey())
        .baseUrl(other.baseUrl())
        .options(options -> options.timing(timing))
        .build();
  }

  @AfterEach
  void disconnect() {
    client.close();
  }

  private DeploymentRequest request() {
    return DeploymentRequest.builder()
        .model(MODEL)
        .name("cars")
        .hardware("1xnvidia-h100-80gb")
        .options(TogetherDeploymentOptions.builder().enableLora(true).build())
        .build();
  }

  @Test
  void anEndpointIsMadeValidatedAgainstRenamedAndDeleted() {
    TogetherDeploymentService service = client.deployments();
    TogetherEndpoint made = service.createEndpoint(e -> e.name("vans"));

    Deployment would = service.validate(made.id(), request());

    assertThat(would.hardware()).contains("1xnvidia-h100-80gb");
    assertThat(server.deployments()).isEmpty();
    TogetherEndpoint renamed =
        service.updateEndpoint(made.id(), e -> e.name("trucks").etag(made.etag().orElseThrow()));
    assertThat(renamed.name()).contains("embedded/trucks");
    assertThatThrownBy(() -> service.deleteEndpoint(made.id(), made.etag().orElseThrow()))
        .isInstanceOf(ConflictException.class);
    assertThat(service.endpoints(q -> q.filter("name:\"*trucks\"")).items())
        .containsExactly(renamed);
    assertThatThrownBy(() -> service.endpoints(q -> q.filter("nonsense")))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining("invalid filter expression");
    service.deleteEndpoint(made.id(), renamed.etag().orElseThrow());
    assertThatThrownBy(() -> service.endpoint(made.id())).isInstanceOf(NotFoundException.class);
  }

  @Test
  void trafficIsSplitAndWhatHappenedIsTold() {
    TogetherDeploymentService service = client.deployments();
    Deployment deployment = service.create(request());
    String endpoint = TogetherDeployment.of(deployment).endpointId();
    service.await(deployment.id(), w -> {});

    TogetherEndpoint split = service.splitTraffic(endpoint, Map.of(deployment.id(), 5), null);

    assertThat(split.trafficSplit()).containsValue(5.0);
    Deployment scaled = service.update(deployment.id(), d -> d.minReplicas(2).maxReplicas(3));
    assertThat(scaled.maxReplicas()).contains(3);
    assertThat(service.events(endpoint, q -> q.types("DEPLOYMENT_SCALED")).items())
        .singleElement()
        .satisfies(event -> assertThat(event.newReplicas()).contains(2));
    assertThat(service.list(endpoint, q -> q.filter("state!=\"x\"").limit(1)).items())
        .hasSize(1);
  }

  @Test
  void theCatalogueNamesWhatDeploysOnWhat() {
    TogetherDeploymentService service = client.deployments();

    assertThat(service.project().projectSlug()).contains("embedded");
    TogetherSupportedModel model =
        service.supportedModels(q -> q.search(MODEL)).items().get(0);
    assertThat(service.supportedModel(model.id())).isEqualTo(model);
    String config = model.deploymentProfiles().get(0).config().orElseThrow();
    assertThat(config).startsWith("projects/");
    assertThat(service.instanceTypes())
        .allSatisfy(type -> assertThat(service.instanceType(type.id())).isEqualTo(type));
  }

  @Test
  void anAdapterIsRegisteredUploadedAndLoaded() {
    TogetherModelService models = client.models();
    TogetherModel vine = models.register(m -> m.name("vine").baseModelId(BASE).type("adapter"));
    TogetherModelJob upload =
        models.uploadRemote(vine.id(), "https://huggingface.co/leaflab/vine", "hf_marker_9z");
    models.awaitRemoteUpload(upload.id(), w -> {});
    Deployment deployment = client.deployments().create(request());
    client.deployments().await(deployment.id(), w -> {});

    TogetherAdapter loaded =
        client.deployments().loadAdapter(deployment.id(), a -> a.adapterModelId(vine.id()));
    server.clock().advance(Duration.ofMinutes(1));

    assertThat(loaded.isReady()).isFalse();
    TogetherAdapter ready = client.deployments().adapter(deployment.id(), vine.id());
    assertThat(ready.isReady()).isTrue();
    assertThat(ready.revisionId()).contains(models.revisions(vine.id()).get(0).id());
    assertThat(models.files(vine.id(), null)).isNotEmpty();
    client.deployments().unloadAdapter(deployment.id(), vine.id(), ready.etag().orElseThrow());
    assertThat(client.deployments().adapters(deployment.id()).items()).isEmpty();
  }

  @Test
  void aRegisteredModelIsListedReadChangedAndDeletedByIdOrName() {
    TogetherModelService models = client.models();
    TogetherModel oak = models.register(m -> m.name("oak").baseModelId(BASE).type("model"));

    assertThat(models.list().all()).extracting(ModelCard::id).contains(MODEL, oak.id());
    assertThat(models.get(oak.id()).displayName()).contains("embedded/oak");
    assertThat(models.get("embedded/oak").id()).isEqualTo(oak.id());
    assertThat(models.update(oak.id(), m -> m.description("leaves")).name())
        .contains("embedded/oak");
    models.delete("embedded/oak");
    assertThatThrownBy(() -> models.get(oak.id())).isInstanceOf(NotFoundException.class);
  }

  @Test
  void aDedicatedEndpointStartsChatsAndStops() {
    TogetherEndpointService endpoints = client.endpoints();
    String hardware = endpoints.hardware(MODEL).get(0).id();
    TogetherDedicatedEndpoint made =
        endpoints.create(e -> e.model(MODEL).hardware(hardware).autoscaling(1, 1));

    TogetherDedicatedEndpoint started = endpoints.await(made.id(), "STARTED", w -> {});

    assertThat(client.chat().create(r -> r.model(started.name()).user("hi")).text())
        .isNotEmpty();
    endpoints.stop(made.id());
    assertThat(endpoints.await(made.id(), "STOPPED", w -> {}).minReplicas()).contains(1);
    assertThat(endpoints.list(q -> q.type("dedicated"))).hasSize(1);
    endpoints.delete(made.id());
    endpoints.delete(made.id());
    assertThat(endpoints.availabilityZones()).isNotEmpty();
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void aDedicatedEndpointIsADeploymentToWhoeverKnowsOnlyThose(CallMode mode) {
    String hardware = client.endpoints().hardware(MODEL).get(0).id();
    String id = client
        .endpoints()
        .create(e -> e.model(MODEL).hardware(hardware).autoscaling(1, 1))
        .id();
    TogetherDeploymentService deployments = client.deployments();

    Deployment serving =
        mode.call(() -> deployments.await(id), () -> deployments.awaitAsync(id, w -> {}));

    assertThat(serving.status()).isEqualTo(DeploymentStatus.READY);
    assertThat(serving.model()).contains(MODEL);
    assertThat(serving.hardware()).contains(hardware);
    assertThat(deployments.chat(serving).create(r -> r.user("hi")).text()).isNotEmpty();
    Deployment wider =
        mode.call(() -> deployments.scale(id, 1, 2), () -> deployments.scaleAsync(id, 1, 2));
    assertThat(wider.maxReplicas()).contains(2);
    Deployment stopped =
        mode.call(() -> deployments.stop(id, w -> {}), () -> deployments.stopAsync(id, w -> {}));
    assertThat(stopped.status()).isEqualTo(DeploymentStatus.STOPPED);
    assertThat(
            mode.call(() -> deployments.get(id), () -> deployments.getAsync(id)).id())
        .isEqualTo(id);
    deployments.delete(id);
    assertThatThrownBy(() -> deployments.get(id)).isInstanceOf(NotFoundException.class);
  }

  @Test
  void anAccountOfTodayIsToldTheOtherWay() {
    try (EmbeddedTogether today = EmbeddedTogether.start();
        TogetherClient other = client(today)) {
      assertThatThrownBy(
              () -> other.endpoints().create(e -> e.model(MODEL).hardware("x").autoscaling(1, 1)))
          .isInstanceOf(PermissionDeniedException.class)
          .hasMessageContaining("deployments().create");
    }
  }
}
