package dev.fovea.fireworks;

import dev.fovea.providertests.FakeTiming;
import dev.fovea.testkit.EmbeddedFireworks;
import dev.fovea.testkit.FireworksExtension;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * A client and the embedded Fireworks on one clock that stands still: a pause of the client lets
 * jobs and deployments go on and takes no time.
 */
abstract class EmbeddedRoad {
  static final String MODEL = "accounts/fireworks/models/qwen3-vl-8b-instruct";

  @RegisterExtension
  static final FireworksExtension FIREWORKS = FireworksExtension.with(b -> b.timeScale(0));

  @TempDir
  Path folder;

  final FakeTiming timing = new FakeTiming();
  EmbeddedFireworks server;
  FireworksClient ai;

  @BeforeEach
  void connects() {
    server = FIREWORKS.fireworks();
    timing.whenPassing = server.clock()::advance;
    timing.random = 0.5;
    ai = FireworksClient.builder()
        .apiKey(server.apiKey())
        .baseUrl(server.baseUrl())
        .options(options -> options.timing(timing))
        .build();
  }

  @AfterEach
  void disconnects() {
    ai.close();
  }
}
