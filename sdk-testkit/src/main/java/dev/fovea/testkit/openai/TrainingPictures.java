package dev.fovea.testkit.openai;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fovea.testkit.answering.PictureSource;
import dev.fovea.testkit.answering.Unanswerable;
import dev.fovea.testkit.learning.DataUrl;
import dev.fovea.testkit.learning.LongText;
import dev.fovea.testkit.learning.Picture;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;

/**
 * Which pictures of a training file are learned from. What is published is that the others are
 * skipped; people, faces, children and CAPTCHAs are among them, which an embedded provider cannot
 * see.
 */
final class TrainingPictures {
  static final Set<String> FORMATS = Set.of("JPEG", "PNG", "WEBP");

  private static final int LARGEST = 10 << 20;
  private static final PictureSource SOURCE =
      new PictureSource(LARGEST, Duration.ofSeconds(5), FORMATS);

  /** Why a picture is skipped. */
  enum Skip {
    FORMAT("invalid_image_format", "they are not readable JPEG, PNG or WEBP pictures"),
    SIZE("image_too_large", "they are larger than 10 MB"),
    UNREACHABLE("image_unreachable", "they cannot be downloaded");

    private final String code;
    private final String reason;

    Skip(String code, String reason) {
      this.code = code;
      this.reason = reason;
    }

    String code() {
      return code;
    }

    String reason() {
      return reason;
    }
  }

  private TrainingPictures() {}

  /** Fetches a picture that is not in the file; nothing when it cannot be had. */
  static Optional<Picture> fetch(String url) {
    try {
      return Optional.of(SOURCE.load(url, "image_url"));
    } catch (Unanswerable unreachable) {
      return Optional.empty();
    }
  }

  static boolean isAddress(String url) {
    return url.startsWith("https://") || url.startsWith("http://");
  }

  /** Why a picture is skipped; absent when it is learned from. */
  static Optional<Skip> skip(JsonNode url) {
    String head = LongText.head(url);
    if (isAddress(head)) {
      return fetch(head).isPresent() ? Optional.empty() : Optional.of(Skip.UNREACHABLE);
    }
    int comma = head.indexOf(',');
    if ((LongText.length(url) - comma - 1) / 4 * 3 > LARGEST) {
      return Optional.of(Skip.SIZE);
    }
    boolean right = url.isTextual() ? isReadable(head) : isFormat(head.substring(comma + 1));
    return right ? Optional.empty() : Optional.of(Skip.FORMAT);
  }

  private static boolean isReadable(String url) {
    try {
      return FORMATS.contains(Picture.decode(DataUrl.decode(url)).format());
    } catch (Picture.Unreadable unreadable) {
      return false;
    }
  }

  /** Of a long picture only the beginning is there, which names the format. */
  private static boolean isFormat(String base64) {
    try {
      byte[] start = Base64.getDecoder().decode(base64.substring(0, 16));
      String text = new String(start, java.nio.charset.StandardCharsets.ISO_8859_1);
      return text.startsWith("\u0089PNG")
          || text.startsWith("\u00ff\u00d8\u00ff")
          || (text.startsWith("RIFF") && text.endsWith("WEBP"));
    } catch (IllegalArgumentException | IndexOutOfBoundsException notBase64) {
      return false;
    }
  }
}
