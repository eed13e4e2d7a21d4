package dev.fovea.testkit.control;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The requests an embedded provider saw, oldest first, the disturbed ones included. Thread-safe.
 */
public final class RequestLog {
  private final List<RecordedRequest> requests = new ArrayList<>();

  private RequestLog() {}

  /** {@return an empty log} */
  public static RequestLog create() {
    return new RequestLog();
  }

  /**
   * Adds a request; the server does this before it reads the body.
   *
   * @param request what arrived
   */
  public synchronized void add(RecordedRequest request) {
    requests.add(request);
  }

  /** {@return all requests seen since the start or the last {@link #clear()}} */
  public synchronized List<RecordedRequest> all() {
    return List.copyOf(requests);
  }

  /**
   * Picks the requests of one operation.
   *
   * @param method the method, or {@code *}
   * @param path the path from the root; {@code *} or {@code {name}} stands for any one segment, a
   *     final {@code **} for any rest
   * @return those requests, oldest first
   */
  public List<RecordedRequest> of(String method, String path) {
    PathPattern pattern = new PathPattern(path);
    return all().stream()
        .filter(r -> method.equals("*") || r.method().equalsIgnoreCase(method))
        .filter(r -> pattern.matches(r.path()))
        .toList();
  }

  /**
   * Counts the requests of one operation.
   *
   * @param method the method, or {@code *}
   * @param path as for {@link #of}
   * @return how many arrived
   */
  public int count(String method, String path) {
    return of(method, path).size();
  }

  /** {@return how many requests arrived in all} */
  public int count() {
    return all().size();
  }

  /** {@return the newest request} */
  public synchronized Optional<RecordedRequest> last() {
    return requests.isEmpty() ? Optional.empty() : Optional.of(requests.get(requests.size() - 1));
  }

  /** Forgets all requests. */
  public synchronized void clear() {
    requests.clear();
  }
}
