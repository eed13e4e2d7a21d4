package dev.fovea.testkit.contract;

import dev.fovea.VisionClient;
import dev.fovea.config.Capability;
import dev.fovea.testkit.EmbeddedProvider;

/** What the chat part of the contract acts on: any client, and a server that it can ask. */
interface ChatStage {
  /** {@return the embedded provider, with a clock that stands still} */
  EmbeddedProvider server();

  /** {@return the id of the client's provider, as in {@code Providers.find}} */
  String provider();

  /** {@return a model that is served and sees pictures} */
  String visionModel();

  /** {@return a model that nobody has, spelled as the provider spells models} */
  default String missingModel() {
    return visionModel() + "-of-nobody";
  }

  /** {@return a client of the embedded provider} */
  VisionClient client();

  /** {@return whether the client claims to have it} */
  default boolean can(Capability capability) {
    return client().capabilities().contains(capability);
  }
}
