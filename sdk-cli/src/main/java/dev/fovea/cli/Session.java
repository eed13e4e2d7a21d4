package dev.fovea.cli;

import dev.fovea.Providers;
import dev.fovea.VisionClient;
import dev.fovea.VisionProvider;
import dev.fovea.config.ClientOptions;
import dev.fovea.config.Timeouts;
import dev.fovea.testkit.EmbeddedProvider;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A provider's client for one command, and the embedded twin behind it if that was asked for. */
final class Session implements AutoCloseable {
  private final VisionClient client;
  private final @Nullable EmbeddedProvider twin;

  private Session(VisionClient client, @Nullable EmbeddedProvider twin) {
    this.client = client;
    this.twin = twin;
  }

  static Session open(Context context) {
    return open(context, context.globals().embedded);
  }

  static Session open(Context context, boolean embedded) {
    VisionProvider provider = provider(context);
    return embedded ? embedded(context, provider) : real(context, provider);
  }

  static VisionProvider provider(Context context) {
    String id = context.provider();
    return Providers.find(id)
        .orElseThrow(() -> new UsageException(
            "there is no provider '" + id + "', only " + String.join(", ", Providers.ids())));
  }

  VisionClient client() {
    return client;
  }

  @Override
  public void close() {
    client.close();
    if (twin != null) {
      twin.close();
    }
  }

  private static Session embedded(Context context, VisionProvider provider) {
    EmbeddedProvider twin = Twin.start(provider.id(), 0);
    VisionClient client = provider.openFromEnvironment(
        twin.environment(), options -> limit(options, context.globals().timeout));
    return new Session(client, twin);
  }

  private static Session real(Context context, VisionProvider provider) {
    Surroundings surroundings = context.console().surroundings();
    String keyVariable = provider.environmentVariables().get(0);
    if (surroundings.variable(keyVariable).isEmpty()) {
      throw new UsageException(provider.id()
          + ": no API key: set "
          + keyVariable
          + ", or add --embedded to use the embedded twin, which needs none");
    }
    return new Session(
        provider.openFromEnvironment(
            surroundings.environment(), options -> limit(options, context.globals().timeout)),
        null);
  }

  private static void limit(ClientOptions.Builder options, @Nullable Duration timeout) {
    if (timeout == null) {
      return;
    }
    Timeouts usual = Timeouts.builder().build();
    options.timeouts(limits -> limits
        .connect(shorter(usual.connect(), timeout))
        .attempt(shorter(usual.attempt(), timeout))
        .idle(shorter(usual.idle(), timeout))
        .firstByte(timeout)
        .call(timeout));
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }
}
