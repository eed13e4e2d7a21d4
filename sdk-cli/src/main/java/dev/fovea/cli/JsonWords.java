package dev.fovea.cli;

import dev.fovea.error.UnreadableResponseException;
import dev.fovea.json.JsonCodec;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** JSON typed by a person. */
final class JsonWords {
  private JsonWords() {}

  /**
   * {@return the value: a number, a truth value, an object … if it is JSON, else the text itself}
   */
  static @Nullable Object value(String typed) {
    try {
      return JsonCodec.shared().tree(typed.getBytes(StandardCharsets.UTF_8));
    } catch (UnreadableResponseException e) {
      return typed;
    }
  }

  /** {@return the value as JSON on one line} */
  static String text(Object value) {
    return new String(JsonCodec.shared().write(value), StandardCharsets.UTF_8);
  }
}
