package dev.fovea;

import dev.fovea.chat.ChatRulesProvider;
import dev.fovea.config.ClientOptions;
import dev.fovea.dataset.DatasetProvider;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The entry of a provider, found by {@link java.util.ServiceLoader}. Implementations have a public
 * constructor without parameters, keep no state and are thread-safe.
 */
public interface VisionProvider extends DatasetProvider, ChatRulesProvider {
  /** {@return the provider's short name, for example {@code together}} */
  @Override
  String id();

  /** {@return the environment variables it reads, the one with the key first} */
  List<String> environmentVariables();

  /**
   * Opens a client.
   *
   * @param options the key and everything else
   * @return the client
   */
  VisionClient open(ClientOptions options);

  /**
   * Opens a client with what the environment says.
   *
   * @param environment the variables by name, usually {@link System#getenv()}
   * @return the client
   * @throws IllegalStateException if the key is missing; names the variable
   */
  default VisionClient openFromEnvironment(Map<String, String> environment) {
    return openFromEnvironment(environment, options -> {});
  }

  /**
   * Opens a client with what the environment says, and changes on top of it.
   *
   * @param environment the variables by name, usually {@link System#getenv()}
   * @param spec sets what differs from the environment; may give the key
   * @return the client
   * @throws IllegalStateException if the key is missing in both; names the variable
   */
  VisionClient openFromEnvironment(
      Map<String, String> environment, Consumer<ClientOptions.Builder> spec);
}
