package dev.fovea.transport;

import java.util.concurrent.CompletionException;

/** The two ways of making a call, so that one test body covers both. */
enum CallMode {
  SYNC {
    @Override
    <R> R call(Transport transport, Call<R> call) {
      return transport.execute(call);
    }
  },
  ASYNC {
    @Override
    <R> R call(Transport transport, Call<R> call) {
      try {
        return transport.executeAsync(call).join();
      } catch (CompletionException e) {
        if (e.getCause() instanceof RuntimeException cause) {
          throw cause;
        }
        throw e;
      }
    }
  };

  abstract <R> R call(Transport transport, Call<R> call);
}
