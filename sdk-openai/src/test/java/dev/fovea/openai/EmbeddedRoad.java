package dev.fovea.openai;

import dev.fovea.providertests.FakeTiming;
import dev.fovea.testkit.EmbeddedOpenAi;
import dev.fovea.testkit.OpenAiExtension;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * A client and the embedded OpenAI on one clock that stands still: a pause of the client lets jobs
 * go on and takes no time.
 */
abstract class EmbeddedRoad {
  static final String MODEL = "gpt-4o-2024-08-06";

  @RegisterExtension
  static final OpenAiExtension OPEN_AI = OpenAiExtension.with(b -> b.timeScale(0));

  @TempDir
  Path folder;

  final FakeTiming timing = new FakeTiming();
  EmbeddedOpenAi server;
  OpenAiClient ai;

  @BeforeEach
  void connects() {
    server = OPEN_AI.openAi();
    timing.whenPassing = server.clock()::advance;
    timing.random = 0.5;
    ai = OpenAiClient.builder()
        .apiKey(server.apiKey())
        .baseUrl(server.baseUrl())
        .compatible(false)
        .options(options -> options.timing(timing))
        .build();
  }

  @AfterEach
  void disconnects() {
    ai.close();
  }
}
