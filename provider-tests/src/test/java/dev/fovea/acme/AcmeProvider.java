package dev.fovea.acme;

import dev.fovea.VisionClient;
import dev.fovea.config.ClientOptions;
import dev.fovea.provider.ProviderEntry;
import java.util.Map;
import java.util.function.Consumer;

/** Acme as {@link dev.fovea.Providers} finds it. Users start with {@link AcmeClient}. */
public final class AcmeProvider extends ProviderEntry {
  /** The id: what {@code Providers.open} and {@code DatasetRules.of} take. */
  public static final String ID = "acme";

  /** Makes the entry, for {@link java.util.ServiceLoader}. */
  public AcmeProvider() {
    super(ID, AcmeDatasets::format, AcmeOptions.API_KEY, AcmeOptions.BASE_URL);
  }

  @Override
  public VisionClient open(ClientOptions options) {
    return AcmeClient.of(AcmeOptions.builder().client(options).build());
  }

  @Override
  public VisionClient openFromEnvironment(
      Map<String, String> environment, Consumer<ClientOptions.Builder> spec) {
    return AcmeClient.of(AcmeOptions.fromEnvironment(environment, spec));
  }
}
