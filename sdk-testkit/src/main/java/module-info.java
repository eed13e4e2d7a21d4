/** Embedded providers that speak the real wire and learn from the pictures they are given. */
module dev.fovea.testkit {
  requires static transitive org.jspecify;
  requires static dev.fovea;
  requires static org.assertj.core;
  requires static org.junit.jupiter.api;
  requires static org.junit.jupiter.params;
  requires transitive com.fasterxml.jackson.databind;
  requires java.desktop;
  requires java.net.http;
  requires org.eclipse.jetty.server;
  requires org.slf4j;

  exports dev.fovea.testkit;
  exports dev.fovea.testkit.contract;
  exports dev.fovea.testkit.control;
  // Provider API: what an embedded provider is built of.
  exports dev.fovea.testkit.account;
  exports dev.fovea.testkit.answering;
  exports dev.fovea.testkit.learning;
  exports dev.fovea.testkit.listing;
  exports dev.fovea.testkit.server;
  exports dev.fovea.testkit.storage;

  uses dev.fovea.testkit.EmbeddedProvider.Builder;

  provides dev.fovea.testkit.EmbeddedProvider.Builder with
      dev.fovea.testkit.EmbeddedFireworks.Builder,
      dev.fovea.testkit.EmbeddedOpenAi.Builder,
      dev.fovea.testkit.EmbeddedTogether.Builder;
}
