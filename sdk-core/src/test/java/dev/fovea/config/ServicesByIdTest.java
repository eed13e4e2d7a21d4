package dev.fovea.config;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fovea.chat.ChatRules;
import dev.fovea.dataset.DatasetRules;
import org.junit.jupiter.api.Test;

/** One lookup for whatever a provider brings. */
class ServicesByIdTest {
  @Test
  void whoIsMissingIsNamedWithThoseThereAre() {
    assertThatThrownBy(() -> ChatRules.of("leaflab"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("no chat rules of 'leaflab' on the class path; found: ");
    assertThatThrownBy(() -> DatasetRules.of("leaflab"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("no data set provider 'leaflab' on the class path; found: ");
  }
}
