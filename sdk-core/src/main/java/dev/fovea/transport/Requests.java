package dev.fovea.transport;

import dev.fovea.config.Timeouts;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * Makes the HTTP requests of one call: everything checked and written once, sent any number of
 * times.
 */
final class Requests {
  private final CallSettings settings;
  private final Call<?> call;
  private final @Nullable Content content;
  private final boolean streaming;
  private final boolean transfer;
  private Request template;

  Requests(CallSettings settings, Call<?> call, boolean streaming) {
    this.settings = settings;
    this.call = call;
    this.streaming = streaming;
    this.content = content(settings, call);
    this.transfer = call.operation.transfer || content instanceof FileContent;
    this.template = call.target == null ? api() : elsewhere(call.target.toString());
  }

  private static @Nullable Content content(CallSettings settings, Call<?> call) {
    Object body = call.body;
    if (body == null) {
      // A body-less POST, PUT or PATCH still says that its length is 0.
      String method = call.operation.method;
      return method.equals("GET") || method.equals("DELETE") ? null : Content.empty();
    }
    return body instanceof Content ready ? ready : Content.json(settings.json(), body);
  }

  private Request api() {
    HttpUrl.Builder url = settings.bases.get(call.base).newBuilder();
    call.operation.path.appendTo(url, call.path);
    for (Call.Field field : call.query) {
      url.addQueryParameter(field.name(), field.value());
    }
    Headers.Builder headers = settings.headers.newBuilder();
    headers.set(settings.setup.authHeader().name(), settings.authValue());
    addHeaders(headers);
    return new Request.Builder().url(url.build()).headers(headers.build()).build();
  }

  private Request elsewhere(String target) {
    HttpUrl url = HttpUrl.parse(target);
    if (url == null) {
      throw new IllegalArgumentException(call.name + ": not an http or https URL");
    }
    String refusal = settings.bases.refusal(url, null);
    if (refusal != null) {
      throw new IllegalArgumentException(
          call.name + ": the URL at " + url.host() + " is not called: " + refusal);
    }
    Headers.Builder headers = new Headers.Builder().set("User-Agent", "fovea-java");
    addHeaders(headers);
    return new Request.Builder().url(url).headers(headers.build()).build();
  }

  private void addHeaders(Headers.Builder headers) {
    for (Call.Field field : call.headers) {
      headers.set(HeaderRules.name(field.name()), HeaderRules.value(field.name(), field.value()));
    }
  }

  /** How patient the next attempt is. */
  Attempt attempt() {
    Timeouts timeouts = settings.timeouts;
    boolean generates = streaming || call.operation.kind == OperationKind.GENERATION;
    Duration read = generates ? timeouts.firstByte() : timeouts.idle();
    return new Attempt(millis(timeouts.connect()), millis(read), millis(timeouts.idle()));
  }

  okhttp3.Call call(Attempt attempt, Duration left) {
    RequestBody body =
        content == null ? null : new OneShotBody(content, attempt, call.progress, guard());
    Request request = template
        .newBuilder()
        .method(call.operation.method, body)
        .tag(Attempt.class, attempt)
        .build();
    okhttp3.Call made = settings.client.newCall(request);
    boolean ordinary = !transfer && !streaming && call.operation.kind != OperationKind.GENERATION;
    if (ordinary) {
      Duration limit = settings.timeouts.attempt();
      Duration shorter = limit.compareTo(left) < 0 ? limit : left;
      made.timeout().timeout(Math.max(1, shorter.toMillis()), TimeUnit.MILLISECONDS);
    }
    return made;
  }

  private @Nullable RateGuard guard() {
    return transfer ? new RateGuard(settings.timing, settings.timeouts.idle()) : null;
  }

  private static int millis(Duration time) {
    return (int) Math.max(1, Math.min(Integer.MAX_VALUE, time.toMillis()));
  }

  boolean isTransfer() {
    return transfer;
  }

  String host() {
    return template.url().host();
  }

  /**
   * Whether the answer sends a call to a storage URL elsewhere; the API's own calls are never sent
   * on.
   */
  boolean isRedirect(Response response) {
    int status = response.code();
    boolean elsewhere =
        status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
    return elsewhere && call.target != null && !call.operation.expected.contains(status);
  }

  /** Turns to where the answer points; returns why not, or null. */
  @Nullable
  String redirect(Response response) {
    String location = response.header("Location");
    HttpUrl from = template.url();
    HttpUrl to = location == null ? null : from.resolve(location);
    if (to == null) {
      return "it points nowhere";
    }
    String refusal = settings.bases.refusal(to, from);
    if (refusal != null) {
      return refusal;
    }
    Request.Builder next = template.newBuilder().url(to);
    if (!from.host().equals(to.host())
        || from.port() != to.port()
        || !from.scheme().equals(to.scheme())) {
      // A key the caller put on by hand is no other host's business.
      next.removeHeader("Authorization")
          .removeHeader("Cookie")
          .removeHeader(settings.setup.authHeader().name());
    }
    template = next.build();
    return null;
  }
}
