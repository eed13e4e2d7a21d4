package dev.fovea.preparation;

import dev.fovea.error.Failure;
import dev.fovea.error.ImageException;
import dev.fovea.error.InterruptedCallException;
import dev.fovea.image.Image;
import dev.fovea.image.ImageFetcher;
import java.net.URI;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Lets nobody through until a number of fetches are inside, notes who came, and gives a picture of
 * its own for each address that does not end in {@code gone}.
 */
final class GatedFetcher implements ImageFetcher {
  final Map<URI, Integer> asked = new ConcurrentHashMap<>();
  final Set<Thread> threads = ConcurrentHashMap.newKeySet();
  final AtomicInteger most = new AtomicInteger();
  final AtomicInteger interrupted = new AtomicInteger();
  private final AtomicInteger inside = new AtomicInteger();
  private final CyclicBarrier gate;

  GatedFetcher(int together) {
    this.gate = new CyclicBarrier(together);
  }

  /** The picture at the address that ends with this number. */
  static byte[] picture(int number) {
    return Folder.png(number);
  }

  @Override
  public Image fetch(URI uri) {
    asked.merge(uri, 1, Integer::sum);
    threads.add(Thread.currentThread());
    most.accumulateAndGet(inside.incrementAndGet(), Math::max);
    try {
      gate.await(20, TimeUnit.SECONDS);
    } catch (InterruptedException | BrokenBarrierException e) {
      interrupted.incrementAndGet();
      throw new InterruptedCallException(
          Failure.builder().operation("fetch").message("interrupted").build());
    } catch (TimeoutException e) {
      throw new IllegalStateException("the others did not come", e);
    } finally {
      inside.decrementAndGet();
    }
    String name = uri.getPath();
    if (name.endsWith("gone")) {
      throw new ImageException(Failure.builder()
          .operation("fetch")
          .message("the server answered 404")
          .build());
    }
    if (name.endsWith("odd")) {
      throw new IllegalStateException("an odd fetcher");
    }
    return Image.of(picture(Integer.parseInt(name.substring(1))));
  }
}
