package dev.fovea.providertests;

import dev.fovea.chat.ChatStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** Calls to be made one after the other, all in the same way. For one thread. */
public final class CallList {
  private final CallMode mode;
  private final List<Runnable> calls = new ArrayList<>();

  /**
   * An empty list.
   *
   * @param mode how the calls are made
   */
  public CallList(CallMode mode) {
    this.mode = mode;
  }

  /**
   * Adds a call.
   *
   * @param plain the one that waits
   * @param async the one that gives a future
   * @param <R> the result
   */
  public <R> void add(Supplier<R> plain, Supplier<CompletableFuture<R>> async) {
    calls.add(() -> mode.call(plain, async));
  }

  /**
   * Adds a call without a result.
   *
   * @param plain the one that waits
   * @param async the one that gives a future
   */
  public void run(Runnable plain, Supplier<CompletableFuture<Void>> async) {
    add(
        () -> {
          plain.run();
          return true;
        },
        () -> async.get().thenApply(done -> true));
  }

  /**
   * Adds a stream, which is read to its end; it has one way only.
   *
   * @param stream opens it
   */
  public void drain(Supplier<ChatStream> stream) {
    calls.add(() -> {
      try (ChatStream open = stream.get()) {
        open.forEach(chunk -> {});
      }
    });
  }

  /** {@return the calls} */
  public List<Runnable> calls() {
    return calls;
  }
}
