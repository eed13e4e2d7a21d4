package dev.fovea.transport;

import dev.fovea.config.ClientOptions;
import dev.fovea.config.Limits;
import dev.fovea.config.RetryOptions;
import dev.fovea.config.Timeouts;
import dev.fovea.config.Timing;
import dev.fovea.json.JsonCodec;
import java.util.Map;
import java.util.concurrent.Executor;
import okhttp3.Headers;
import okhttp3.OkHttpClient;

/**
 * What a client's calls have in common: its setup with one view's options, looked up once.
 * Immutable.
 */
final class CallSettings {
  final TransportSetup setup;
  final ClientPool pool;
  final OkHttpClient client;
  final BaseUrls bases;
  final Headers headers;
  final Timeouts timeouts;
  final RetryOptions retries;
  final Limits limits;
  final Timing timing;
  final Executor callbacks;
  final RetryPolicy policy;
  final HeadReader heads;
  final ErrorMapper errors;
  private final LazyCodec codec;

  CallSettings(TransportSetup setup, ClientPool pool, OkHttpClient client, BaseUrls bases) {
    ClientOptions options = setup.options();
    this.setup = setup;
    this.pool = pool;
    this.client = client;
    this.bases = bases;
    this.headers = headers(setup);
    this.timeouts = options.timeouts();
    this.retries = options.retries();
    this.limits = options.limits();
    this.timing = options.timing();
    this.callbacks = pool.callbacks(options.callbackExecutor().orElse(null));
    this.policy = new RetryPolicy(retries, timing);
    this.codec = pool.codec(limits);
    this.heads = new HeadReader(setup.requestIdHeaders());
    this.errors = new ErrorMapper(setup, codec, heads);
  }

  // Looked up when it is needed: a chat can do without the mapper, and its classes cost start-up
  // time.
  JsonCodec json() {
    return codec.get();
  }

  private static Headers headers(TransportSetup setup) {
    Headers.Builder headers = new Headers.Builder();
    headers.set("User-Agent", "fovea-java");
    headers.set("Accept", "application/json");
    setHeaders(headers, setup.headers());
    setHeaders(headers, setup.options().headers());
    return headers.build();
  }

  private static void setHeaders(Headers.Builder headers, Map<String, String> values) {
    values.forEach(
        (name, value) -> headers.set(HeaderRules.name(name), HeaderRules.value(name, value)));
  }

  /** The key's header, checked; the message of a refusal never holds the key. */
  String authValue() {
    String key = setup.options().apiKey().get();
    return setup.authHeader().prefix() + HeaderRules.key(setup.provider(), key);
  }
}
