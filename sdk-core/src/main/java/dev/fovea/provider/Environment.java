package dev.fovea.provider;

import dev.fovea.config.ClientOptions;
import java.util.Map;
import java.util.Optional;

/** What environment variables say to a provider's client. Empty values count as absent. */
public final class Environment {
  private final Map<String, String> variables;

  private Environment(Map<String, String> variables) {
    this.variables = variables;
  }

  /**
   * Reads variables.
   *
   * @param variables the variables by name, usually {@link System#getenv()}
   * @return what they say
   */
  public static Environment of(Map<String, String> variables) {
    return new Environment(variables);
  }

  /**
   * {@return a variable's value without spaces around it}
   *
   * @param name the variable's name
   */
  public Optional<String> value(String name) {
    return Optional.ofNullable(variables.get(name)).map(String::strip).filter(v -> !v.isEmpty());
  }

  /**
   * Begins options with the key. A missing one is noticed when a client is built with it.
   *
   * @param missing what is thrown then
   * @param name the variable with the key
   * @return the options
   */
  public ClientOptions.Builder client(MissingKey missing, String name) {
    ClientOptions.Builder client = missing.client();
    value(name).ifPresent(client::apiKey);
    return client;
  }
}
