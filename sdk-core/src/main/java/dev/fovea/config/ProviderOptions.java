package dev.fovea.config;

/**
 * Options that only one provider understands, carried by a neutral request. A request may carry
 * options for several providers: each takes its own. When there are options but none for the
 * provider at hand, the request is refused before anything is sent.
 */
public interface ProviderOptions {
  /** {@return the provider these options are for, as {@code VisionProvider.id()} spells it} */
  String provider();
}
