package dev.fovea.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.Proxy;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClientOptionsTest {
  @Test
  void whatIsNotSetIsAbsentOrHasItsDefault() {
    ClientOptions options = ClientOptions.builder().apiKey("k").build();

    assertThat(options.baseUrl()).isEmpty();
    assertThat(options.proxy()).isEmpty();
    assertThat(options.tls()).isEmpty();
    assertThat(options.hostResolver()).isEmpty();
    assertThat(options.callbackExecutor()).isEmpty();
    assertThat(options.headers()).isEmpty();
    assertThat(options.apiKey().get()).isEqualTo("k");
    assertThat(options.timing()).isSameAs(Timing.system());
    assertThat(options.timeouts()).isEqualTo(Timeouts.builder().build());
    assertThat(options.retries().maxAttempts()).isEqualTo(3);
    assertThat(options.retries().retryUnanswered()).isFalse();
    assertThat(options.limits().responseBytes()).isEqualTo(33_554_432L);
  }

  @Test
  void aKeyIsNeeded() {
    assertThatThrownBy(() -> ClientOptions.builder().build())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("apiKey");
  }

  @Test
  void changingOneLimitKeepsTheOthers() {
    ClientOptions options = ClientOptions.builder()
        .apiKey("k")
        .timeouts(t -> t.connect(Duration.ofSeconds(1)))
        .retries(r -> r.maxAttempts(5))
        .build();

    ClientOptions changed = options.toBuilder()
        .timeouts(t -> t.idle(Duration.ofSeconds(2)))
        .retries(r -> r.retryUnanswered(true))
        .build();

    assertThat(changed.timeouts().connect()).isEqualTo(Duration.ofSeconds(1));
    assertThat(changed.timeouts().idle()).isEqualTo(Duration.ofSeconds(2));
    assertThat(changed.retries().maxAttempts()).isEqualTo(5);
    assertThat(options.retries().retryUnanswered()).isFalse();
  }

  @Test
  void aBuilderStartsFromEveryOption() {
    HostResolver resolver = host -> java.util.List.of();
    ClientOptions options = ClientOptions.builder()
        .baseUrl(URI.create("https://h/v1"))
        .apiKey("k")
        .proxy(Proxy.NO_PROXY)
        .hostResolver(resolver)
        .putHeader("x-team", "a")
        .callbackExecutor(Runnable::run)
        .limits(Limits.builder().jsonDepth(9).build())
        .build();

    ClientOptions same = options.toBuilder().build();

    assertThat(same.baseUrl()).isEqualTo(options.baseUrl());
    assertThat(same.apiKey()).isSameAs(options.apiKey());
    assertThat(same.proxy()).contains(Proxy.NO_PROXY);
    assertThat(same.hostResolver()).contains(resolver);
    assertThat(same.headers()).isEqualTo(Map.of("x-team", "a"));
    assertThat(same.callbackExecutor()).isEqualTo(options.callbackExecutor());
    assertThat(same.limits().jsonDepth()).isEqualTo(9);
  }

  @Test
  void theTextShowsNoSecret() {
    ClientOptions options = ClientOptions.builder()
        .baseUrl(URI.create("https://user:hush@host:8443/v1?token=hush"))
        .apiKey("hush")
        .putHeader("x-extra", "hush")
        .build();

    assertThat(options.toString())
        .doesNotContain("hush")
        .contains("https://host:8443/v1", "apiKey=***", "x-extra");
  }

  @ParameterizedTest
  @ValueSource(strings = {"hush\r\nx-injected: 1", "hush\u0000", "hüsh"})
  void aHeaderThatCannotBeSentIsRefusedWithoutShowingIt(String value) {
    assertThatThrownBy(() -> ClientOptions.builder().putHeader("x-extra", value))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("x-extra")
        .hasMessageNotContaining("sh\r")
        .hasMessageNotContaining("hush");
    assertThatThrownBy(() -> ClientOptions.builder().headers(Map.of("bad name", "x")))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
