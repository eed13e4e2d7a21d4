package dev.fovea.chat;

import dev.fovea.image.Image;
import dev.fovea.image.ImageSource;
import java.net.URI;
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
   * Makes a film that the provider fetches. Few models take films.
   *
   * @param uri an absolute address
   * @return the part
   */
  static ContentPart video(URI uri) {
    return new VideoPart(uri);
  }

  /**
   * Makes a sound that the provider fetches.
   *
   * @param uri an absolute address
   * @return the part
   */
  static ContentPart audio(URI uri) {
    return new AudioPart(uri);
  }

  /**
   * Makes a sound that is sent with the message.
   *
   * @param data its bytes, such as {@code ImageSource.of(path)}; read when the message is sent
   * @param format the provider's word for their format, such as {@code wav}
   * @return the part
   */
  static ContentPart audio(ImageSource data, String format) {
    return new InputAudioPart(data, format);
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
   * A film that the provider fetches.
   *
   * @param uri its absolute address
   */
  record VideoPart(URI uri) implements ContentPart {
    /**
     * Makes a film part.
     *
     * @param uri its absolute address
     */
    public VideoPart {
      RemoteMedia.requireAbsolute(uri);
    }

    @Override
    public String type() {
      return "video_url";
    }

    /** {@return where the film is, without the query, which may be a signature} */
    @Override
    public String toString() {
      return RemoteMedia.shown("VideoPart", uri);
    }
  }

  /**
   * A sound that the provider fetches.
   *
   * @param uri its absolute address
   */
  record AudioPart(URI uri) implements ContentPart {
    /**
     * Makes a sound part.
     *
     * @param uri its absolute address
     */
    public AudioPart {
      RemoteMedia.requireAbsolute(uri);
    }

    @Override
    public String type() {
      return "audio_url";
    }

    /** {@return where the sound is, without the query, which may be a signature} */
    @Override
    public String toString() {
      return RemoteMedia.shown("AudioPart", uri);
    }
  }

  /**
   * A sound that is sent with the message.
   *
   * @param data its bytes, read when the message is sent
   * @param format the provider's word for their format, such as {@code wav}
   */
  record InputAudioPart(ImageSource data, String format) implements ContentPart {
    /**
     * Makes a sound part.
     *
     * @param data its bytes
     * @param format the provider's word for their format
     */
    public InputAudioPart {
      Objects.requireNonNull(data, "data");
      Objects.requireNonNull(format, "format");
    }

    @Override
    public String type() {
      return "input_audio";
    }

    /** {@return format and size, never the bytes} */
    @Override
    public String toString() {
      return "InputAudioPart[" + format + ", " + data.size() + " bytes]";
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
