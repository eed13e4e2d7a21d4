package dev.fovea.testkit.together;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** An upload in parts between its beginning and its end. Thread-safe. */
final class PartUpload {
  /**
   * A part that arrived.
   *
   * @param place where its bytes are
   * @param size how many
   * @param tag what the client has to show to prove that it sent it
   */
  record Part(Path place, long size, String tag) {}

  private final String id;
  private final StoredFile file;
  private final long size;
  private final int count;
  private final String signature;
  private final Map<Integer, Part> parts = new TreeMap<>();

  PartUpload(String id, StoredFile file, long size, int count, String signature) {
    this.id = id;
    this.file = file;
    this.size = size;
    this.count = count;
    this.signature = signature;
  }

  String id() {
    return id;
  }

  StoredFile file() {
    return file;
  }

  int count() {
    return count;
  }

  String signature() {
    return signature;
  }

  /** Keeps a part; the same part sent again takes the place of the one before. */
  synchronized void put(int number, Part part) {
    parts.put(number, part);
  }

  synchronized List<Part> parts() {
    return new ArrayList<>(parts.values());
  }

  /** What is wrong with completing it like this; an empty text when nothing is. */
  synchronized String flaw(List<Integer> numbers, List<String> tags) {
    for (int i = 0; i < numbers.size(); i++) {
      Part part = parts.get(numbers.get(i));
      if (i > 0 && numbers.get(i) <= numbers.get(i - 1)) {
        return "parts must be in ascending order, got part " + numbers.get(i) + " after part "
            + numbers.get(i - 1);
      }
      if (part == null) {
        return "part " + numbers.get(i) + " was not uploaded";
      }
      if (!part.tag().equals(tags.get(i))) {
        return "the etag of part " + numbers.get(i) + " is not the one it was stored with";
      }
    }
    if (numbers.size() != count) {
      return "the upload has " + count + " parts, " + numbers.size() + " were named";
    }
    long arrived = parts.values().stream().mapToLong(Part::size).sum();
    return arrived == size ? "" : "the parts hold " + arrived + " bytes, announced were " + size;
  }
}
