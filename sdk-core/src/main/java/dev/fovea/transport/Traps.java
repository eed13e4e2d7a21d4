package dev.fovea.transport;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * Everything that keeps the HTTP library from sending a request twice or carrying headers to
 * another host. Applied after the user's own changes.
 */
final class Traps {
  /** Where Retry-After goes, so that the HTTP library does not see it. */
  static final String HIDDEN_RETRY_AFTER = "x-fovea-retry-after";

  private Traps() {}

  static OkHttpClient.Builder disarm(OkHttpClient.Builder client) {
    return client
        .retryOnConnectionFailure(false)
        .followRedirects(false)
        .followSslRedirects(false)
        .addInterceptor(Traps::setLimits)
        .addNetworkInterceptor(Traps::watch);
  }

  private static Response setLimits(Interceptor.Chain chain) throws IOException {
    Attempt attempt = chain.request().tag(Attempt.class);
    if (attempt == null) {
      return chain.proceed(chain.request());
    }
    return chain
        .withConnectTimeout(attempt.connectMillis, TimeUnit.MILLISECONDS)
        .withReadTimeout(attempt.readMillis, TimeUnit.MILLISECONDS)
        .withWriteTimeout(attempt.writeMillis, TimeUnit.MILLISECONDS)
        .proceed(chain.request());
  }

  private static Response watch(Interceptor.Chain chain) throws IOException {
    Attempt attempt = chain.request().tag(Attempt.class);
    if (attempt == null) {
      return chain.proceed(chain.request());
    }
    attempt.begin();
    if (chain.request().body() == null) {
      attempt.markSent();
    }
    Response response = chain.proceed(chain.request());
    attempt.markAnswered();
    return hideRetryAfter(response);
  }

  // A 503 with "Retry-After: 0" is repeated by the HTTP library even with its repeats switched off,
  // when there is no body to say that it can be written only once.
  private static Response hideRetryAfter(Response response) {
    String retryAfter = response.header("Retry-After");
    if (response.code() != 503 || retryAfter == null) {
      return response;
    }
    return response
        .newBuilder()
        .removeHeader("Retry-After")
        .header(HIDDEN_RETRY_AFTER, retryAfter)
        .build();
  }

  static @Nullable String header(Response response, String name) {
    String value = response.header(name);
    return value == null && name.equals("retry-after")
        ? response.header(HIDDEN_RETRY_AFTER)
        : value;
  }
}
