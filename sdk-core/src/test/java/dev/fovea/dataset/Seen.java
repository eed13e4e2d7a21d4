package dev.fovea.dataset;

import java.util.List;
import java.util.Map;

/** Examples that were never a line of bytes. */
final class Seen {
  private Seen() {}

  static Lesson lesson(long number, String address, String answer) {
    ScannedLine line = new ScannedLine();
    line.begin(number);
    Map<String, Object> picture = Map.of("type", "image_url", "image_url", Map.of("url", address));
    return Lesson.of(
        line,
        Map.of(
            "messages",
            List.of(
                Map.of("role", "user", "content", List.of(picture)),
                Map.of("role", "assistant", "content", answer))),
        Shape.CONVERSATION);
  }
}
