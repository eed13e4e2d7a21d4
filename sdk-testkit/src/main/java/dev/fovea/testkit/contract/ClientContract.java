package dev.fovea.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.fovea.Providers;
import dev.fovea.VisionClient;
import dev.fovea.error.AuthenticationException;
import dev.fovea.error.ClosedClientException;
import dev.fovea.error.FoveaException;
import dev.fovea.error.Outcome;
import dev.fovea.error.TransportException;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** How a client is opened, shared and closed. */
interface ClientContract extends Stage {
  @Test
  default void theProviderIsFoundByItsId() {
    assertThat(Providers.ids()).contains(provider());
    assertThat(entry().id()).isEqualTo(provider());
    assertThat(client().provider()).isEqualTo(provider());
    assertThat(client().fineTuning().provider()).isEqualTo(provider());
    assertThat(client().capabilities()).isNotEmpty();
  }

  @Test
  default void theEnvironmentOpensAClientAndAMissingKeyNamesItsVariable() {
    String key = entry().environmentVariables().get(0);
    String url = key.replace("_API_KEY", "_BASE_URL");

    assertThat(entry().environmentVariables()).contains(key, url);
    assertThat(entry().environmentVariables())
        .containsAll(server().environment().keySet());
    try (VisionClient opened = entry().openFromEnvironment(server().environment())) {
      assertThat(opened.models().list().all()).isNotEmpty();
    }
    assertThatThrownBy(() -> entry().openFromEnvironment(Map.of()).close())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining(key);
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  default void aWrongKeyIsRefusedAndNotRepeatedInTheMessage(CallMode mode) {
    try (VisionClient stranger = open(options -> options.apiKey("wrong-key-of-a-stranger"))) {
      AuthenticationException refused = catchThrowableOfType(
          AuthenticationException.class,
          () -> mode.call(() -> stranger.files().list(), () -> stranger.files().listAsync()));

      assertThat(refused.outcome()).isEqualTo(Outcome.REJECTED);
      assertThat(refused.provider()).contains(provider());
      assertThat(refused).hasMessageNotContaining("wrong-key-of-a-stranger");
    }
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  default void aServerThatIsNotThereWasSentNothing(CallMode mode) {
    URI nowhere = URI.create("http://127.0.0.1:1");
    try (VisionClient lost = open(options -> options.baseUrl(nowhere))) {
      FoveaException failure = catchThrowableOfType(
          FoveaException.class,
          () -> mode.call(() -> lost.files().list(), () -> lost.files().listAsync()));

      assertThat(failure).isInstanceOf(TransportException.class);
      assertThat(failure.outcome()).isEqualTo(Outcome.NOT_SENT);
    }
  }

  @Test
  default void aViewEndsWithItsClientAndNotBefore() {
    VisionClient view = client().withOptions(o -> o.retries(r -> r.maxAttempts(1)));
    view.close();
    assertThat(client().models().list().all()).isNotEmpty();

    client().close();
    client().close();

    assertThatThrownBy(() -> client().models().list()).isInstanceOf(ClosedClientException.class);
    assertThatThrownBy(() -> view.models().list()).isInstanceOf(ClosedClientException.class);
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  default void modelsAreListedAndRead(CallMode mode) {
    String model = visionModel();

    assertThat(mode.call(() -> client().models().list(), () -> client().models().listAsync())
            .all())
        .isNotEmpty();
    assertThat(mode.call(
                () -> client().models().get(model), () -> client().models().getAsync(model))
            .id())
        .isEqualTo(model);
  }
}
