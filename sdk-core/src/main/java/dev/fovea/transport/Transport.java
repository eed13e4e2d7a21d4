package dev.fovea.transport;

import dev.fovea.config.ClientOptions;
import dev.fovea.config.ResponseMeta;
import dev.fovea.config.Timing;
import dev.fovea.error.ApiException;
import dev.fovea.error.Failure;
import dev.fovea.error.Outcome;
import dev.fovea.json.JsonCodec;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.BiFunction;
import java.util.function.Function;
import okhttp3.OkHttpClient;

/**
 * Carries calls to a provider: authorisation, repeats, limits, errors. One for each client; its
 * views share connections and threads. Thread-safe.
 *
 * <p>Synchronous calls run on the caller's thread and end when it is interrupted. Asynchronous ones
 * complete on the callback executor, never on a thread of the HTTP library; cancelling their
 * future, or one derived from it, cancels the call. All failures are {@code FoveaException}s that
 * say whether the server may have acted; wrong arguments are {@code IllegalArgumentException}s.
 */
public final class Transport implements AutoCloseable {
  private final CallSettings settings;
  private final boolean view;

  private Transport(CallSettings settings, boolean view) {
    this.settings = settings;
    this.view = view;
  }

  /**
   * Opens a transport.
   *
   * @param setup what it is made of
   * @return the transport, to be closed
   * @throws IllegalArgumentException if a base URL, a header or the key cannot be used
   */
  public static Transport create(TransportSetup setup) {
    BaseUrls bases = BaseUrls.of(setup.bases());
    HeaderRules.key(setup.provider(), setup.options().apiKey().get());
    ClientPool pool = new ClientPool(setup);
    OkHttpClient client = pool.client(setup.options(), setup.options());
    return new Transport(new CallSettings(setup, pool, client, bases), false);
  }

  /**
   * Sends a call and reads its answer.
   *
   * @param call the call
   * @param <R> what is received
   * @return what was received
   */
  public <R> R execute(Call<R> call) {
    return execute(call, (wire, meta) -> wire);
  }

  /**
   * Sends a call and makes a model of its answer.
   *
   * @param call the call
   * @param model makes the model
   * @param <R> what is received
   * @param <T> the model
   * @return the model
   */
  public <R, T> T execute(Call<R> call, Function<? super R, ? extends T> model) {
    Objects.requireNonNull(model, "model");
    return execute(call, (wire, meta) -> model.apply(wire));
  }

  /**
   * Sends a call and makes a model of its answer and what came with it.
   *
   * @param call the call
   * @param model makes the model
   * @param <R> what is received
   * @param <T> the model
   * @return the model
   */
  public <R, T> T execute(Call<R> call, BiFunction<? super R, ResponseMeta, ? extends T> model) {
    Objects.requireNonNull(model, "model");
    return SyncRun.run(new CallRun<T>(settings, call, new AnswerReader<R, T>(call, model), false));
  }

  /**
   * Sends a call without waiting.
   *
   * @param call the call
   * @param <R> what is received
   * @return what will be received; cancelling it cancels the call
   */
  public <R> CompletableFuture<R> executeAsync(Call<R> call) {
    return executeAsync(call, (wire, meta) -> wire);
  }

  /**
   * Sends a call without waiting and makes a model of its answer.
   *
   * @param call the call
   * @param model makes the model; must not block
   * @param <R> what is received
   * @param <T> the model
   * @return the model to come; cancelling it cancels the call
   */
  public <R, T> CompletableFuture<T> executeAsync(
      Call<R> call, Function<? super R, ? extends T> model) {
    Objects.requireNonNull(model, "model");
    return executeAsync(call, (wire, meta) -> model.apply(wire));
  }

  /**
   * Sends a call without waiting and makes a model of its answer and what came with it.
   *
   * @param call the call
   * @param model makes the model; must not block
   * @param <R> what is received
   * @param <T> the model
   * @return the model to come; cancelling it cancels the call
   */
  public <R, T> CompletableFuture<T> executeAsync(
      Call<R> call, BiFunction<? super R, ResponseMeta, ? extends T> model) {
    Objects.requireNonNull(model, "model");
    return AsyncRun.start(
        new CallRun<T>(settings, call, new AnswerReader<R, T>(call, model), false));
  }

  /**
   * Sends a call whose answer is a stream of events, and returns when the answer begins.
   *
   * @param call the call
   * @return the events, to be closed
   */
  public EventStream stream(Call<?> call) {
    return SyncRun.run(new CallRun<>(settings, call, EventStream::open, true));
  }

  /**
   * Sends a call whose answer is a stream of events, without waiting.
   *
   * @param call the call
   * @return the events to come, to be closed; cancelling the future cancels the call. Reading them
   *     waits for the network: do it on {@link #readers()}
   */
  public CompletableFuture<EventStream> streamAsync(Call<?> call) {
    return AsyncRun.start(new CallRun<>(settings, call, EventStream::open, true));
  }

  /** Makes the exception of an error that came in an answer whose status said that all is well. */
  ApiException errorIn(Operation<?, ?> operation, Object answer, ResponseMeta meta) {
    Failure.Builder failure = Failure.builder()
        .provider(provider())
        .operation(operation.name())
        .outcome(Outcome.REJECTED)
        .attempts(1);
    return settings.errors.map(
        failure,
        json().write(answer),
        meta,
        settings.setup.options().apiKey().get().strip());
  }

  /**
   * A view with other options. It shares connections, threads and the retry bucket with this
   * transport; closing it closes nothing. Base URLs stay as they are.
   *
   * @param options the view's options
   * @return the view
   */
  public Transport withOptions(ClientOptions options) {
    Objects.requireNonNull(options, "options");
    TransportSetup setup = settings.setup.toBuilder().options(options).build();
    OkHttpClient client = settings.pool.client(options, settings.setup.options());
    return new Transport(new CallSettings(setup, settings.pool, client, settings.bases), true);
  }

  /** {@return what the user chose, for this view} */
  public ClientOptions options() {
    return settings.setup.options();
  }

  /** {@return the provider's id} */
  public String provider() {
    return settings.setup.provider();
  }

  /** {@return the clock and chance of this client} */
  public Timing timing() {
    return settings.timing;
  }

  /** {@return the codec with this client's limits} */
  public JsonCodec json() {
    return settings.json();
  }

  /** {@return the executor that futures complete on: the user's own, or daemon threads} */
  public Executor callbacks() {
    return settings.callbacks;
  }

  /** {@return daemon threads that may wait for the network on behalf of a subscriber} */
  public Executor readers() {
    return settings.pool.readers();
  }

  /** Calls that hold a connection or wait for one; for tests. */
  int runningCalls() {
    return settings.pool.runningCalls();
  }

  /**
   * Ends running calls with a typed error, refuses new ones, and ends the client's threads; returns
   * within five seconds. Repeating it is harmless. On a view it does nothing.
   *
   * <p>Two daemon threads may stay for up to a minute: the HTTP library keeps them for all its
   * clients in the process, and they end by themselves.
   */
  @Override
  public void close() {
    if (!view) {
      settings.pool.close();
    }
  }

  @Override
  public String toString() {
    return "Transport(" + provider() + ")";
  }
}
