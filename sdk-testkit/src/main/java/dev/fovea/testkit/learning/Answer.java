package dev.fovea.testkit.learning;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;

/**
 * What a model says: a text, and perhaps calls to tools.
 *
 * @param text the text, empty when there are only calls
 * @param toolCalls the calls as they stood in the training line; missing when there are none
 */
public record Answer(String text, JsonNode toolCalls) {
  /**
   * An answer that is only text.
   *
   * @param text the text
   * @return the answer
   */
  public static Answer of(String text) {
    return new Answer(text, MissingNode.getInstance());
  }

  String key() {
    return text + '\0' + toolCalls;
  }
}
