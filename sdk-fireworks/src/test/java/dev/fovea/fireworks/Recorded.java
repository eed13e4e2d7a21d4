package dev.fovea.fireworks;

import dev.fovea.providertests.RecordedProvider;
import dev.fovea.transport.TransportSetup;
import java.util.function.Consumer;

/** A real server that answers as Fireworks does, and the clients that speak to it; one a test. */
final class Recorded extends RecordedProvider {
  Recorded() {
    super(FireworksProvider.ID);
  }

  /** A client of the account {@code acme}; the test closes it. */
  FireworksClient client() {
    return client(builder -> builder.accountId("acme"));
  }

  /** A client that asks which account its key belongs to, unless told; the test closes it. */
  FireworksClient client(Consumer<FireworksClient.Builder> spec) {
    FireworksClient.Builder client = here(FireworksClient.builder());
    spec.accept(client);
    return client.build();
  }

  @Override
  protected void bases(TransportSetup.Builder setup) {
    setup.putBase(FireworksAddresses.INFERENCE, http.url("/inference/v1").uri());
  }
}
