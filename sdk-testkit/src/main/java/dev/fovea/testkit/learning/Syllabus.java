package dev.fovea.testkit.learning;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * How a training file is to be learned from.
 *
 * @param truth where the right answer stands in a line whose conversation has none: a field, or
 *     fields with dots between them
 * @param formats the formats that are learned from, by their upper-case names; empty for all, and
 *     then a damaged picture ends the learning instead of being left out
 * @param remote fetches a picture that is not in the file; nothing when it cannot be had
 */
public record Syllabus(
    String truth, Set<String> formats, Function<String, Optional<Picture>> remote) {
  /** Every picture stands in the file and must be right; {@code ground_truth} is the answer. */
  public static final Syllabus STRICT =
      new Syllabus("ground_truth", Set.of(), url -> Optional.empty());

  JsonNode truth(JsonNode line) {
    JsonNode found = line;
    for (String field : truth.split("\\.", -1)) {
      found = found.path(field);
    }
    return found;
  }

  boolean isStrict() {
    return formats.isEmpty();
  }

  boolean takes(Picture picture) {
    return isStrict() || formats.contains(picture.format());
  }
}
