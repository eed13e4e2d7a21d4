package dev.fovea.testkit.openai;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fovea.testkit.answering.PictureSource;
import dev.fovea.testkit.answering.Senses;
import dev.fovea.testkit.answering.Tokens;
import dev.fovea.testkit.answering.Unanswerable;
import dev.fovea.testkit.learning.DataUrl;
import dev.fovea.testkit.learning.Picture;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import org.jspecify.annotations.Nullable;

/** What OpenAI's models take in with one request: pictures, decoded whole. For one request. */
final class Looking implements Senses {
  private static final Set<String> FORMATS = Set.of("PNG", "JPEG", "GIF", "WEBP");
  private static final int LARGEST_FETCHED = 50 << 20;
  private static final PictureSource REMOTE =
      new PictureSource(LARGEST_FETCHED, Duration.ofSeconds(5), FORMATS);
  private static final String CHOICE =
      " Please make sure your image has of one the following formats: ['png', 'jpeg', 'gif',"
          + " 'webp'].";

  private final Catalogue.@Nullable Model model;
  private int pictures;

  /**
   * Looks on behalf of a model.
   *
   * @param model who looks; null for whoever sees pictures at no cost
   */
  Looking(Catalogue.@Nullable Model model) {
    this.model = model;
  }

  @Override
  public List<String> roles() {
    return List.of("system", "developer", "user", "assistant", "tool", "function");
  }

  @Override
  public Picture look(String url, String where) {
    if (model != null && !model.vision()) {
      throw new Unanswerable(
          "Invalid content type. image_url is only supported by certain models.", where);
    }
    pictures++;
    Unanswerable.unless(
        pictures <= Family.mostPictures(),
        "Too many images: at most " + Family.mostPictures() + " are allowed per request.",
        "messages");
    byte[] bytes = url.startsWith("data:") ? decoded(url) : fetched(url);
    if (bytes.length == 0) {
      throw trouble("The image file is empty.", "empty_image_file");
    }
    Picture picture = read(bytes);
    if (!FORMATS.contains(picture.format())) {
      throw trouble("You uploaded an unsupported image." + CHOICE, "invalid_image_format");
    }
    if (picture.format().equals("GIF") && isAnimated(bytes)) {
      throw trouble("Animated GIFs are not supported." + CHOICE, "invalid_image_format");
    }
    return picture;
  }

  private static Unanswerable trouble(String message, String code) {
    return new Unanswerable(message, null, code);
  }

  private static byte[] fetched(String url) {
    if (!url.startsWith("http://") && !url.startsWith("https://")) {
      throw trouble(
          "Invalid image URL. Expected an http(s) URL or a base64 data URL.", "invalid_image_url");
    }
    try {
      return REMOTE.fetch(url);
    } catch (IOException | IllegalArgumentException e) {
      throw trouble(
          "Error while downloading the image: " + e.getMessage() + ".", "invalid_image_url");
    }
  }

  private static byte[] decoded(String url) {
    int comma = url.indexOf(',');
    String head = url.substring(0, comma < 0 ? Math.min(url.length(), 64) : comma);
    if (!head.startsWith("data:image/")) {
      throw trouble("Invalid MIME type. Only image types are supported.", "invalid_image_format");
    }
    if (!head.endsWith(";base64")) {
      throw trouble("Invalid base64 image_url.", "invalid_base64_image");
    }
    if (comma == url.length() - 1) {
      return new byte[0];
    }
    try {
      return DataUrl.decode(url);
    } catch (Picture.Unreadable notBase64) {
      throw trouble("Invalid base64 image_url.", "invalid_base64_image");
    }
  }

  private static Picture read(byte[] bytes) {
    try {
      return Picture.decode(bytes);
    } catch (Picture.Unreadable unreadable) {
      throw begins(bytes)
          ? trouble(
              "You uploaded an unsupported image. Please make sure your image is valid.",
              "image_parse_error")
          : trouble("You uploaded an unsupported image." + CHOICE, "invalid_image_format");
    }
  }

  /** Whether bytes begin as one of the formats does, whatever follows. */
  private static boolean begins(byte[] bytes) {
    int[] first = new int[4];
    for (int i = 0; i < Math.min(4, bytes.length); i++) {
      first[i] = bytes[i] & 0xff;
    }
    boolean png = first[0] == 0x89 && first[1] == 'P';
    boolean jpeg = first[0] == 0xff && first[1] == 0xd8;
    boolean gif = first[0] == 'G' && first[1] == 'I' && first[2] == 'F';
    boolean webp = first[0] == 'R' && first[1] == 'I' && first[2] == 'F' && first[3] == 'F';
    return png || jpeg || gif || webp;
  }

  private static boolean isAnimated(byte[] bytes) {
    try (ImageInputStream in = ImageIO.createImageInputStream(new ByteArrayInputStream(bytes))) {
      Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
      ImageReader reader = readers.next();
      try {
        reader.setInput(in);
        return reader.getNumImages(true) > 1;
      } finally {
        reader.dispose();
      }
    } catch (IOException | RuntimeException damaged) {
      return false;
    }
  }

  @Override
  public long tokens(Picture picture, JsonNode image, String where) {
    if (model == null) {
      return 0;
    }
    return Family.of(model.id())
        .pictures()
        .of(picture.width(), picture.height(), image.path("detail").asText("auto"));
  }

  @Override
  public long perceive(JsonNode part, String where) {
    String type = part.path("type").asText("");
    if (type.equals("refusal")) {
      return Tokens.of(part.path("refusal").asText("")).size();
    }
    throw new Unanswerable(
        "Invalid value: '" + type + "'. This model does not take such content, only text and"
            + " pictures.",
        where + ".type",
        "invalid_value");
  }
}
