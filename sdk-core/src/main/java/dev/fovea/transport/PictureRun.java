package dev.fovea.transport;

import dev.fovea.error.FoveaException;
import dev.fovea.error.ImageException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.Future;

/** Many pictures on their way, a few at once. For one thread and one use. */
final class PictureRun {
  private final PictureFetcher fetcher;
  private final List<URI> uris;
  private final ExecutorCompletionService<FetchedPicture> runner;
  private final List<Future<FetchedPicture>> begun = new ArrayList<>();

  PictureRun(PictureFetcher fetcher, List<URI> uris, Executor threads) {
    this.fetcher = fetcher;
    this.uris = uris;
    this.runner = new ExecutorCompletionService<>(threads);
  }

  List<FetchedPicture> run(int atOnce, PictureFetcher.Listener listener)
      throws InterruptedException {
    try {
      for (int done = 0; done < uris.size(); done++) {
        begin(Math.min(uris.size(), (long) done + atOnce));
        listener.fetched(runner.take().get(), done + 1, uris.size());
      }
      List<FetchedPicture> results = new ArrayList<>(uris.size());
      for (Future<FetchedPicture> one : begun) {
        results.add(one.get());
      }
      return List.copyOf(results);
    } catch (ExecutionException e) {
      throw new IllegalStateException("fetch pictures failed: not enough memory, or worse", e);
    } finally {
      begun.forEach(one -> one.cancel(true));
    }
  }

  private void begin(long count) {
    while (begun.size() < count) {
      URI next = uris.get(begun.size());
      begun.add(runner.submit(() -> result(next)));
    }
  }

  private FetchedPicture result(URI uri) {
    try {
      return FetchedPicture.of(uri, fetcher.fetch(uri));
    } catch (FoveaException e) {
      return FetchedPicture.failed(uri, e);
    } catch (RuntimeException e) {
      // The resolver or the predicate is not ours.
      return FetchedPicture.failed(
          uri, new ImageException("fetch picture " + PictureFetch.shown(uri) + " failed: " + e, e));
    }
  }
}
