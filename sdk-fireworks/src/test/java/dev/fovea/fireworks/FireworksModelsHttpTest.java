package dev.fovea.fireworks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fovea.ModelCard;
import dev.fovea.error.ConflictException;
import dev.fovea.error.JobFailedException;
import dev.fovea.error.UnreadableResponseException;
import dev.fovea.page.Page;
import dev.fovea.providertests.CallMode;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import mockwebserver3.MockResponse;
import mockwebserver3.SocketEffect;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class FireworksModelsHttpTest {
  private static final String ID = "accounts/acme/models/leaves-vlm";
  private static final String BASE = "accounts/fireworks/models/qwen3-vl-8b-instruct";

  @RegisterExtension
  final Recorded fireworks = new Recorded();

  @TempDir
  Path folder;

  private FireworksClient ai;

  @BeforeEach
  void open() {
    ai = fireworks.client();
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

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void getReadsAModelAndWhatOnlyFireworksTells(CallMode mode) {
    fireworks.replay("models/GET_models_{id}");

    ModelCard card = call(mode, m -> m.get("leaves-vlm"), m -> m.getAsync("leaves-vlm"));

    assertThat(card.id()).isEqualTo(ID);
    assertThat(card.displayName()).contains("Leaves");
    assertThat(card.type()).contains("HF_PEFT_ADDON");
    assertThat(card.owner()).contains("acme");
    assertThat(card.contextLength()).contains(32768L);
    assertThat(card.createdAt()).contains(Instant.parse("2026-05-04T11:00:00Z"));
    assertThat(card.additionalProperties())
        .containsEntry("tunable", true)
        .containsKey("futureField");
    FireworksModel own = FireworksModel.of(card);
    assertThat(own.isReady()).isTrue();
    assertThat(own.trouble()).isEmpty();
    assertThat(own.baseModel()).contains(BASE);
    assertThat(own.rank()).contains(16);
    assertThat(own.targetModules()).containsExactly("q_proj", "v_proj");
    assertThat(own.supportsImageInput()).contains(true);
    assertThat(own.supportsTools()).contains(false);
    assertThat(own.supportsLora()).contains(false);
    assertThat(own.supportsServerless()).contains(false);
    assertThat(own.tunable()).contains(true);
    assertThat(own.fineTuningJob()).contains("accounts/acme/supervisedFineTuningJobs/leaves-v1");
    assertThat(own.deployments()).containsExactly("accounts/acme/deployments/vl-base");
    assertThat(own.parameters()).isEmpty();
    fireworks.received("models/GET_models_{id}");
  }

  @Test
  void aModelOfFireworksIsReadByItsFullName() {
    fireworks.replay("models/GET_models_{id}.base");

    ModelCard card = ai.models().get(BASE);

    assertThat(card.owner()).contains("fireworks");
    assertThat(FireworksModel.of(card).parameters()).contains(8_767_123_696L);
    assertThat(FireworksModel.of(card).rank()).isEmpty();
    assertThat(FireworksModel.of(card).targetModules()).isEmpty();
    fireworks.received("models/GET_models_{id}.base");
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void listHasTheAccountsOwnModelsAndThenThoseOfFireworks(CallMode mode) {
    // Both listings give the same token for their second page.
    fireworks.replay("models/GET_models", "models/GET_models.next");
    fireworks.replay("models/GET_models.offered", "models/GET_models.offered.next");

    Page<ModelCard> first =
        call(mode, FireworksModelService::list, FireworksModelService::listAsync);
    assertThat(fireworks.requests()).isEqualTo(1);
    List<String> ids = new ArrayList<>();
    first.all().forEach(card -> ids.add(card.id()));

    assertThat(ids)
        .containsExactly(
            ID, "accounts/acme/models/leaves-old", BASE, "accounts/fireworks/models/small");
    fireworks.received(
        "models/GET_models",
        "models/GET_models.next",
        "models/GET_models.offered",
        "models/GET_models.offered.next");
  }

  @ParameterizedTest
  @ValueSource(ints = {403, 404})
  void whoMayNotLookAtWhatFireworksOffersSeesTheOwnModels(int status) {
    fireworks.replay("models/GET_models.next");
    fireworks.answer(status, "{\"code\":7,\"message\":\"no\"}");

    List<String> ids = new ArrayList<>();
    ai.models().list().all().forEach(card -> ids.add(card.id()));

    assertThat(ids).containsExactly("accounts/acme/models/leaves-old");
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void theModelsOfOneAccountAreListedByAFilter(CallMode mode) {
    fireworks.replay("models/GET_models.offered.next");

    Page<ModelCard> some = call(
        mode,
        m -> m.list("fireworks", FireworksModelsHttpTest::pictures),
        m -> m.listAsync("fireworks", FireworksModelsHttpTest::pictures));

    assertThat(some.items()).singleElement().matches(card -> card.owner().isPresent());
    assertThat(some.hasNext()).isFalse();
    fireworks.received("models/GET_models.query");
  }

  private static void pictures(FireworksListQuery query) {
    query.filter("supports_image_input=true").pageSize(10).readMask("name,state");
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void createRegistersAModelOnce(CallMode mode) {
    fireworks.http.enqueue(new MockResponse.Builder()
        .onResponseStart(new SocketEffect.CloseSocket())
        .build());
    fireworks.answer(409, "{\"code\":6,\"message\":\"model exists\"}");
    fireworks.replay("models/GET_models_{id}.uploading");

    ModelCard made = call(
        mode,
        m -> m.create("leaves-vlm", FireworksModelsHttpTest::adapter),
        m -> m.createAsync("leaves-vlm", FireworksModelsHttpTest::adapter));

    assertThat(FireworksModel.of(made).state()).isEqualTo("UPLOADING");
    fireworks.received("models/POST_models", "models/POST_models", "models/GET_models_{id}");
    assertThat(fireworks.requests()).isEqualTo(3);
  }

  private static void adapter(FireworksModelSpec spec) {
    spec.kind("HF_PEFT_ADDON")
        .displayName("Leaves")
        .baseModel(BASE)
        .rank(16)
        .targetModules("q_proj", "v_proj");
  }

  @Test
  void anIdThatIsTakenIsAnError() {
    fireworks.answer(409, "{\"code\":6,\"message\":\"model exists\"}");

    assertThatThrownBy(() -> ai.models().create("leaves-vlm", FireworksModelsHttpTest::adapter))
        .isInstanceOf(ConflictException.class);
    assertThat(fireworks.requests()).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void updateSendsWhatChanges(CallMode mode) {
    fireworks.replay("models/GET_models_{id}");

    ModelCard updated = call(
        mode,
        m -> m.update("leaves-vlm", s -> s.displayName("Leaves 2").description("names leaves")),
        m -> m.updateAsync(ID, s -> s.displayName("Leaves 2").description("names leaves")));

    assertThat(updated.id()).isEqualTo(ID);
    fireworks.received("models/PATCH_models_{id}");
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void prepareTurnsTheWeightsBefore(CallMode mode) {
    fireworks.answer(200, "{}");

    Void unused = mode.call(
        () -> {
          ai.models().prepare(ID, "FP8");
          return null;
        },
        () -> ai.models().prepareAsync(ID, "FP8"));

    fireworks.received("models/POST_models_{id}_prepare");
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void deletingWhatIsGoneIsFine(CallMode mode) {
    fireworks.answer(404, "{\"code\":5,\"message\":\"model not found\"}");

    Void unused = mode.call(
        () -> {
          ai.models().delete("leaves-vlm");
          return null;
        },
        () -> ai.models().deleteAsync("leaves-vlm"));

    fireworks.received("models/DELETE_models_{id}");
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void awaitEndsWhenTheModelIsReady(CallMode mode) {
    fireworks.replay("models/GET_models_{id}.uploading", "models/GET_models_{id}");

    ModelCard ready = call(mode, m -> m.await(ID, w -> {}), m -> m.awaitAsync(ID, w -> {}));

    assertThat(FireworksModel.of(ready).isReady()).isTrue();
    assertThat(fireworks.requests()).isEqualTo(2);
  }

  @Test
  void awaitEndsWhenTheModelCannotBeUsed() {
    fireworks.replay("models/GET_models_{id}.broken");

    assertThatThrownBy(() -> ai.models().await(ID, w -> w.timeout(Duration.ofMinutes(1))))
        .isInstanceOf(JobFailedException.class)
        .hasMessageContaining("INVALID_ARGUMENT: adapter_config.json lacks r");
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void downloadSavesEveryFile(CallMode mode) throws Exception {
    fireworks.replay("models/GET_models_{id}_getDownloadEndpoint");
    fireworks.answer(200, "{\"r\":16}");
    fireworks.answer(200, "weights");
    Path target = folder.resolve("leaves").resolve("adapter");

    List<Path> saved = call(mode, m -> m.download(ID, target), m -> m.downloadAsync(ID, target));

    assertThat(saved)
        .extracting(path -> path.getFileName().toString())
        .containsExactly("adapter_config.json", "adapter_model.safetensors");
    assertThat(Files.readString(target.resolve("adapter_config.json"))).isEqualTo("{\"r\":16}");
    assertThat(Files.readString(target.resolve("adapter_model.safetensors"))).isEqualTo("weights");
    fireworks.received("models/GET_models_{id}_getDownloadEndpoint", "models/GET_storage");
  }

  @Test
  void downloadReplacesNothingUnlessItIsTold() throws Exception {
    Files.writeString(folder.resolve("adapter_config.json"), "mine");
    fireworks.replay("models/GET_models_{id}_getDownloadEndpoint");

    assertThatThrownBy(() -> ai.models().download(ID, folder))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("REPLACE_EXISTING")
        .hasMessageNotContaining("sig=");
    assertThat(fireworks.requests()).isEqualTo(1);

    fireworks.replay("models/GET_models_{id}_getDownloadEndpoint");
    fireworks.answer(200, "theirs");
    fireworks.answer(200, "weights");
    ai.models().download(ID, folder, StandardCopyOption.REPLACE_EXISTING);

    assertThat(Files.readString(folder.resolve("adapter_config.json"))).isEqualTo("theirs");
  }

  @ParameterizedTest
  @ValueSource(strings = {"../outside", "/../outside", "..", "a/../.."})
  void aNameThatLeadsOutOfTheFolderIsNotFollowed(String name) {
    fireworks.answer(
        200,
        "{\"filenameToSignedUrls\":{\"" + name + "\":\"" + fireworks.server() + "/x?sig=9\"}}");

    assertThatThrownBy(() -> ai.models().download(ID, folder.resolve("in")))
        .isInstanceOf(UnreadableResponseException.class)
        .hasMessageContaining("would not lie in the folder")
        .hasMessageNotContaining("sig=");
    assertThat(fireworks.requests()).isEqualTo(1);
  }

  @Test
  void aSignedAddressIsInNoMessage() {
    fireworks.replay("models/GET_models_{id}_getDownloadEndpoint");
    fireworks.answer(403, "<Error>expired</Error>");

    assertThatThrownBy(() -> ai.models().download(ID, folder))
        .hasMessageContaining("download model " + ID + ", file adapter_config.json")
        .hasMessageNotContaining("sig=")
        .hasMessageNotContaining("/bkt");
  }

  @Test
  void badInputIsRefusedBeforeAnythingIsSent() {
    assertThatThrownBy(() -> ai.models().create("Leaves", FireworksModelsHttpTest::adapter))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("cannot be an id");
    assertThatThrownBy(() -> ai.models().create("leaves", s -> s.rank(128)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("the rank of an uploaded adapter is 128, but it must be 4 to 64");
    assertThatThrownBy(() -> ai.models().update(ID, s -> {}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("nothing is set");
    assertThatThrownBy(() ->
            ai.models().update(ID, s -> s.contextLength(9).checks(c -> c.configOnly(true))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("checks(..) is for uploads");
    assertThatThrownBy(() -> ai.models().get("accounts/acme/datasets/leaves"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(fireworks.requests()).isZero();
  }
}
