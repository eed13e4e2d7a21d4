package dev.fovea.preparation;

import dev.fovea.chat.ContentPart;
import dev.fovea.chat.ContentPart.ImagePart;
import dev.fovea.error.Failure;
import dev.fovea.error.InterruptedCallException;
import dev.fovea.image.Image;
import dev.fovea.image.ImageFetcher;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Fetches the pictures of lines to come, several at once. What was fetched waits on disk; an
 * address is fetched once for all lines that wait for it, and forgotten with the last of them. For
 * one thread, whose threads and files are gone when it is closed.
 */
final class FetchAhead implements AutoCloseable {
  /** How many addresses are begun for each picture that is fetched at once. */
  static final int BEGUN = 4;

  private static final long CLOSE_SECONDS = 5;

  private final @Nullable ImageFetcher fetcher;
  private final int most;
  private final ThreadPoolExecutor threads;
  private final Map<URI, Picture> pictures = new HashMap<>();

  FetchAhead(Target target, ConversionOptions options) {
    boolean taken = target.is("remote-pictures", "yes");
    this.fetcher = taken ? null : options.fetcher().orElse(null);
    this.most = BEGUN * options.fetchesAtOnce();
    this.threads = threads(options.fetchesAtOnce());
  }

  private static ThreadPoolExecutor threads(int count) {
    AtomicInteger number = new AtomicInteger();
    return new ThreadPoolExecutor(
        count, count, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
          Thread thread = new Thread(task, "fovea-conversion-" + number.incrementAndGet());
          thread.setDaemon(true);
          return thread;
        });
  }

  /** {@return whether more lines may be begun; never if nothing is fetched} */
  boolean hasRoom() {
    return fetcher != null && pictures.size() < most;
  }

  /** {@return the addresses of an example whose pictures are fetched from now on} */
  List<URI> begin(Draft draft) {
    List<URI> addresses = new ArrayList<>();
    if (fetcher == null) {
      return addresses;
    }
    for (Turn turn : draft.allTurns()) {
      for (ContentPart part : turn.message().content()) {
        if (part instanceof ImagePart picture) {
          picture.image().uri().ifPresent(addresses::add);
        }
      }
    }
    for (URI address : addresses) {
      pictures.computeIfAbsent(address, uri -> new Picture(uri, fetcher)).begin(threads);
    }
    return addresses;
  }

  /**
   * Waits for a picture that was begun.
   *
   * @return the picture
   * @throws InterruptedCallException if the thread is interrupted
   * @throws RuntimeException what the fetcher threw
   */
  Image picture(URI address) {
    try {
      if (Thread.currentThread().isInterrupted()) {
        throw interrupted();
      }
      return Objects.requireNonNull(pictures.get(address)).await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw interrupted();
    }
  }

  private static InterruptedCallException interrupted() {
    return new InterruptedCallException(Failure.builder()
        .operation("fetch a picture")
        .message("the thread was interrupted")
        .build());
  }

  /** Forgets the pictures of a line that is done with, unless another waits for them. */
  void release(List<URI> addresses) {
    for (URI address : addresses) {
      Picture picture = Objects.requireNonNull(pictures.get(address));
      if (picture.release()) {
        pictures.remove(address);
      }
    }
  }

  /** Ends what is being fetched and removes what was. Returns within a few seconds. */
  @Override
  public void close() {
    threads.shutdownNow();
    pictures.values().forEach(Picture::remove);
    pictures.clear();
    boolean interrupted = Thread.interrupted();
    try {
      // Whoever does not end by then removes what it fetched by itself.
      boolean ignored = threads.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      interrupted = true;
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** One address, its file, and how many times lines wait for it. */
  private static final class Picture {
    private final URI uri;
    private final ImageFetcher fetcher;
    private final Spool spool = Spool.ofAll();
    private @Nullable Future<Image> fetched;
    private int wanted;
    private boolean gone;

    Picture(URI uri, ImageFetcher fetcher) {
      this.uri = uri;
      this.fetcher = fetcher;
    }

    void begin(ThreadPoolExecutor threads) {
      wanted++;
      if (fetched == null) {
        fetched = threads.submit(() -> keep(fetcher.fetch(uri)));
      }
    }

    private synchronized Image keep(Image image) {
      if (gone) {
        throw new CancellationException("nobody waits for the picture any more");
      }
      return spool.keep(image);
    }

    Image await() throws InterruptedException {
      try {
        return Objects.requireNonNull(fetched).get();
      } catch (ExecutionException e) {
        if (e.getCause() instanceof Error error) {
          throw error;
        }
        // A fetcher throws nothing that is checked.
        throw (RuntimeException) e.getCause();
      }
    }

    /** {@return whether nobody waits for it any more} */
    boolean release() {
      wanted--;
      if (wanted == 0) {
        Objects.requireNonNull(fetched).cancel(true);
        remove();
      }
      return wanted == 0;
    }

    synchronized void remove() {
      gone = true;
      spool.clear();
    }
  }
}
