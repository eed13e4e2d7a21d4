package dev.fovea.openai;

import dev.fovea.provider.NumberFacts;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The labels that OpenAI keeps with what it is asked for, as metadata: how many, and how long. What
 * its specification calls a character is taken for a code point.
 */
final class Labels {
  private static final NumberFacts FACTS = OpenAiFacts.REQUESTS;

  private Labels() {}

  /** {@return what to do about labels that OpenAI refuses; empty when it takes them} */
  static Optional<String> mistake(Map<String, ? extends @Nullable Object> labels) {
    int most = most();
    if (labels.size() > most) {
      return Optional.of("use at most " + most + " labels in metadata, not " + labels.size());
    }
    return labels.entrySet().stream()
        .flatMap(label -> mistake(label.getKey(), label.getValue()).stream())
        .findFirst();
  }

  /** {@return how many there may be} */
  static int most() {
    return FACTS.number("mostMetadata");
  }

  private static Optional<String> mistake(String name, @Nullable Object value) {
    Optional<String> ofName =
        length("the name of a label", name, 1, FACTS.number("longestMetadataName"));
    return ofName.isEmpty() && value instanceof String text
        ? length("the label " + name, text, 0, FACTS.number("longestMetadataValue"))
        : ofName;
  }

  /** {@return what to do about a text that is too short or too long} */
  static Optional<String> length(String what, String text, int least, int most) {
    int length = text.codePointCount(0, text.length());
    return length >= least && length <= most
        ? Optional.empty()
        : Optional.of("give " + what + " " + least + " to " + most + " characters, not " + length);
  }
}
