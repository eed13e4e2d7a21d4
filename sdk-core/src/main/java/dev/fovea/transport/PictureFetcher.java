package dev.fovea.transport;

import dev.fovea.config.HostResolver;
import dev.fovea.config.Timing;
import dev.fovea.config.Tls;
import dev.fovea.error.ClosedClientException;
import dev.fovea.error.Failure;
import dev.fovea.error.ImageException;
import dev.fovea.error.InterruptedCallException;
import dev.fovea.image.Image;
import dev.fovea.image.ImageFetcher;
import dev.fovea.image.Imaging;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.function.Predicate;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/**
 * Fetches pictures from addresses that nobody vouches for, such as those in a data set. It connects
 * to public addresses only, checked at every redirect and on the very address connected to; uses no
 * proxy; sends no key, cookie or other header of a client; ends what is too large or too slow; and
 * takes for a picture what begins like one, whatever name or header say; all its pixels are decoded
 * only where {@link Builder#decode} asks for it.
 *
 * <p>Looking up a name is not ended by the time limit but by the resolver. Immutable and
 * thread-safe; has its own connections, which {@link #close} ends.
 */
public final class PictureFetcher implements ImageFetcher, AutoCloseable {
  /** Hears of every address that is done with. */
  @FunctionalInterface
  public interface Listener {
    /**
     * Takes note of one more. Called on the thread of {@link #fetchAll}, one after the other.
     *
     * @param picture what became of it
     * @param done how many are done with, 1 and more
     * @param total how many there are
     */
    void fetched(FetchedPicture picture, int done, int total);
  }

  final OkHttpClient client;
  final InterruptWatcher watcher = new InterruptWatcher("fovea-pictures-watcher");
  final Timing timing = Timing.system();
  final boolean allowHttp;
  final long maxBytes;
  final Duration timeout;
  final int maxRedirects;
  final @Nullable PictureCache cache;
  final @Nullable Imaging imaging;
  private final int atOnce;
  private final ThreadPoolExecutor threads = Threads.pool("fovea-pictures");
  private volatile boolean closed;

  private PictureFetcher(Builder from) {
    this.allowHttp = from.allowHttp;
    this.maxBytes = from.maxBytes;
    this.timeout = from.timeout;
    this.maxRedirects = from.maxRedirects;
    this.atOnce = from.atOnce;
    this.cache = from.cache;
    this.imaging = from.imaging;
    this.client = ClientPool.guarded(new AddressGuard(from.resolver, from.allowed), from.tls);
  }

