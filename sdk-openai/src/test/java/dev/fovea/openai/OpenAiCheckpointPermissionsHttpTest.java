package dev.fovea.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fovea.page.Page;
import dev.fovea.providertests.CallMode;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import mockwebserver3.MockResponse;
import mockwebserver3.SocketEffect;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OpenAiCheckpointPermissionsHttpTest {
  private static final String ADMIN = "admin-marker-987";
  private static final String CHECKPOINT =
      "ft:gpt-4o-2024-08-06:acme:birds-v1:9ABel2dg:ckpt-step-60";
  private static final List<String> PROJECTS = List.of("proj_leaf", "proj_tree");
  private static final String CREATE = "checkpoint_permissions/POST_permissions";
  private static final String LIST = "checkpoint_permissions/GET_permissions";
  private static final String DELETE = "checkpoint_permissions/DELETE_permissions_{id}";

  @RegisterExtension
  final Recorded openAi = new Recorded();

  private OpenAiClient client;

  @BeforeEach
  void opens() {
    client = openAi.client(builder -> builder.adminKey(() -> ADMIN));
  }

  @AfterEach
  void closes() {
    client.close();
  }

  private OpenAiCheckpointPermissionService permissions() {
    return client.checkpointPermissions();
  }

  private List<OpenAiCheckpointPermission> create(CallMode mode, List<String> projects) {
    return mode.call(
        () -> permissions().create(CHECKPOINT, projects),
        () -> permissions().createAsync(CHECKPOINT, projects));
  }

  private Page<OpenAiCheckpointPermission> list(
      CallMode mode, Consumer<OpenAiCheckpointPermissionQuery> query) {
    return mode.call(
        () -> permissions().list(CHECKPOINT, query),
        () -> permissions().listAsync(CHECKPOINT, query));
  }

  private void delete(CallMode mode) {
    boolean unused = mode.call(
        () -> {
          permissions().delete(CHECKPOINT, "cp_1");
          return true;
        },
        () -> permissions().deleteAsync(CHECKPOINT, "cp_1").thenApply(gone -> true));
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void createUsesTheKeyOfAdministrators(CallMode mode) {
    openAi.replay(CREATE);

    List<OpenAiCheckpointPermission> made = create(mode, PROJECTS);

    assertThat(made).extracting(OpenAiCheckpointPermission::id).containsExactly("cp_1", "cp_2");
    assertThat(made.get(1).projectId()).contains("proj_tree");
    assertThat(made.get(1).createdAt()).isPresent();
    openAi.received(CREATE);
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void aCreateWhoseAnswerIsLostIsNotRepeated(CallMode mode) {
    openAi.http.enqueue(new MockResponse.Builder()
        .onResponseStart(SocketEffect.ShutdownConnection.INSTANCE)
        .build());

    assertThatThrownBy(() -> create(mode, PROJECTS))
        .hasMessageContaining("list the checkpoint's permissions");
    assertThat(openAi.requests()).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void listFollowsTheLastId(CallMode mode) {
    openAi.replay(LIST, LIST + ".next");

    assertThat(list(mode, query -> {}).all())
        .extracting(OpenAiCheckpointPermission::id)
        .containsExactly("cp_2", "cp_1");
    openAi.received(LIST, LIST + ".next");
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void aQuerySaysWhichAndInWhichOrder(CallMode mode) {
    openAi.replay(LIST + ".empty");

    Page<OpenAiCheckpointPermission> page =
        list(mode, q -> q.projectId("proj_leaf").limit(5).order("ascending").after("cp_0"));

    assertThat(page.all()).isEmpty();
    openAi.received(LIST + ".query");
  }

  @Test
  void theListEndsWhereOpenAiNamesNoLastId() {
    openAi.answer(200, "{\"data\":[{\"id\":\"cp_9\"}],\"has_more\":true,\"last_id\":null}");

    assertThat(list(CallMode.SYNC, query -> {}).all()).hasSize(1);
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
  void withoutThatKeyNothingIsSent(CallMode mode) {
    try (OpenAiClient ordinary = openAi.client();
        OpenAiClient blank = openAi.client(builder -> builder.adminKey(() -> " "))) {
      for (OpenAiClient without : List.of(ordinary, blank)) {
        client.close();
        client = without;
        assertMissing(() -> create(mode, PROJECTS));
        assertMissing(() -> list(mode, query -> {}));
        assertMissing(() -> {
          delete(mode);
          return null;
        });
      }
    }
    assertThat(openAi.requests()).isZero();
  }

  private static void assertMissing(Supplier<?> call) {
    assertThatThrownBy(call::get)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("OPENAI_ADMIN_KEY");
  }

  @Test
  void otherCallsNeverCarryIt() {
    openAi.replay("models/GET_models");

    client.models().list();

    assertThat(openAi.request().getHeaders().get("Authorization"))
        .isEqualTo("Bearer " + Recorded.KEY);
  }

  @Test
  void aViewOfTheClientKeepsItAndNoTextShowsIt() {
    openAi.replay(LIST + ".empty");
    OpenAiClient view = client.withOptions(options -> options.putHeader("X-Team", "leaf"));

    view.checkpointPermissions().list(CHECKPOINT, query -> {});

    assertThat(openAi.request().getHeaders().get("Authorization")).isEqualTo("Bearer " + ADMIN);
    assertThat(client + "" + view + permissions()).doesNotContain(ADMIN);
  }

  @Test
  void aKeyThatCannotBeSentIsNotShown() {
    client.close();
    client = openAi.client(builder -> builder.adminKey(() -> ADMIN + "\n" + ADMIN));

    assertThatThrownBy(() -> create(CallMode.SYNC, PROJECTS))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContaining(ADMIN);
  }

  @Test
  void noProjectIsRefused() {
    assertThatThrownBy(() -> create(CallMode.SYNC, List.of()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(openAi.requests()).isZero();
  }
}
