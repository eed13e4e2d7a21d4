package dev.fovea.fireworks;

import dev.fovea.VisionClient;
import dev.fovea.config.ClientOptions;
import dev.fovea.provider.ProviderEntry;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Fireworks AI as {@link dev.fovea.Providers} finds it. Users start with {@link FireworksClient}.
 */
public final class FireworksProvider extends ProviderEntry {
  /** The id: what {@code Providers.open} and {@code DatasetRules.of} take. */
  public static final String ID = "fireworks";

  /** Makes the entry, for {@link java.util.ServiceLoader}. */
  public FireworksProvider() {
    super(
        ID,
        FireworksDatasets::format,
        FireworksOptions.API_KEY,
        FireworksOptions.BASE_URL,
        FireworksOptions.ACCOUNT_ID);
  }

  @Override
  public VisionClient open(ClientOptions options) {
    return FireworksClient.of(FireworksOptions.builder().client(options).build());
  }

  @Override
  public VisionClient openFromEnvironment(
      Map<String, String> environment, Consumer<ClientOptions.Builder> spec) {
    return FireworksClient.of(FireworksOptions.fromEnvironment(environment, spec));
  }
}
