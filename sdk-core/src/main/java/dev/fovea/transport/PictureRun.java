package dev.fovea.transport;

import dev.fovea.error.FoveaException;
import dev.fovea.error.ImageException;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.Future;

/** Many pictures on their way, a few at once, each once. For one thread and one use. */
final class PictureRun {
  private final PictureFetcher fetcher;
  private final List<URI> uris;
  private final List<URI> different;
  private final Map<URI, Integer> times = new LinkedHashMap<>();
  private final ExecutorCompletionService<FetchedPicture> runner;
  private final Map<URI, Future<FetchedPicture>> begun = new HashMap<>();

  PictureRun(PictureFetcher fetcher, List<URI> uris, Executor threads) {
    this.fetcher = fetcher;
    this.uris = uris;
    uris.forEach(uri -> times.merge(uri, 1, Integer::sum));
    this.different = List.copyOf(times.keySet());
    this.runner = new ExecutorCompletionService<>(threads);
  }

  List<FetchedPicture> run(int atOnce, PictureFetcher.Listener listener)
      throws InterruptedException {
    try {
      int heard = 0;
      for (int done = 0; done < different.size(); done++) {
        begin(Math.min(different.size(), (long) done + atOnce));
        FetchedPicture picture = runner.take().get();
        for (int i = times.getOrDefault(picture.uri(), 1); i > 0; i--) {
          listener.fetched(picture, ++heard, uris.size());
        }
      }
      List<FetchedPicture> results = new ArrayList<>(uris.size());
      for (URI uri : uris) {
        results.add(begun(uri).get());
      }
      return List.copyOf(results);
    } catch (ExecutionException e) {
      throw new IllegalStateException("fetch pictures failed: not enough memory, or worse", e);
    } finally {
      begun.values().forEach(one -> one.cancel(true));
    }
  }

  private void begin(long count) {
    while (begun.size() < count) {
      URI next = different.get(begun.size());
      begun.put(next, runner.submit(() -> result(next)));
    }
  }

  private Future<FetchedPicture> begun(URI uri) {
    return Objects.requireNonNull(begun.get(uri));
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
