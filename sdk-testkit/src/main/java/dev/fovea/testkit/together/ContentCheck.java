package dev.fovea.testkit.together;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fovea.testkit.learning.Flaw;
import dev.fovea.testkit.learning.LongText;
import java.util.List;

/** The rules for a content: a string, or a list of text and picture parts. */
final class ContentCheck {
  static final int MOST_IMAGES = 10;
  // 23 characters of prefix and the base64 of 10 MiB.
  private static final long LONGEST_URL = 13_981_036;
  private static final List<String> PREFIXES =
      List.of("data:image/jpeg;base64,", "data:image/png;base64,", "data:image/webp;base64,");

  private ContentCheck() {}

  /** Checks a content and counts its pictures. */
  static int check(JsonNode content, String role, String where) throws Flaw {
    if (LongText.isText(content)) {
      return 0;
    }
    Flaw.unless(content.isArray(), "`" + where + "` must be a string or a list of content parts");
    int images = 0;
    int index = 0;
    for (JsonNode part : content) {
      images += part(part, role, where + "[" + index++ + "]");
    }
    Flaw.unless(
        images <= MOST_IMAGES,
        "`" + where + "` may hold at most " + MOST_IMAGES + " images, found " + images);
    return images;
  }

  private static int part(JsonNode part, String role, String where) throws Flaw {
    Flaw.unless(part.isObject(), "`" + where + "` must be an object, content is a list of objects");
    Flaw.unless(part.has("type"), "`" + where + "` must contain a `type` field");
    String type = LongText.head(part.get("type"));
    if (type.equals("text")) {
      Flaw.unless(LongText.isText(part.path("text")), "`" + where + ".text` must be a string");
      return 0;
    }
    Flaw.unless(
        type.equals("image_url"), "`" + where + ".type` must be text or image_url, got " + type);
    Flaw.unless(role.equals("user"), "`" + where + "`: only user messages can contain images");
    picture(part.path("image_url"), where + ".image_url");
    return 1;
  }

  private static void picture(JsonNode image, String where) throws Flaw {
    Flaw.unless(image.isObject(), "`" + where + "` must be an object");
    JsonNode url = image.path("url");
    String head = LongText.head(url);
    Flaw.unless(!head.isEmpty(), "`" + where + ".url` must be a non-empty string");
    Flaw.unless(
        PREFIXES.stream().anyMatch(head::startsWith),
        "`" + where + ".url` must be a base64 data URL of a JPEG, PNG or WEBP image, got "
            + head.substring(0, Math.min(head.length(), 100)));
    long length = LongText.length(url);
    Flaw.unless(
        length <= LONGEST_URL,
        "`" + where + ".url`: an image must be under 10 MB, found about " + length * 3 / 4
            + " bytes");
  }
}
