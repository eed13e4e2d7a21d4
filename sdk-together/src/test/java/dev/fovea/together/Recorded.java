package dev.fovea.together;

import dev.fovea.providertests.RecordedProvider;
import java.util.function.Consumer;

/** A real server that answers as Together does, and the clients that speak to it; one a test. */
final class Recorded extends RecordedProvider {
  Recorded() {
    super(TogetherProvider.ID);
  }

  /** A whole client; the test closes it. */
  TogetherClient client(Consumer<TogetherClient.Builder> spec) {
    TogetherClient.Builder client = here(TogetherClient.builder());
    spec.accept(client);
    return client.build();
  }
}
