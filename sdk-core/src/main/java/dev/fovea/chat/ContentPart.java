package dev.fovea.chat;

import dev.fovea.image.Image;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One piece of a message. May grow in a minor version: keep a default branch. Immutable and
 * thread-safe.
 */
public sealed interface ContentPart {
  /** {@return the kind of part, as it stands on the wire, like {@code image_url}} */
  String type();

  /**
   * Makes a piece of text.
   *
   * @param text the text, possibly empty
   * @return the part
   */
  static ContentPart text(String text) {
    return new TextPart(text);
  }

  /**
   * Makes a picture.
   *
   * @param image the picture; its bytes are read when the message is sent
   * @return the part
   */
  static ContentPart image(Image image) {
    return new ImagePart(image);
  }

  /**
   * A piece of text.
   *
   * @param text the text, possibly empty
   */
  record TextPart(String text) implements ContentPart {
    /**
     * Makes a piece of text.
     *
     * @param text the text, possibly empty
     */
    public TextPart {
      Objects.requireNonNull(text, "text");
    }

    @Override
    public String type() {
      return "text";
    }
  }

  /**
   * A picture.
   *
   * @param image the picture; its bytes are read when the message is sent
   */
  record ImagePart(Image image) implements ContentPart {
    /**
     * Makes a picture part.
     *
     * @param image the picture
     */
    public ImagePart {
      Objects.requireNonNull(image, "image");
    }

    @Override
    public String type() {
      return "image_url";
    }
  }

  /**
   * A part this version does not know. It is read, printed and written back unchanged.
   *
   * @param type the kind of part, {@code ""} if the part names none
   * @param fields its other members, in their order: strings, numbers, booleans, lists, maps and
   *     nulls
   */
  record UnknownPart(String type, Map<String, @Nullable Object> fields) implements ContentPart {
    /**
     * Makes a part of a kind this version does not know.
     *
     * @param type the kind of part, {@code ""} if the part names none
     * @param fields its other members; copied
     */
    public UnknownPart {
      Objects.requireNonNull(type, "type");
      // Map.copyOf would refuse the nulls and lose the order.
      fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    }
  }
}
