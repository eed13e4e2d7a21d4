package dev.fovea.fireworks;

import dev.fovea.VisionClient;
import dev.fovea.VisionProvider;
import dev.fovea.config.ClientOptions;
import dev.fovea.dataset.DatasetFormat;
import dev.fovea.dataset.DatasetRules;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Fireworks AI as {@link dev.fovea.Providers} finds it. Users start with {@link FireworksClient}.
 */
public final class FireworksProvider implements VisionProvider {
  /** The id: what {@code Providers.open} and {@code DatasetRules.of} take. */
  public static final String ID = "fireworks";

  /** Makes the entry, for {@link java.util.ServiceLoader}. */
  public FireworksProvider() {}

  @Override
  public String id() {
    return ID;
  }

  @Override
  public List<String> environmentVariables() {
    return List.of(
        FireworksOptions.API_KEY, FireworksOptions.BASE_URL, FireworksOptions.ACCOUNT_ID);
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

  @Override
  public DatasetFormat format() {
    return FireworksDatasets.format();
  }

  @Override
  public DatasetRules rules() {
    return FireworksDatasets.rules();
  }
}
