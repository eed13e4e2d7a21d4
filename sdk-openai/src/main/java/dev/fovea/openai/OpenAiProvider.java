package dev.fovea.openai;

import dev.fovea.VisionClient;
import dev.fovea.config.ClientOptions;
import dev.fovea.dataset.TokenRules;
import dev.fovea.provider.ProviderEntry;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** OpenAI as {@link dev.fovea.Providers} finds it. Users start with {@link OpenAiClient}. */
public final class OpenAiProvider extends ProviderEntry {
  /** The id: what {@code Providers.open} and {@code DatasetRules.of} take. */
  public static final String ID = "openai";

  /** Makes the entry, for {@link java.util.ServiceLoader}. */
  public OpenAiProvider() {
    super(
        ID,
        OpenAiDatasets::format,
        OpenAiOptions.API_KEY,
        OpenAiOptions.BASE_URL,
        OpenAiOptions.ORGANIZATION,
        OpenAiOptions.PROJECT_ID,
        OpenAiOptions.ADMIN_KEY,
        OpenAiOptions.WEBHOOK_SECRET,
        OpenAiOptions.COMPATIBLE);
  }

  @Override
  public Optional<TokenRules> tokens() {
    return Optional.of(OpenAiTokens.published());
  }

  @Override
  public VisionClient open(ClientOptions options) {
    return OpenAiClient.of(OpenAiOptions.builder().client(options).build());
  }

  @Override
  public VisionClient openFromEnvironment(
      Map<String, String> environment, Consumer<ClientOptions.Builder> spec) {
    return OpenAiClient.of(OpenAiOptions.fromEnvironment(environment, spec));
  }
}
