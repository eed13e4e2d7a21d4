package dev.fovea.together;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fovea.ModelCard;
import dev.fovea.ModelService;
import dev.fovea.error.NotFoundException;
import dev.fovea.error.UnreadableResponseException;
import dev.fovea.providertests.CallMode;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TogetherModelsHttpTest {
  @RegisterExtension
  final Recorded together = new Recorded();

  private TogetherClient client;

  @BeforeEach
  void open() {
    client = together.client(b -> b.projectId("proj_leaf"));
  }

  @AfterEach
  void close() {
    client.close();
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void listReadsABareArray(CallMode mode) {
    together.replay("models/GET_models");
    ModelService models = client.models();

    List<ModelCard> cards = mode.call(models::list, models::listAsync).items();

    assertThat(cards)
        .extracting(ModelCard::id)
        .containsExactly("leaflab/base-vlm", "leaflab/undated");
    ModelCard first = cards.get(0);
    assertThat(first.displayName()).contains("Base VLM");
    assertThat(first.type()).contains("chat");
    assertThat(first.owner()).contains("Leaf Lab");
    assertThat(first.contextLength()).contains(32768L);
    assertThat(first.createdAt()).contains(Instant.ofEpochSecond(1754400000));
    assertThat(first.additionalProperties()).containsKey("pricing");
    assertThat(cards.get(1).createdAt()).isEmpty();
    together.received("models/GET_models");
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void getLooksInTheListAndThenInTheRegistry(CallMode mode) {
    together.replay("models/GET_models", "models/GET_models", "deployments/GET_models.none");
    ModelService models = client.models();

    ModelCard found =
        mode.call(() -> models.get("leaflab/undated"), () -> models.getAsync("leaflab/undated"));

    assertThat(found.type()).contains("embedding");
    assertThatThrownBy(() -> mode.call(() -> models.get("nobody"), () -> models.getAsync("nobody")))
        .isInstanceOf(NotFoundException.class)
        .hasMessageContaining("nobody");
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void deleteRemovesFromTheRegistryByIdOrName(CallMode mode) {
    together.replay("deployments/DELETE_any", "deployments/GET_models", "deployments/DELETE_any");

    delete(mode, "ml_oak");
    delete(mode, "leaflab/oak-tuned");

    together.received("models/DELETE_model", "deployments/GET_models", "models/DELETE_model");
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void deletingWhatIsGoneIsFine(CallMode mode) {
    together.answer(404, "{\"code\":5,\"message\":\"not found\"}");
    together.replay("deployments/GET_models.none");

    delete(mode, "ml_gone");
    delete(mode, "leaflab/oak-tuned");

    assertThat(together.requests()).isEqualTo(2);
  }

  @Test
  void aListThatIsNoListIsUnreadable() {
    together.answer(200, "{\"models\":3}");

    assertThatThrownBy(() -> client.models().list())
        .isInstanceOf(UnreadableResponseException.class)
        .hasMessageContaining("no list");
  }

  private void delete(CallMode mode, String id) {
    mode.call(
        () -> {
          client.models().delete(id);
          return true;
        },
        () -> client.models().deleteAsync(id).thenApply(gone -> true));
  }
}
