package dev.fovea.chat;

/**
 * Whoever prescribes what a chat request may hold: a provider. Found by {@code ServiceLoader};
 * needs no account and no network.
 */
public interface ChatRulesProvider {
  /** {@return the provider's short name, for example {@code fireworks}} */
  String id();

  /** {@return what its chat accepts, with its dated limits} */
  ChatRules chatRules();
}
