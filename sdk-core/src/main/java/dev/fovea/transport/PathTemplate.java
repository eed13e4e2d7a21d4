package dev.fovea.transport;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import okhttp3.HttpUrl;

/** A path with variables, cut into segments once. */
final class PathTemplate {
  // A variable may carry a literal behind it, as in {id}:cancel.
  private record Segment(String text, boolean variable, boolean many, String suffix) {}

  private final String template;
  private final List<Segment> segments;

  private PathTemplate(String template, List<Segment> segments) {
    this.template = template;
    this.segments = segments;
  }

  static PathTemplate parse(String template) {
    List<Segment> segments = new ArrayList<>();
    for (String part : template.split("/", -1)) {
      segments.add(segment(template, part));
    }
    return new PathTemplate(template, List.copyOf(segments));
  }

  private static Segment segment(String template, String part) {
    int end = part.indexOf('}');
    if (!part.startsWith("{")) {
      if (end >= 0 || part.indexOf('{') >= 0 || (part.isEmpty() && !template.isEmpty())) {
        throw new IllegalArgumentException("not a path template: " + template);
      }
      return new Segment(part, false, false, "");
    }
    boolean many = part.startsWith("{+");
    String name = end < 0 ? "" : part.substring(many ? 2 : 1, end);
    if (name.isEmpty()) {
      throw new IllegalArgumentException("not a path template: " + template);
    }
    return new Segment(name, true, many, part.substring(end + 1));
  }

  boolean has(String variable) {
    return segments.stream().anyMatch(segment -> segment.variable && segment.text.equals(variable));
  }

  /** Appends the path to a base URL. The values were not checked before. */
  void appendTo(HttpUrl.Builder url, Map<String, String> values) {
    for (Segment segment : segments) {
      if (!segment.variable) {
        if (!segment.text.isEmpty()) {
          url.addPathSegment(segment.text);
        }
        continue;
      }
      String value = values.get(segment.text);
      if (value == null) {
        throw new IllegalArgumentException("no value for {" + segment.text + "} of " + template);
      }
      append(url, segment, value);
    }
  }

  private static void append(HttpUrl.Builder url, Segment segment, String value) {
    String[] parts = segment.many ? value.split("/", -1) : new String[] {value};
    for (int i = 0; i < parts.length; i++) {
      String part = checked(segment.text, parts[i]);
      url.addPathSegment(i == parts.length - 1 ? part + segment.suffix : part);
    }
  }

  // The HTTP library resolves dot segments: get would turn into list, delete into the collection.
  private static String checked(String variable, String value) {
    if (value.isEmpty()) {
      throw new IllegalArgumentException(variable + " must not be empty");
    }
    if (value.equals(".") || value.equals("..")) {
      throw new IllegalArgumentException(variable + " must not be \"" + value + "\"");
    }
    return value;
  }

  @Override
  public String toString() {
    return template;
  }
}
