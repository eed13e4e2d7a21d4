package dev.fovea.openai;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fovea.Providers;
import dev.fovea.VisionProvider;
import dev.fovea.chat.ChatRules;
import dev.fovea.chat.ChatRulesProvider;
import dev.fovea.dataset.DatasetProvider;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OpenAiProviderTest {
  @ParameterizedTest
  @ValueSource(classes = {VisionProvider.class, DatasetProvider.class, ChatRulesProvider.class})
  void isFoundAsEveryServiceItOffers(Class<?> service) throws IOException {
    String file = "/META-INF/services/" + service.getName();
    try (InputStream in = OpenAiProvider.class.getResourceAsStream(file)) {
      assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8).strip())
          .isEqualTo(OpenAiProvider.class.getName());
    }
    assertThat(OpenAiProvider.class.getModule().getDescriptor().provides())
        .anyMatch(provides -> provides.service().equals(service.getName()));
    assertThat(Providers.ids()).contains("openai");
  }

  @Test
  void itsChatRulesAreDatedFacts() {
    assertThat(ChatRules.of("openai").settings()).containsKeys("dated", "formats");
  }
}
