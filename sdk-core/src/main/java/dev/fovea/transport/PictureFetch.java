package dev.fovea.transport;

import dev.fovea.error.CallTimeoutException;
import dev.fovea.error.ClosedClientException;
import dev.fovea.error.Failure;
import dev.fovea.error.FoveaException;
import dev.fovea.error.ImageException;
import dev.fovea.error.InterruptedCallException;
import dev.fovea.error.Outcome;
import dev.fovea.image.DecodeLimits;
import dev.fovea.image.Image;
import dev.fovea.image.ImageFormat;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.HashSet;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import okhttp3.HttpUrl;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/** One picture on its way, over all redirects. For one thread. */
final class PictureFetch {
  private static final int HEAD_BYTES = 64;
  private static final int CONNECT_MILLIS = 10_000;
  private static final int SHOWN_CHARS = 200;

  private final PictureFetcher fetcher;
  private final String operation;
  private final @Nullable HttpUrl start;
  private final Set<HttpUrl> seen = new HashSet<>();
  private final long deadline;
  private Attempt attempt;
  private String host = "";

  PictureFetch(PictureFetcher fetcher, URI uri) {
    this.fetcher = fetcher;
    this.operation = "fetch picture " + shown(uri);
    this.start = HttpUrl.parse(uri.toString());
    this.deadline = fetcher.timing.nanoTime() + fetcher.timeout.toNanos();
    int most = (int) Math.min(fetcher.timeout.toMillis() + 1, Integer.MAX_VALUE);
    this.attempt = new Attempt(Math.min(CONNECT_MILLIS, most), most, most);
  }

  /** An address without what may be secret in it. */
  static String shown(URI uri) {
    HttpUrl url = HttpUrl.parse(uri.toString());
    if (url == null) {
      return uri.getScheme() == null ? "without a scheme" : uri.getScheme() + ":…";
    }
    return shown(url);
  }

  private static String shown(HttpUrl url) {
    String text = url.newBuilder()
        .username("")
        .password("")
        .query(null)
        .fragment(null)
        .build()
        .toString();
    return text.length() <= SHOWN_CHARS ? text : text.substring(0, SHOWN_CHARS) + "…";
  }

  Image run() {
    check(start);
    HttpUrl from = Objects.requireNonNull(start);
    PictureCache cache = fetcher.cache;
    Image kept = cache == null ? null : cache.find(from, fetcher.maxBytes);
    if (kept != null) {
      return decoded(kept);
    }
    Image fetched = decoded(fetch(from));
    if (cache != null) {
      cache.keep(from, fetched);
    }
    return fetched;
  }

  private Image fetch(HttpUrl from) {
    HttpUrl url = from;
    while (true) {
      okhttp3.Call call = call(url);
      InterruptWatcher.Watch watch = fetcher.watcher.begin(call::cancel);
      try (Response response = call.execute()) {
        HttpUrl next = redirect(response);
        if (next == null) {
          return read(response);
        }
        url = next;
      } catch (IOException e) {
        throw broke(e);
      } finally {
        fetcher.watcher.end(watch);
      }
      check(url);
    }
  }

  private void check(@Nullable HttpUrl url) {
    if (url == null || !(url.isHttps() || fetcher.allowHttp)) {
      throw refused(
          "only " + (fetcher.allowHttp ? "http and https are" : "https is") + " fetched"
              + redirected(url),
          "read a file by its path, and allow http at the fetcher if it is meant");
    }
    if (!url.username().isEmpty() || !url.password().isEmpty()) {
      throw refused(
          "the address has a user name or password in it" + redirected(url), "take it out");
    }
    if (AddressRules.isOddNumber(url.host())) {
      throw refused(
          "the host is a number in a form that not everybody reads alike" + redirected(url),
          "write it as four decimal numbers");
    }
    if (!seen.add(url)) {
      throw refused("it is redirected in a circle" + redirected(url), "look at it in a browser");
    }
    if (seen.size() > fetcher.maxRedirects + 1) {
      throw refused(
          "it is redirected more than " + fetcher.maxRedirects + " times",
          "give the address where it ends");
    }
    requireRunning();
  }

  private String redirected(@Nullable HttpUrl url) {
    return seen.isEmpty() ? "" : " (redirected to " + (url == null ? "?" : shown(url)) + ")";
  }

  private void requireRunning() {
    if (fetcher.isClosed() || Thread.currentThread().isInterrupted()) {
      throw broke(new IOException("ended"));
    }
  }

