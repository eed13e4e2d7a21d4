package dev.fovea.provider;

import dev.fovea.config.WaitOptions;
import dev.fovea.transport.Caller;
import dev.fovea.transport.Transport;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * What a provider's services do alike: each flow of calls is written once, on a {@link Caller}, and
 * run now or later. Thread-safe.
 */
public abstract class CallingService {
  /** Makes the calls. */
  protected final Transport transport;

  /**
   * For a provider's own services.
   *
   * @param transport makes the calls
   */
  protected CallingService(Transport transport) {
    this.transport = transport;
  }

  /** {@return the provider's id} */
  public String provider() {
    return transport.provider();
  }

  /**
   * Runs a flow on this thread.
   *
   * @param flow the calls and what lies between them
   * @param <T> the result
   * @return the result
   */
  protected final <T> T now(Function<Caller, CompletableFuture<T>> flow) {
    return Caller.now(transport, flow);
  }

  /**
   * Starts a flow that holds no thread.
   *
   * @param flow the calls and what lies between them; what it throws fails the future
   * @param <T> the result
   * @return the result to be
   */
  protected final <T> CompletableFuture<T> later(Function<Caller, CompletableFuture<T>> flow) {
    return Caller.later(transport, flow);
  }

  /**
   * Runs a flow whose result nobody needs.
   *
   * @param flow the calls and what lies between them
   */
  protected final void done(Function<Caller, ? extends CompletableFuture<?>> flow) {
    boolean unused = now(settled(flow));
  }

  /**
   * Starts a flow whose result nobody needs.
   *
   * @param flow the calls and what lies between them
   * @return completes with the flow
   */
  protected final CompletableFuture<Void> doneLater(
      Function<Caller, ? extends CompletableFuture<?>> flow) {
    return later(settled(flow)).thenAccept(done -> {});
  }

  private static Function<Caller, CompletableFuture<Boolean>> settled(
      Function<Caller, ? extends CompletableFuture<?>> flow) {
    return caller -> flow.apply(caller).thenApply(result -> true);
  }

  /**
   * {@return how patient to be}
   *
   * @param spec sets what the user wants
   * @param start what holds otherwise
   */
  protected static WaitOptions patience(
      Consumer<WaitOptions.Builder> spec, WaitOptions.Builder start) {
    spec.accept(start);
    return start.build();
  }
}
