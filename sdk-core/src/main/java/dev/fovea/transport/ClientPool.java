package dev.fovea.transport;

import dev.fovea.config.ClientOptions;
import dev.fovea.config.HostResolver;
import dev.fovea.config.Limits;
import dev.fovea.config.Tls;
import java.net.Proxy;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import okhttp3.ConnectionPool;
import okhttp3.Dispatcher;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/**
 * What a client and its views share: connections, threads, the retry bucket, and the calls that
 * run. Thread-safe.
 */
final class ClientPool {
  /** A call that is to end when the client is closed. */
  interface Running {
    void closed();
  }

  // Each running asynchronous call holds a thread; beyond this many they wait in line.
  private static final int MOST_ASYNC_CALLS = 256;
  private static final long IDLE_MINUTES = 5;
  private static final int IDLE_CONNECTIONS = 16;
  private static final long CLOSE_SECONDS = 2;

  private final String provider;
  private final ConnectionPool connections =
      new ConnectionPool(IDLE_CONNECTIONS, IDLE_MINUTES, TimeUnit.MINUTES);
  private final ThreadPoolExecutor httpThreads;
  private final ThreadPoolExecutor callbackThreads;
  private final InterruptWatcher watcher;
  private final RetryBucket bucket;
  private final Set<Running> running = ConcurrentHashMap.newKeySet();
  private final AtomicBoolean closed = new AtomicBoolean();
  private final OkHttpClient client;
  private final LazyCodec codec;

  ClientPool(TransportSetup setup) {
    this.provider = setup.provider();
    this.httpThreads = Threads.pool("fovea-" + provider + "-http");
    this.callbackThreads = Threads.pool("fovea-" + provider + "-callback");
    this.watcher = new InterruptWatcher("fovea-" + provider + "-watcher");
    this.bucket = new RetryBucket(setup.options().retries().bucket());
    Dispatcher dispatcher = new Dispatcher(httpThreads);
    dispatcher.setMaxRequests(MOST_ASYNC_CALLS);
    dispatcher.setMaxRequestsPerHost(MOST_ASYNC_CALLS);
    OkHttpClient.Builder builder = new OkHttpClient.Builder()
        .dispatcher(dispatcher)
        .connectionPool(connections)
        .socketFactory(new NoDelaySockets());
    applyNetwork(builder, setup.options());
    setup.okHttp().ifPresent(own -> own.apply(builder));
    this.client = Traps.disarm(builder).build();
    this.codec = new LazyCodec(setup.options().limits());
  }

  /** A client with connections of its own that goes where the guard lets it, without any proxy. */
  static OkHttpClient guarded(AddressGuard guard, @Nullable Tls tls) {
    OkHttpClient.Builder builder = new OkHttpClient.Builder()
        .connectionPool(new ConnectionPool(IDLE_CONNECTIONS, IDLE_MINUTES, TimeUnit.MINUTES))
        // A proxy would look up the name itself, behind the guard.
        .proxy(Proxy.NO_PROXY)
        .dns(guard)
        .socketFactory(guard);
    if (tls != null) {
      builder.sslSocketFactory(tls.socketFactory(), tls.trustManager());
    }
    return Traps.disarm(builder).build();
  }

  /**
   * The client for these options, which may name another proxy, TLS or resolver than the pool's
   * own.
   */
  OkHttpClient client(ClientOptions own, ClientOptions first) {
    if (own.proxy().equals(first.proxy())
        && own.tls().equals(first.tls())
        && own.hostResolver().equals(first.hostResolver())) {
      return client;
    }
    OkHttpClient.Builder builder = client.newBuilder();
    applyNetwork(builder, own);
    return builder.build();
  }

  private static void applyNetwork(OkHttpClient.Builder builder, ClientOptions options) {
    Proxy proxy = options.proxy().orElse(null);
    if (proxy != null) {
      builder.proxy(proxy);
    }
    Tls tls = options.tls().orElse(null);
    if (tls != null) {
      builder.sslSocketFactory(tls.socketFactory(), tls.trustManager());
    }
    HostResolver resolver = options.hostResolver().orElse(null);
    if (resolver != null) {
      builder.dns(resolver::resolve);
    }
  }

  /** The codec for these limits; views mostly share the client's. */
  LazyCodec codec(Limits limits) {
    return codec.isFor(limits) ? codec : new LazyCodec(limits);
  }

  String provider() {
    return provider;
  }

  RetryBucket bucket() {
    return bucket;
  }

  InterruptWatcher watcher() {
    return watcher;
  }

  boolean isClosed() {
    return closed.get();
  }

  /** The executor that completes futures, the user's own if there is one. */
  Executor callbacks(@Nullable Executor own) {
    return Objects.requireNonNullElse(own, callbackThreads);
  }

  /** Threads that may wait for the network on behalf of a subscriber. */
  Executor readers() {
    return callbackThreads;
  }

  /** Takes note of a running call; false when the client is closed. */
  boolean enter(Running call) {
    running.add(call);
    if (closed.get()) {
      running.remove(call);
      return false;
    }
    return true;
  }

  void leave(Running call) {
    running.remove(call);
  }

  /** Calls that hold a connection, or wait for one. */
  int runningCalls() {
    return client.dispatcher().runningCallsCount() + client.dispatcher().queuedCallsCount();
  }

  /** Ends all calls and all threads. Returns within five seconds, whatever callbacks do. */
  void close() {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    running.forEach(Running::closed);
    client.dispatcher().cancelAll();
    watcher.close();
    end(httpThreads);
    end(callbackThreads);
    connections.evictAll();
  }

  private static void end(ThreadPoolExecutor threads) {
    threads.shutdown();
    try {
      if (!threads.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
        threads.shutdownNow();
      }
    } catch (InterruptedException e) {
      threads.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }
}
