package dev.fovea.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.lang.module.ModuleDescriptor;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EmbeddedProvidersTest {
  static List<String> ids() {
    return EmbeddedProviders.ids();
  }

  @ParameterizedTest
  @MethodSource("ids")
  void aTwinIsFoundByItsProvidersIdAndStarted(String id) {
    try (EmbeddedProvider twin = EmbeddedProviders.start(id, 0)) {
      assertThat(twin.baseUrl().getHost()).isEqualTo("127.0.0.1");
      assertThat(twin.apiKey()).isEqualTo(EmbeddedProvider.DEFAULT_API_KEY);
      assertThat(twin.getClass().getSimpleName()).isEqualToIgnoringCase("Embedded" + id);
    }
  }

  @Test
  void whatIsFoundCanStillBeSetUp() {
    EmbeddedProvider.Builder<?> first = EmbeddedProviders.find("together").orElseThrow();
    try (EmbeddedProvider twin = first.apiKey("mine").timeScale(0).start()) {
      assertThat(twin.apiKey()).isEqualTo("mine");
    }

    assertThat(EmbeddedProviders.find("together").orElseThrow()).isNotSameAs(first);
  }

  @Test
  void whatNobodyEmbeddedIsRefusedWithThoseThereAre() {
    assertThat(EmbeddedProviders.find("acme")).isEmpty();
    assertThatThrownBy(() -> EmbeddedProviders.start("acme", 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("acme")
        .hasMessageContaining(String.join(", ", EmbeddedProviders.ids()));
  }

  @Test
  void theModuleAndTheClassPathNameTheSameTwins() throws IOException {
    String service = EmbeddedProvider.Builder.class.getName();
    List<String> named;
    try (InputStream file =
        EmbeddedProvider.class.getResourceAsStream("/META-INF/services/" + service)) {
      named = Arrays.asList(
          new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8)
              .split("\n"));
    }
    ModuleDescriptor module = EmbeddedProvider.class.getModule().getDescriptor();

    assertThat(module.provides())
        .filteredOn(provides -> provides.service().equals(service))
        .flatExtracting(ModuleDescriptor.Provides::providers)
        .containsExactlyInAnyOrderElementsOf(named)
        .hasSameSizeAs(EmbeddedProviders.ids());
  }
}
