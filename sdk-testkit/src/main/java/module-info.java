/** Embedded providers that speak the real wire and learn from the pictures they are given. */
module dev.fovea.testkit {
  requires static transitive org.jspecify;
  requires static dev.fovea;
  requires static org.assertj.core;
  requires static org.junit.jupiter.api;
  requires static org.junit.jupiter.params;
  requires com.fasterxml.jackson.databind;
  requires java.desktop;
  requires java.net.http;
  requires org.eclipse.jetty.server;
  requires org.slf4j;

  exports dev.fovea.testkit;
  exports dev.fovea.testkit.contract;
  exports dev.fovea.testkit.control;
}
