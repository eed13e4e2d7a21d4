package dev.fovea.testkit.answering;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fovea.testkit.learning.Picture;
import java.util.List;

/** What a provider can take in, besides text. */
public interface Senses {
  /** {@return the roles a message may have} */
  List<String> roles();

  /**
   * Looks at a picture.
   *
   * @param url where it is
   * @param where which part of the request names it
   * @return the picture
   * @throws Unanswerable when it cannot be had or read
   */
  Picture look(String url, String where);

  /**
   * Counts a picture.
   *
   * @param picture the picture
   * @param image how the request names it, with its address and wishes
   * @param where its place in the request
   * @return how many tokens it counts for
   * @throws Unanswerable when it cannot be taken as it is wished
   */
  default long tokens(Picture picture, JsonNode image, String where) {
    return ChatQuestion.tokens(picture);
  }

  /**
   * Takes in a part that is neither text nor picture.
   *
   * @param part the part
   * @param where its place in the request
   * @return how many tokens it counts for
   * @throws Unanswerable when the provider does not know such parts
   */
  long perceive(JsonNode part, String where);
}
