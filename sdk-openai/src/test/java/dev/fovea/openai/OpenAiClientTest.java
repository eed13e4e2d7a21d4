package dev.fovea.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fovea.Providers;
import dev.fovea.VisionClient;
import dev.fovea.chat.ChatService;
import dev.fovea.config.Capability;
import dev.fovea.config.ClientOptions;
import dev.fovea.error.AuthenticationException;
import dev.fovea.error.ClosedClientException;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import mockwebserver3.RecordedRequest;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OpenAiClientTest {
  private static final String SECRET = "sk-hidden-marker";

  @RegisterExtension
  final Recorded openai = new Recorded();

  private void answer() {
    openai.answer(200, "{\"choices\":[{\"message\":{\"content\":\"oak\"}}]}");
  }

  private static String ask(ChatService chat) {
    return chat.create(r -> r.model("m").user("Which tree?").maxTokens(5)).text();
  }

  @Test
  void readsTheEnvironment() {
    answer();
    Map<String, String> environment = Map.of(
        "OPENAI_API_KEY",
        " " + Recorded.KEY + "\n",
        "OPENAI_BASE_URL",
        openai.server() + "/v1/",
        "OPENAI_ORG_ID",
        "org-env",
        "OPENAI_PROJECT_ID",
        "proj_env",
        "OPENAI_ADMIN_KEY",
        SECRET,
        "OPENAI_WEBHOOK_SECRET",
        "whsec_" + SECRET);

    try (VisionClient client = new OpenAiProvider().openFromEnvironment(environment)) {
      assertThat(ask(client.chat())).isEqualTo("oak");
      assertThat(client.toString()).doesNotContain(SECRET).doesNotContain(Recorded.KEY);
    }

    RecordedRequest request = openai.request();
    assertThat(request.getHeaders().get("Authorization")).isEqualTo("Bearer " + Recorded.KEY);
    assertThat(request.getHeaders().get("OpenAI-Organization")).isEqualTo("org-env");
    assertThat(request.getHeaders().get("OpenAI-Project")).isEqualTo("proj_env");
    assertThat(request.getUrl().encodedPath()).isEqualTo("/v1/chat/completions");
    // The host says that this is another's server.
    assertThat(request.getBody().utf8()).contains("\"max_tokens\":5");
  }

  @Test
  void theEnvironmentCanSayWhoseServerItIs() {
    answer();
    Map<String, String> environment = Map.of(
        "OPENAI_API_KEY", SECRET, "OPENAI_BASE_URL", openai.server(), "OPENAI_COMPATIBLE", "false");

    try (VisionClient client = new OpenAiProvider().openFromEnvironment(environment)) {
      ask(client.chat());
    }

    assertThat(openai.request().getBody().utf8()).contains("\"max_completion_tokens\":5");
  }

  @Test
  void withoutOrganizationAndProjectTheirHeadersAreAbsent() {
    answer();
    try (OpenAiClient client = openai.client()) {
      ask(client.chat());
    }

    RecordedRequest request = openai.request();
    assertThat(request.getHeaders().names())
        .doesNotContain("OpenAI-Organization", "OpenAI-Project");
    assertThat(request.getBody().utf8()).contains("\"max_completion_tokens\":5");
  }

  @Test
  void aMissingKeyNamesTheVariable() {
    assertThatThrownBy(() -> new OpenAiProvider().openFromEnvironment(Map.of()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("OPENAI_API_KEY");
    assertThatThrownBy(
            () -> new OpenAiProvider().openFromEnvironment(Map.of("OPENAI_API_KEY", "  ")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("OPENAI_API_KEY");
    assertThatThrownBy(() -> OpenAiClient.builder().build())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("OPENAI_API_KEY");
  }

  @Test
  void aKeyGivenInCodeStandsInForAMissingVariable() {
    try (VisionClient client =
        new OpenAiProvider().openFromEnvironment(Map.of(), o -> o.apiKey(SECRET))) {
      assertThat(client.provider()).isEqualTo("openai");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"sk-hidden\n-marker", "sk-hidden\u200b-marker", "sk hidden-marker"})
  void aKeyThatCannotBeSentIsRefusedWithoutBeingShown(String key) {
    assertThatThrownBy(() -> OpenAiClient.builder().apiKey(key).build())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContaining("hidden")
        .hasMessageNotContaining("marker");
  }

  @Test
  void theKeyIsAskedForWithEveryCallAndNeverShown() {
    answer();
    answer();
    AtomicInteger turn = new AtomicInteger();
    try (OpenAiClient client =
        openai.client(b -> b.apiKey(() -> SECRET + turn.incrementAndGet()))) {
      ask(client.chat());
      ask(client.chat());

      String first = openai.request().getHeaders().get("Authorization");
      assertThat(openai.request().getHeaders().get("Authorization")).isNotEqualTo(first);
      assertThat(client.toString()).contains("OpenAi").doesNotContain(SECRET);
    }
  }

  @Test
  void theTextOfOptionsShowsNoSecret() {
    OpenAiOptions options = OpenAiOptions.builder()
        .client(ClientOptions.builder().apiKey(SECRET).build())
        .adminKey(SECRET)
        .webhookSecret("whsec_" + SECRET)
        .organization("org-shown")
        .build();

    assertThat(options.toString()).contains("org-shown").doesNotContain("hidden");
    assertThat(options.adminKey().orElseThrow().get()).isEqualTo(SECRET);
    assertThat(options.webhookSecret().orElseThrow().get()).isEqualTo("whsec_" + SECRET);
  }

  @Test
  void aRefusedKeyIsATypedErrorWithItsCodeAndIsNotTriedAgain() {
    openai.answer(
        401,
        "{\"error\":{\"message\":\"Incorrect API key provided: sk-abc***xyz.\",\"type\":"
            + "\"invalid_request_error\",\"code\":\"invalid_api_key\",\"param\":null},"
            + "\"status\":401}",
        "x-request-id: req_401");
    try (OpenAiClient client = openai.client()) {
      assertThatThrownBy(() -> ask(client.chat()))
          .isInstanceOfSatisfying(AuthenticationException.class, e -> {
            assertThat(e.code()).contains("invalid_api_key");
            assertThat(e.requestId()).contains("req_401");
          })
          .hasMessageNotContaining(Recorded.KEY);
    }
    assertThat(openai.requests()).isEqualTo(1);
  }

  @Test
  void closingAViewClosesNothingAndClosingTheClientEndsTheView() {
    answer();
    answer();
    OpenAiClient client = openai.client(b -> b.organization("org-leaf"));
    OpenAiClient view = client.withOptions(o -> o.putHeader("x-team", "leaf"));
    ask(view.chat());
    view.close();
    ask(client.chat());
    client.close();

    RecordedRequest first = openai.request();
    assertThat(first.getHeaders().get("x-team")).isEqualTo("leaf");
    assertThat(first.getHeaders().get("OpenAI-Organization")).isEqualTo("org-leaf");
    // A view speaks to the same server in the same words.
    assertThat(first.getBody().utf8()).contains("max_completion_tokens");
    assertThat(openai.request().getHeaders().get("x-team")).isNull();
    assertThatThrownBy(() -> ask(view.chat())).isInstanceOf(ClosedClientException.class);
    assertThatThrownBy(() -> ask(client.chat())).isInstanceOf(ClosedClientException.class);
  }

  @Test
  void aViewCannotMoveToAnotherServer() {
    try (OpenAiClient client = openai.client()) {
      assertThatThrownBy(() -> client.withOptions(o -> o.baseUrl(URI.create("https://other.test"))))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void theHttpClientCanBeChangedWhereOptionsHaveNoWord() {
    AtomicInteger asked = new AtomicInteger();
    answer();
    try (OpenAiClient client = openai.client(b -> b.okHttp((OkHttpClient.Builder http) ->
        http.pingInterval(asked.incrementAndGet(), TimeUnit.HOURS)))) {
      ask(client.chat());
    }
    assertThat(asked).hasPositiveValue();
  }

  @Test
  void whoeverAsksByNameGetsTheSameClient() {
    try (VisionClient client = Providers.open("openai", o -> o.apiKey(SECRET))) {
      assertThat(client).isInstanceOf(OpenAiClient.class);
      assertThat(client.capabilities())
          .contains(Capability.REMOTE_IMAGES, Capability.IMAGE_DETAIL, Capability.TOOLS)
          .doesNotContain(
              Capability.DEPLOYMENTS,
              Capability.IDLE_STOP,
              Capability.COMPLETIONS,
              Capability.LORA_ADAPTER,
              Capability.VIDEO_INPUT);
    }
  }
}
