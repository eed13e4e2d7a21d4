package dev.fovea.together;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fovea.Providers;
import dev.fovea.VisionClient;
import dev.fovea.VisionProvider;
import dev.fovea.chat.ChatRules;
import dev.fovea.chat.ChatRulesProvider;
import dev.fovea.config.Capability;
import dev.fovea.config.ClientOptions;
import dev.fovea.dataset.DatasetProvider;
import dev.fovea.dataset.DatasetRules;
import dev.fovea.error.ClosedClientException;
import java.io.IOException;
import java.io.InputStream;
import java.lang.module.ModuleDescriptor;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TogetherClientTest {
  private static final String SECRET = "tk-hidden-marker";

  @RegisterExtension
  final Recorded together = new Recorded();

  private static TogetherAddresses addresses(TogetherOptions.Builder options, String base) {
    ClientOptions.Builder client = ClientOptions.builder().apiKey(SECRET);
    if (base != null) {
      client.baseUrl(URI.create(base));
    }
    return TogetherAddresses.of(options.client(client.build()).build());
  }

  @ParameterizedTest
  @CsvSource({
    ",https://api.together.ai/v1,https://api.together.ai/v2,https://api-inference.together.ai/v1",
    "https://api.together.ai,https://api.together.ai/v1,https://api.together.ai/v2,https://api-inference.together.ai/v1",
    "https://api.together.xyz/v1/,https://api.together.xyz/v1,https://api.together.ai/v2,https://api-inference.together.ai/v1",
    "http://127.0.0.1:4011,http://127.0.0.1:4011/v1,http://127.0.0.1:4011/v1,http://127.0.0.1:4011/v1",
    "http://127.0.0.1:4011/,http://127.0.0.1:4011/v1,http://127.0.0.1:4011/v1,http://127.0.0.1:4011/v1",
    "http://127.0.0.1:4011/v1,http://127.0.0.1:4011/v1,http://127.0.0.1:4011/v1,http://127.0.0.1:4011/v1",
    "http://127.0.0.1:4011/v1//,http://127.0.0.1:4011/v1,http://127.0.0.1:4011/v1,http://127.0.0.1:4011/v1",
    "https://gate.test/t/v1,https://gate.test/t/v1,https://gate.test/t/v1,https://gate.test/t/v1",
    "http://api.together.ai,http://api.together.ai/v1,http://api.together.ai/v1,http://api.together.ai/v1"
  })
  void oneBaseUrlMovesAllThreeAddresses(
      String base, String api, String management, String inference) {
    TogetherAddresses addresses = addresses(TogetherOptions.builder(), base);

    assertThat(addresses.api()).hasToString(api);
    assertThat(addresses.management()).hasToString(management);
    assertThat(addresses.inference()).hasToString(inference);
  }

  @Test
  void anInferenceUrlOfItsOwnWins() {
    URI own = URI.create("https://inference.test");
    TogetherAddresses addresses =
        addresses(TogetherOptions.builder().inferenceBaseUrl(own), "https://gate.test");

    assertThat(addresses.inference()).hasToString("https://inference.test/v1");
    assertThat(addresses.management()).hasToString("https://gate.test/v1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ftp://host/v1",
        "not a url",
        "/v1",
        "https://",
        "https://host/v1?key=tk-hidden-marker",
        "https://me:tk-hidden-marker@host/v1",
        "https://host/#x"
      })
  void refusesWhatIsNoBaseUrlWithoutShowingAPassword(String url) {
    Map<String, String> environment = Map.of("TOGETHER_API_KEY", SECRET, "TOGETHER_BASE_URL", url);

    assertThatThrownBy(() -> new TogetherProvider().openFromEnvironment(environment))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("base URL")
        .hasMessageNotContaining(SECRET);
  }

  @Test
  void readsTheEnvironment() {
    together.answer(200, "[]");
    together.replay("deployments/GET_instance-types");
    together.answer(200, "{\"data\":[],\"next_cursor\":null}");
    Map<String, String> environment = Map.of(
        "TOGETHER_API_KEY",
        " " + Recorded.KEY + "\n",
        "TOGETHER_BASE_URL",
        together.server(),
        "TOGETHER_PROJECT_ID",
        "proj_env");

    try (VisionClient client = new TogetherProvider().openFromEnvironment(environment)) {
      assertThat(client.models().list().items()).isEmpty();
      assertThat(client.deployments().list().items()).isEmpty();
    }

    assertThat(together.request().getHeaders().get("Authorization"))
        .isEqualTo("Bearer " + Recorded.KEY);
    assertThat(together.paths())
        .startsWith("GET /v1/models")
        .endsWith("GET /v1/projects/proj_env/endpoints");
  }

  @Test
  void aMissingKeyNamesTheVariable() {
    assertThatThrownBy(() -> new TogetherProvider().openFromEnvironment(Map.of()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("TOGETHER_API_KEY");
    assertThatThrownBy(
            () -> new TogetherProvider().openFromEnvironment(Map.of("TOGETHER_API_KEY", "  ")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("TOGETHER_API_KEY");
    assertThatThrownBy(() -> TogetherClient.builder().build())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("TOGETHER_API_KEY");
  }

  @Test
  void aKeyGivenInCodeStandsInForAMissingVariable() {
    try (VisionClient client =
        new TogetherProvider().openFromEnvironment(Map.of(), o -> o.apiKey(SECRET))) {
      assertThat(client.provider()).isEqualTo("together");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"tk-hidden\n-marker", "tk-hidden\u200b-marker", "tk hidden-marker"})
  void aKeyThatCannotBeSentIsRefusedWithoutBeingShown(String key) {
    assertThatThrownBy(() -> TogetherClient.builder().apiKey(key).build())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContaining("hidden")
        .hasMessageNotContaining("marker");
  }

  @Test
  void theKeyIsAskedForWithEveryCallAndNeverShown() {
    together.answer(200, "[]");
    together.answer(200, "[]");
    AtomicInteger turn = new AtomicInteger();
    try (TogetherClient client =
        together.client(b -> b.apiKey(() -> SECRET + turn.incrementAndGet()))) {
      client.models().list();
      client.models().list();

      String first = together.request().getHeaders().get("Authorization");
      assertThat(together.request().getHeaders().get("Authorization")).isNotEqualTo(first);
      assertThat(client.toString()).contains("Together").doesNotContain(SECRET);
    }
  }

  @Test
  void closingAViewClosesNothingAndClosingTheClientEndsTheView() {
    together.answer(200, "[]");
    together.answer(200, "[]");
    TogetherClient client = together.client(b -> {});
    TogetherClient view = client.withOptions(o -> o.putHeader("x-team", "leaf"));
    view.models().list();
    view.close();
    client.models().list();
    client.close();

    assertThat(together.request().getHeaders().get("x-team")).isEqualTo("leaf");
    assertThat(together.request().getHeaders().get("x-team")).isNull();
    assertThatThrownBy(() -> view.models().list()).isInstanceOf(ClosedClientException.class);
    assertThatThrownBy(() -> client.models().list()).isInstanceOf(ClosedClientException.class);
  }

  @Test
  void aViewCannotMoveToAnotherServer() {
    try (TogetherClient client = together.client(b -> {})) {
      assertThatThrownBy(() -> client.withOptions(o -> o.baseUrl(URI.create("https://other.test"))))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("base URL");
    }
  }

  @Test
  void isFoundByItsIdAndIsTheSameClient() {
    VisionProvider found = Providers.find("together").orElseThrow();

    assertThat(Providers.ids()).contains("together");
    assertThat(found.environmentVariables()).startsWith("TOGETHER_API_KEY");
    try (VisionClient client = Providers.open("together", o -> o.apiKey(SECRET))) {
      assertThat(client).isInstanceOf(TogetherClient.class);
      assertThat(client.capabilities())
          .contains(Capability.DEPLOYMENTS, Capability.IDLE_STOP)
          .doesNotContain(Capability.IMAGE_DETAIL, Capability.PAUSE_JOB);
    }
    assertThatThrownBy(() -> Providers.open("nobody"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("together");
  }

  @Test
  void theModuleAndTheServiceFilesNameTheSameEntries() throws IOException {
    List<Class<?>> services =
        List.of(VisionProvider.class, DatasetProvider.class, ChatRulesProvider.class);
    ModuleDescriptor module = TogetherProvider.class.getModule().getDescriptor();
    for (Class<?> service : services) {
      String file = "/META-INF/services/" + service.getName();
      try (InputStream in = TogetherProvider.class.getResourceAsStream(file)) {
        String names = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        assertThat(names.strip()).isEqualTo(TogetherProvider.class.getName());
      }
      assertThat(module.provides())
          .anyMatch(provides -> provides.service().equals(service.getName())
              && provides.providers().equals(List.of(TogetherProvider.class.getName())));
    }
    assertThat(DatasetRules.of("together")).isNotNull();
    assertThat(ChatRules.of("together").settings()).containsEntry("answering-roles", "tool");
  }
}
