package dev.fovea.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fovea.ModelCard;
import dev.fovea.error.NotFoundException;
import dev.fovea.error.PermissionDeniedException;
import dev.fovea.page.Page;
import dev.fovea.providertests.CallMode;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OpenAiModelsHttpTest {
  private static final String TUNED = "ft:gpt-4o-2024-08-06:acme:birds-v1:9ABel2dg";
  private static final String LIST = "models/GET_models";
  private static final String LOOK = "models/GET_models_{id}";
  private static final String DELETE = "models/DELETE_models_{id}";

  @RegisterExtension
  final Recorded openAi = new Recorded();

  private final Supplier<OpenAiClient> opening = openAi::client;
  private OpenAiClient client;

  private OpenAiModelService models() {
    client = opening.get();
    return client.models();
  }

  @AfterEach
  void closes() {
    if (client != null) {
      client.close();
    }
  }

  private ModelCard get(CallMode mode, String id) {
    OpenAiModelService models = models();
    return mode.call(() -> models.get(id), () -> models.getAsync(id));
  }

  private void delete(CallMode mode) {
    OpenAiModelService models = models();
    Object unused = mode.call(
        () -> {
          models.delete(TUNED);
          return true;
        },
        () -> models.deleteAsync(TUNED).thenApply(gone -> true));
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void listIsOnePage(CallMode mode) {
    openAi.replay(LIST);
    OpenAiModelService models = models();

    Page<ModelCard> page = mode.call(models::list, models::listAsync);

    assertThat(page.all())
        .extracting(ModelCard::id)
        .containsExactly(
            "gpt-4o-2024-08-06", "ft:gpt-4o-2024-08-06:acme::7Zz01", "gpt-4o-mini", TUNED);
    openAi.received(LIST);
    assertThat(openAi.requests()).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void aNameWithColonsTravelsAsItIs(CallMode mode) {
    openAi.replay(LOOK);

    ModelCard card = get(mode, TUNED);

    assertThat(card.owner()).contains("acme-x1");
    assertThat(card.createdAt()).hasToString("Optional[2026-09-21T15:21:40Z]");
    OpenAiModel view = OpenAiModel.of(card);
    assertThat(view.isFineTuned()).isTrue();
    assertThat(view.baseModel()).contains("gpt-4o-2024-08-06");
    assertThat(view.suffix()).contains("birds-v1");
    assertThat(view.checkpointStep()).isEmpty();
    assertThat(view.shutdownDate()).isEmpty();
    openAi.received(LOOK);
  }

  @Test
  void theViewKnowsTheDayAModelEnds() {
    openAi.replay(LOOK + ".base");

    OpenAiModel view = OpenAiModel.of(get(CallMode.SYNC, "gpt-4o-2024-08-06"));

    assertThat(view.shutdownDate()).contains(LocalDate.of(2027, 10, 1));
    assertThat(view.isFineTuned()).isFalse();
    assertThat(view.baseModel()).isEmpty();
    assertThat(view.card().owner()).contains("system");
    openAi.received(LOOK + ".base");
  }

  @Test
  void aCheckpointsNameTellsItsStepAndOddNamesTellLess() {
    assertThat(named(TUNED + ":ckpt-step-60").checkpointStep()).contains(60);
    assertThat(named(TUNED + ":ckpt-step-x").checkpointStep()).isEmpty();
    assertThat(named("ft:gpt-4o:acme::7Zz01").suffix()).isEmpty();
    assertThat(named("ft:").baseModel()).isEmpty();
  }

  private static OpenAiModel named(String id) {
    return OpenAiModel.of(ModelCard.builder().id(id).build());
  }

  @Test
  void aDateInAnotherFormIsNoDate() {
    for (String date : List.of("\"soon\"", "17", "null", "\"2027-13-01\"")) {
      openAi.answer(200, "{\"id\":\"gpt-4o\",\"shutdown_date\":" + date + "}");
      assertThat(OpenAiModel.of(get(CallMode.SYNC, "gpt-4o")).shutdownDate()).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void aModelNobodyKnowsIsNotFound(CallMode mode) {
    openAi.replay(LOOK + ".missing");

    assertThatThrownBy(() -> get(mode, TUNED))
        .isInstanceOfSatisfying(NotFoundException.class, missing -> {
          assertThat(missing.code()).contains("model_not_found");
          assertThat(missing.requestId()).contains("req_0123456789abcdef0123456789abcdef");
        })
        .hasMessageContaining("read model");
    assertThat(openAi.requests()).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void deletingWhatIsGoneIsFine(CallMode mode) {
    openAi.replay(DELETE, DELETE + ".gone");

    delete(mode);
    delete(mode);

    openAi.received(DELETE, DELETE);
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void onlyAnOwnerMayDelete(CallMode mode) {
    openAi.replay(DELETE + ".refused");

    assertThatThrownBy(() -> delete(mode)).isInstanceOf(PermissionDeniedException.class);
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void anothersServerIsAskedForItsListAlone(CallMode mode) {
    openAi.replay("deployments/GET_models.compatible", "deployments/GET_models.compatible");
    client = openAi.client(builder -> builder.compatible(true));
    OpenAiModelService models = client.models();

    ModelCard card =
        mode.call(() -> models.get("acme/leaves"), () -> models.getAsync("acme/leaves"));

    assertThat(card.contextLength()).contains(8192L);
    assertThatThrownBy(() ->
            mode.call(() -> models.get("acme/needles"), () -> models.getAsync("acme/needles")))
        .isInstanceOf(NotFoundException.class)
        .hasMessageContaining("acme/needles");
    openAi.received("deployments/GET_models.compatible", "deployments/GET_models.compatible");
  }
}
