package dev.fovea.testkit.control;

/**
 * A path with {@code *} or {@code {name}} for any one segment and a final {@code **} for any rest.
 */
final class PathPattern {
  private final String[] segments;

  PathPattern(String path) {
    this.segments = split(path);
  }

  boolean matches(String path) {
    String[] given = split(path);
    for (int i = 0; i < segments.length; i++) {
      if (segments[i].equals("**")) {
        return true;
      }
      if (i >= given.length || !matches(segments[i], given[i])) {
        return false;
      }
    }
    return given.length == segments.length;
  }

  private static boolean matches(String pattern, String segment) {
    return pattern.equals("*") || pattern.startsWith("{") || pattern.equals(segment);
  }

  private static String[] split(String path) {
    String bare = path.startsWith("/") ? path.substring(1) : path;
    return (bare.endsWith("/") ? bare.substring(0, bare.length() - 1) : bare).split("/", -1);
  }
}
