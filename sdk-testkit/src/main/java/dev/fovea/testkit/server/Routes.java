package dev.fovea.testkit.server;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which action answers which path. A literal segment beats a {@code {name}}, and
 * {@code {name}:verb} beats a bare {@code {name}}.
 */
public final class Routes {
  /** The work of one operation. */
  @FunctionalInterface
  public interface Action {
    /**
     * Does the work.
     *
     * @param exchange the request
     * @return the answer
     * @throws Exception when it fails
     */
    Reply handle(Exchange exchange) throws Exception;
  }

  private record Route(String method, List<String> segments, Action action) {
    int literals() {
      return segments.stream()
          .mapToInt(s -> s.startsWith("{") ? verb(s).isEmpty() ? 0 : 1 : 2)
          .sum();
    }
  }

  private final List<Route> routes = new ArrayList<>();

  /** Makes an empty table. */
  public Routes() {}

  /**
   * Adds an operation.
   *
   * @param method its method
   * @param path its path with {@code {name}} segments
   * @param action its work
   * @return this table
   */
  public Routes add(String method, String path, Action action) {
    routes.add(new Route(method, segments(path), action));
    return this;
  }

  /**
   * Finds the action for a path below some prefix and gives the path's values to the exchange.
   *
   * @param exchange the request
   * @param path the rest of its path
   * @return the action, or nothing when method or path are unknown
   */
  public Optional<Action> find(Exchange exchange, String path) {
    List<String> given = segments(path);
    Optional<Route> best = routes.stream()
        .filter(r -> r.method().equals(exchange.method()) && fits(r.segments(), given))
        .max(java.util.Comparator.comparingInt(Route::literals));
    best.ifPresent(r -> exchange.pathValues(values(r.segments(), given)));
    return best.map(Route::action);
  }

  /**
   * Says whether another method would have been right.
   *
   * @param path the rest of the path
   * @return whether any operation stands at this path
   */
  public boolean knows(String path) {
    List<String> given = segments(path);
    return routes.stream().anyMatch(r -> fits(r.segments(), given));
  }

  private static boolean fits(List<String> pattern, List<String> given) {
    if (pattern.size() != given.size()) {
      return false;
    }
    for (int i = 0; i < given.size(); i++) {
      String segment = pattern.get(i);
      boolean fits = segment.startsWith("{")
          ? isValue(given.get(i), verb(segment))
          : segment.equals(given.get(i));
      if (!fits) {
        return false;
      }
    }
    return true;
  }

  private static Map<String, String> values(List<String> pattern, List<String> given) {
    Map<String, String> values = new HashMap<>();
    for (int i = 0; i < given.size(); i++) {
      String segment = pattern.get(i);
      if (segment.startsWith("{")) {
        String value =
            given.get(i).substring(0, given.get(i).length() - verb(segment).length());
        values.put(
            segment.substring(1, segment.indexOf('}')), Form.decoded(value.replace("+", "%2B")));
      }
    }
    return values;
  }

  /** What follows the braces, {@code :upload} of {@code {id}:upload}. */
  private static String verb(String segment) {
    return segment.substring(segment.indexOf('}') + 1);
  }

  private static boolean isValue(String given, String verb) {
    return given.length() > verb.length() && given.endsWith(verb);
  }

  private static List<String> segments(String path) {
    String bare = path.startsWith("/") ? path.substring(1) : path;
    bare = bare.endsWith("/") ? bare.substring(0, bare.length() - 1) : bare;
    return List.of(bare.split("/", -1));
  }
}
