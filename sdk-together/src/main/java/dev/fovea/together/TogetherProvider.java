package dev.fovea.together;

import dev.fovea.VisionClient;
import dev.fovea.config.ClientOptions;
import dev.fovea.provider.ProviderEntry;
import java.util.Map;
import java.util.function.Consumer;

/** Together AI as {@link dev.fovea.Providers} finds it. Users start with {@link TogetherClient}. */
public final class TogetherProvider extends ProviderEntry {
  /** The id: what {@code Providers.open} and {@code DatasetRules.of} take. */
  public static final String ID = "together";

  /** Makes the entry, for {@link java.util.ServiceLoader}. */
  public TogetherProvider() {
    super(
        ID,
        TogetherDatasets::format,
        TogetherOptions.API_KEY,
        TogetherOptions.BASE_URL,
        TogetherOptions.PROJECT_ID);
  }

  @Override
  public VisionClient open(ClientOptions options) {
    return TogetherClient.of(TogetherOptions.builder().client(options).build());
  }

  @Override
  public VisionClient openFromEnvironment(
      Map<String, String> environment, Consumer<ClientOptions.Builder> spec) {
    return TogetherClient.of(TogetherOptions.fromEnvironment(environment, spec));
  }
}