  /** {@return a builder, whose defaults suit addresses that nobody vouches for} */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * Fetches a picture on the calling thread. Up to 20 MB (20,000,000 bytes) stay in memory, more
   * goes to a temporary file, as with {@link Image#of(java.io.InputStream)}.
   *
   * @throws ImageException if the address is refused, the server gives nothing, or what it gives is
   *     too large or no picture
   * @throws dev.fovea.error.TransportException if the connection fails, the time is over, the
   *     thread is interrupted or this fetcher is closed
   */
  @Override
  public Image fetch(URI uri) {
    return new PictureFetch(this, Objects.requireNonNull(uri, "uri")).run();
  }

  /**
   * Fetches many pictures, a few at once. None that fails ends the run.
   *
   * @param uris the addresses; what stands there twice is fetched once
   * @return what became of each, in the same order; all pictures are held at once
   * @throws InterruptedCallException if the calling thread is interrupted
   */
  public List<FetchedPicture> fetchAll(Collection<URI> uris) {
    return fetchAll(uris, (picture, done, total) -> {});
  }

  /**
   * Fetches many pictures, a few at once. None that fails ends the run; an exception of the
   * listener does.
   *
   * @param uris the addresses; what stands there twice is fetched once
   * @param listener hears of each as it is done with
   * @return what became of each, in the same order; all pictures are held at once
   * @throws InterruptedCallException if the calling thread is interrupted
   */
  public List<FetchedPicture> fetchAll(Collection<URI> uris, Listener listener) {
    List<URI> all = List.copyOf(uris);
    if (isClosed()) {
      throw new ClosedClientException(failure("the fetcher is closed"));
    }
    try {
      return new PictureRun(this, all, threads).run(atOnce, listener);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedCallException(failure("the thread was interrupted"));
    }
  }

  private static Failure failure(String message) {
    return Failure.builder().operation("fetch pictures").message(message).build();
  }

  boolean isClosed() {
    return closed;
  }

  /** Ends what is being fetched, and all connections. Nothing can be fetched afterwards. */
  @Override
  public void close() {
    closed = true;
    client.dispatcher().cancelAll();
    watcher.close();
    client.connectionPool().evictAll();
  }

  /** Builds {@link PictureFetcher}; for one thread and one use. */
  public static final class Builder {
    private boolean allowHttp;
    private Predicate<? super InetAddress> allowed = address -> false;
    private HostResolver resolver = host -> List.of(InetAddress.getAllByName(host));
    private @Nullable Tls tls;
    // As much as Image.of keeps in memory: by default nothing is written to disk.
    private long maxBytes = 20_000_000;
    private Duration timeout = Duration.ofSeconds(60);
    private int maxRedirects = 5;
    private int atOnce = 8;
    private @Nullable PictureCache cache;
    private @Nullable Imaging imaging;

    private Builder() {}

    /**
     * Sets whether plain http is fetched as well, which anybody on the way can read and change.
     * {@code false} by default: https alone.
     *
     * @param allowHttp whether to
     * @return this builder
     */
    public Builder allowHttp(boolean allowHttp) {
      this.allowHttp = allowHttp;
      return this;
    }

    /**
     * Sets which addresses may be connected to although they are not public, for tests and for
     * pictures in one's own network. None by default. Whoever chooses the addresses of the pictures
     * can then reach these, all their ports and paths.
     *
     * @param allowed tells which; called on several threads
     * @return this builder
     */
    public Builder allow(Predicate<? super InetAddress> allowed) {
      this.allowed = Objects.requireNonNull(allowed, "allowed");
      return this;
    }

    /**
     * Sets how names become addresses; the JVM's way by default. What it finds is checked.
     *
     * @param resolver the resolver
     * @return this builder
     */
    public Builder resolver(HostResolver resolver) {
      this.resolver = Objects.requireNonNull(resolver, "resolver");
      return this;
    }

    /**
     * Sets which certificates are trusted; those that the JVM trusts by default.
     *
     * @param tls the certificates
     * @return this builder
     */
    public Builder tls(Tls tls) {
      this.tls = Objects.requireNonNull(tls, "tls");
      return this;
    }

    /**
     * Sets the largest picture; 20 MB (20,000,000 bytes) by default.
     *
     * @param maxBytes a positive number of bytes
     * @return this builder
     */
    public Builder maxBytes(long maxBytes) {
      this.maxBytes = positive("maxBytes", maxBytes);
      return this;
    }

    /**
     * Sets how long one picture may take from the first connection to the last byte, redirects
     * included; 60 seconds by default.
     *
     * @param timeout a positive time
     * @return this builder
     */
    public Builder timeout(Duration timeout) {
      positive("timeout", timeout.toNanos());
      this.timeout = timeout;
      return this;
    }

    /**
     * Sets how many redirects are followed; 5 by default.
     *
     * @param maxRedirects zero for none, at most 20
     * @return this builder
     */
    public Builder maxRedirects(int maxRedirects) {
      if (maxRedirects < 0 || maxRedirects > 20) {
        throw new IllegalArgumentException("maxRedirects must be 0 to 20: " + maxRedirects);
      }
      this.maxRedirects = maxRedirects;
      return this;
    }

    /**
     * Sets how many pictures {@link PictureFetcher#fetchAll} fetches at once; 8 by default.
     *
     * @param atOnce a positive number
     * @return this builder
     */
    public Builder atOnce(int atOnce) {
      this.atOnce = (int) positive("atOnce", atOnce);
      return this;
    }

    /**
     * Sets a folder where fetched pictures are kept, for 30 days and up to 10 GB (10,000,000,000
     * bytes), so that the next run does not fetch them again; none by default.
     *
     * @param folder as in {@link #cache(Path, long, Duration)}
     * @return this builder
     * @throws java.io.UncheckedIOException if there is no such folder and it cannot be made
     */
    public Builder cache(Path folder) {
      return cache(folder, 10_000_000_000L, Duration.ofDays(30));
    }

    /**
     * Sets a folder where fetched pictures are kept. Servers are not asked whether a picture has
     * changed. A kept picture is held to what a fetched one is held to. Names of files tell no
     * address. Processes may share the folder; whoever can read it can read the pictures, and a
     * fetcher that must not reach an address gives out what another one kept from there.
     *
     * @param folder made now if it is not there; only files of a cache are touched in it
     * @param maxBytes a positive number of bytes; when more would be kept, the pictures fetched
     *     longest ago are removed
     * @param maxAge how long after it was fetched a picture is used, a positive time
     * @return this builder
     * @throws java.io.UncheckedIOException if there is no such folder and it cannot be made
     */
    public Builder cache(Path folder, long maxBytes, Duration maxAge) {
      positive("maxBytes", maxBytes);
      positive("maxAge", maxAge.toNanos());
      this.cache = new PictureCache(folder, maxBytes, maxAge, Timing.system());
      return this;
    }

    /**
     * Sets whether every pixel of a picture is decoded too, within the usual limits; one that
     * cannot be is refused. {@code false} by default.
     *
     * @param decode whether to
     * @return this builder
     * @throws IllegalStateException if nothing is there that decodes
     */
    public Builder decode(boolean decode) {
      this.imaging = decode ? Imaging.find().orElseThrow(Builder::noImaging) : null;
      return this;
    }

    private static IllegalStateException noImaging() {
      return new IllegalStateException(
          "pictures are decoded only with dev.fovea:sdk-imaging on the class path; add it");
    }

    private static long positive(String name, long value) {
      if (value <= 0) {
        throw new IllegalArgumentException(name + " must be positive: " + value);
      }
      return value;
    }

    /** {@return the fetcher} */
    public PictureFetcher build() {
      return new PictureFetcher(this);
    }
  }
}
