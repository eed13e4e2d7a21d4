package dev.fovea.openai;

import dev.fovea.providertests.RecordedProvider;
import java.util.function.Consumer;

/** A real server that answers as OpenAI does, and the clients that speak to it; one a test. */
final class Recorded extends RecordedProvider {
  Recorded() {
    super(OpenAiProvider.ID);
  }

  /** A client without organization and project; the test closes it. */
  OpenAiClient client() {
    return client(builder -> {});
  }

  /** A client that takes this server for OpenAI's own, unless told; the test closes it. */
  OpenAiClient client(Consumer<OpenAiClient.Builder> spec) {
    OpenAiClient.Builder client = here(OpenAiClient.builder()).compatible(false);
    spec.accept(client);
    return client.build();
  }
}