  private okhttp3.Call call(HttpUrl url) {
    long left = deadline - fetcher.timing.nanoTime();
    if (left <= 0) {
      throw late(null);
    }
    host = url.host();
    attempt = new Attempt(attempt.connectMillis, attempt.readMillis, attempt.writeMillis);
    Request request = new Request.Builder()
        .url(url)
        .tag(Attempt.class, attempt)
        .header("Accept", "image/*")
        // What unpacks nothing cannot be made to unpack a bomb.
        .header("Accept-Encoding", "identity")
        .header("User-Agent", "fovea")
        .build();
    okhttp3.Call call = fetcher.client.newCall(request);
    call.timeout().timeout(left, TimeUnit.NANOSECONDS);
    return call;
  }

  /** Where the answer points to; null when it is an answer. */
  private @Nullable HttpUrl redirect(Response response) {
    int status = response.code();
    if (status == 200) {
      return null;
    }
    String location = response.header("Location");
    if (location == null || status / 100 != 3) {
      throw new ImageException(failure("the server answered " + status)
          .retryable(status == 429 || status >= 500)
          .next("look whether it is still there and public")
          .build());
    }
    HttpUrl next = response.request().url().resolve(location);
    if (next == null) {
      throw refused(
          "it is redirected to something other than http or https", "look at it in a browser");
    }
    // What stands behind # is not sent: a circle is one without it, too.
    return next.newBuilder().fragment(null).build();
  }

  private Image read(Response response) throws IOException {
    String packed = response.header("Content-Encoding", "identity");
    if (!"identity".equals(String.valueOf(packed).toLowerCase(Locale.ROOT))) {
      throw refused("the server packed it though it was asked not to", "fetch it from elsewhere");
    }
    if (response.body().contentLength() > fetcher.maxBytes) {
      throw tooLarge();
    }
    InputStream in = new BufferedInputStream(new Bounded(response.body().byteStream()));
    in.mark(HEAD_BYTES);
    byte[] head = in.readNBytes(HEAD_BYTES);
    if (ImageFormat.sniff(head).isEmpty()) {
      throw refused(
          head.length == 0 ? "it is empty" : "its bytes are those of no picture",
          "look at it in a browser: it may be a page around the picture");
    }
    in.reset();
    Image image = Image.of(in);
    try {
      image.header();
    } catch (ImageException e) {
      throw new ImageException(failure("its bytes are those of no picture: " + e.getMessage())
          .cause(e)
          .build());
    }
    return image;
  }

  private Image decoded(Image image) {
    try {
      if (fetcher.imaging != null) {
        fetcher.imaging.decode(image, DecodeLimits.usual());
      }
      return image;
    } catch (ImageException e) {
      throw new ImageException(failure("its pixels cannot be had: " + e.getMessage())
          .next("look at it in a browser")
          .cause(e)
          .build());
    }
  }

  private Failure.Builder failure(String message) {
    Outcome unanswered = attempt.begun() ? Outcome.UNKNOWN : Outcome.NOT_SENT;
    return Failure.builder()
        .operation(operation)
        .message(message)
        .attempts(attempt.begun() ? 1 : 0)
        .outcome(attempt.answered() ? Outcome.REJECTED : unanswered);
  }

  private ImageException refused(String message, String next) {
    return new ImageException(failure(message).next(next).build());
  }

  private ImageException tooLarge() {
    return refused(
        "it has more than " + fetcher.maxBytes + " bytes", "raise the fetcher's maxBytes");
  }

  private CallTimeoutException late(@Nullable IOException cause) {
    Failure.Builder failure = failure(
            "it was not there within " + fetcher.timeout.toMillis() + " ms")
        .retryable(true)
        .next("raise the fetcher's timeout");
    return new CallTimeoutException((cause == null ? failure : failure.cause(cause)).build());
  }

  private FoveaException broke(IOException e) {
    Failure.Builder failure = failure("").cause(e);
    if (fetcher.isClosed()) {
      return new ClosedClientException(failure.message("the fetcher is closed").build());
    }
    if (Thread.currentThread().isInterrupted()) {
      return new InterruptedCallException(
          failure.message("the thread was interrupted").build());
    }
    if (e instanceof RefusedAddress) {
      return refused(
          "the host " + host + " leads to an address that is not public",
          "allow the address at the fetcher if it is meant");
    }
    if (fetcher.timing.nanoTime() >= deadline) {
      return late(e);
    }
    return FaultMapper.map(e, failure.retryable(!FaultMapper.isFinal(e)), host, attempt);
  }

  /** Ends where there is too much, and says what happened in the words of the fetch. */
  private final class Bounded extends InputStream {
    private final InputStream body;
    private long left = fetcher.maxBytes;

    Bounded(InputStream body) {
      this.body = body;
    }

    @Override
    public int read() {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) {
      try {
        int count = body.read(bytes, offset, length);
        left -= Math.max(count, 0);
        if (left < 0) {
          throw tooLarge();
        }
        return count;
      } catch (IOException e) {
        throw broke(e);
      }
    }
  }
}
