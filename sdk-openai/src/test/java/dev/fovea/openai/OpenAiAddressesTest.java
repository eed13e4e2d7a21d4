package dev.fovea.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fovea.config.ClientOptions;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OpenAiAddressesTest {
  private static final String SECRET = "sk-hidden-marker";

  private static OpenAiOptions.Builder options(String base) {
    ClientOptions.Builder client = ClientOptions.builder().apiKey(SECRET);
    if (base != null) {
      client.baseUrl(URI.create(base));
    }
    return OpenAiOptions.builder().client(client.build());
  }

  @ParameterizedTest
  @CsvSource({
    ",https://api.openai.com/v1,false",
    "https://api.openai.com,https://api.openai.com/v1,false",
    "https://api.openai.com/v1/,https://api.openai.com/v1,false",
    "https://eu.api.openai.com/v1,https://eu.api.openai.com/v1,false",
    "https://API.OpenAI.com/v1,https://API.OpenAI.com/v1,false",
    "https://leaf.openai.azure.com/openai/v1/,https://leaf.openai.azure.com/openai/v1,false",
    "http://localhost:8000/v1,http://localhost:8000/v1,true",
    "http://localhost:8000,http://localhost:8000/v1,true",
    "http://localhost:11434/v1/,http://localhost:11434/v1,true",
    "http://127.0.0.1:1234/,http://127.0.0.1:1234/v1,true",
    "http://[::1]:8080/v1,http://[::1]:8080/v1,true",
    "https://host.test/openai/v1,https://host.test/openai/v1,true",
    "https://host.test/api//,https://host.test/api,true",
    "https://host.test/v1/chat/completions,https://host.test/v1,true",
    "https://generativelanguage.googleapis.com/v1beta/openai/,https://generativelanguage.googleapis.com/v1beta/openai,true",
    "https://notopenai.com/v1,https://notopenai.com/v1,true",
    "https://openai.com.evil.test/v1,https://openai.com.evil.test/v1,true"
  })
  void aPathIsKeptABareHostGetsItsVersionAndTheHostSaysWhoseServerItIs(
      String written, String base, boolean compatible) {
    OpenAiOptions options = options(written).build();

    assertThat(OpenAiAddresses.base(options)).hasToString(base);
    assertThat(OpenAiAddresses.compatible(options)).isEqualTo(compatible);
  }

  @Test
  void whoseServerItIsCanBeSaid() {
    assertThat(OpenAiAddresses.compatible(
            options("https://gate.test/v1").compatible(false).build()))
        .isFalse();
    assertThat(OpenAiAddresses.compatible(options(null).compatible(true).build()))
        .isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "localhost:8000/v1",
        "ftp://host/v1",
        "not a url",
        "/v1",
        "https://",
        "https://host/v1?key=sk-hidden-marker",
        "https://me:sk-hidden-marker@host/v1",
        "https://host/#x"
      })
  void refusesWhatIsNoBaseUrlWithoutShowingAPassword(String url) {
    Map<String, String> environment = Map.of("OPENAI_API_KEY", SECRET, "OPENAI_BASE_URL", url);

    assertThatThrownBy(() -> new OpenAiProvider().openFromEnvironment(environment))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("base URL")
        .hasMessageNotContaining(SECRET);
  }

  @Test
  void aKeyDoesNotTravelInTheClearToAnotherMachine() {
    OpenAiOptions options = options("http://gpu.test:8000/v1").build();

    assertThatThrownBy(() -> OpenAiClient.of(options))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("https")
        .hasMessageNotContaining(SECRET);
  }
}
