package dev.fovea.dataset;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a content must look like: a text, or a list of texts and pictures. */
final class ContentRules {
  private final FindingSink findings;
  private final PictureRules pictures;
  private final List<String> pictureRoles;
  private final List<String> pictureShapes;
  private final List<String> details;
  private final List<String> answerParts;
  private final List<String> textRoles;
  private final boolean detail;
  private final long maxPictures;

  ContentRules(DatasetProfile profile, FindingSink findings) {
    this.findings = findings;
    this.pictures = new PictureRules(profile, findings);
    this.pictureRoles = profile.words("picture-roles");
    this.pictureShapes = profile.words("picture-shapes");
    this.detail = profile.is("detail", "yes");
    this.details = profile.words("details");
    this.answerParts = profile.words("answer-parts");
    this.textRoles = profile.words("text-roles");
    this.maxPictures = profile.number("max-pictures");
  }

  /** Checks a content that stands alone, its number of pictures included. */
  void alone(@Nullable Object content, String pointer, String role, Tally tally) {
    int before = tally.pictures();
    check(content, pointer, role, tally);
    count(tally.pictures() - before, pointer);
  }

  /** Checks that there are not too many pictures. */
  void count(int found, String pointer) {
    if (found > maxPictures) {
      findings.error(new Flaw(
          Rule.PICTURE_COUNT,
          pointer,
          "there are " + found + " pictures, at most " + maxPictures + " are taken",
          "split the example or leave pictures out"));
    }
  }

  /** Checks a content of a role. */
  void check(@Nullable Object content, String pointer, String role, Tally tally) {
    if (content instanceof List<?> parts) {
      list(parts, pointer, role, tally);
    } else if (Words.isText(content)) {
      text(content, pointer);
    } else {
      findings.error(new Flaw(
          Rule.INVALID_CONTENT,
          pointer,
          "the content is " + Words.kind(content),
          "write a text, or a list of parts with type text or image_url"));
    }
  }

  private void list(List<?> parts, String pointer, String role, Tally tally) {
    if (textRoles.contains(role)) {
      findings.error(new Flaw(
          Rule.INVALID_CONTENT,
          pointer,
          "the content of a message of role " + Words.quoted(role) + " is a list",
          "write a text"));
    } else if (parts.isEmpty()) {
      findings.warning(new Flaw(
          Rule.EMPTY_CONTENT, pointer, "the list of parts is empty", "add a part of type text"));
    }
    for (int i = 0; i < parts.size(); i++) {
      part(parts.get(i), pointer + "/" + i, role, tally);
      refusal(parts.get(i), pointer + "/" + i, role, parts.size());
    }
  }

  /** Checks an answer that refuses in a part, which stands alone. */
  private void refusal(@Nullable Object value, String pointer, String role, int parts) {
    if (!(value instanceof Map<?, ?> part)
        || !"refusal".equals(part.get("type"))
        || !isAnswerPart(part, role)) {
      return;
    }
    if (parts > 1) {
      findings.error(new Flaw(
          Rule.INVALID_REFUSAL,
          pointer,
          "a refusal is one of " + parts + " parts",
          "let it stand alone, or write texts only"));
    } else if (!Words.isText(part.get("refusal"))) {
      findings.error(new Flaw(
          Rule.INVALID_REFUSAL,
          pointer,
          "the part's 'refusal' is " + Words.kind(part.get("refusal")),
          "write {\"type\": \"refusal\", \"refusal\": …}"));
    }
  }

  private boolean isAnswerPart(Map<?, ?> part, String role) {
    return "assistant".equals(role) && answerParts.contains(part.get("type"));
  }

  private void text(@Nullable Object text, String pointer) {
    if (text instanceof Slice.Picture) {
      findings.warning(new Flaw(
          Rule.PICTURE_AS_TEXT,
          pointer,
          "a data URL stands where text is expected: the model would learn its letters",
          "use a part of type image_url"));
    }
  }

  private void part(@Nullable Object value, String pointer, String role, Tally tally) {
    if (!(value instanceof Map<?, ?> part)) {
      findings.error(new Flaw(
          Rule.INVALID_PART,
          pointer,
          "the part is " + Words.kind(value) + ", not an object",
          "write {\"type\": \"text\", \"text\": …} or {\"type\": \"image_url\", …}"));
    } else if (!part.containsKey("type")) {
      findings.error(new Flaw(
          Rule.MISSING_TYPE, pointer, "the part has no 'type'", "add type text or image_url"));
    } else if ("text".equals(part.get("type"))) {
      textPart(part, pointer);
    } else if ("image_url".equals(part.get("type"))) {
      picturePart(part, pointer, role, tally);
    } else if (!isAnswerPart(part, role)) {
      findings.error(new Flaw(
          Rule.UNKNOWN_PART_TYPE,
          pointer + "/type",
          "the part's type is " + Words.quoted(part.get("type")),
          "use text or image_url"));
    }
  }

  private void textPart(Map<?, ?> part, String pointer) {
    Object text = part.get("text");
    if (Words.isText(text)) {
      text(text, pointer + "/text");
      return;
    }
    findings.error(new Flaw(
        Rule.INVALID_TEXT,
        part.containsKey("text") ? pointer + "/text" : pointer,
        "the part's 'text' is " + (part.containsKey("text") ? Words.kind(text) : "missing"),
        "write the text as a JSON string"));
  }

  private void picturePart(Map<?, ?> part, String pointer, String role, Tally tally) {
    int index = tally.nextPicture();
    place(pointer, role, tally.shape(), index);
    Object image = part.get("image_url");
    if (!(image instanceof Map<?, ?> members)) {
      findings.error(
          new Flaw(
              Rule.INVALID_IMAGE_URL,
              part.containsKey("image_url") ? pointer + "/image_url" : pointer,
              "'image_url' is "
                  + (part.containsKey("image_url") ? Words.kind(image) : "missing")
                  + ", not an object",
              "write \"image_url\": {\"url\": \"data:…\"}"),
          index);
      return;
    }
    if (members.containsKey("detail")) {
      detail(members.get("detail"), pointer + "/image_url/detail", index);
    }
    pictures.check(members.get("url"), pointer + "/image_url/url", index);
  }

  private void place(String pointer, String role, Shape shape, int index) {
    if (!pictureRoles.contains(role)) {
      findings.error(
          new Flaw(
              Rule.PICTURE_ROLE,
              pointer,
              "a picture stands in a message of role " + Words.quoted(role),
              "show pictures only as " + String.join(" or ", pictureRoles)),
          index);
    }
    if (!pictureShapes.isEmpty() && !pictureShapes.contains(shape.word())) {
      findings.error(
          new Flaw(
              Rule.PICTURE_SHAPE,
              pointer,
              "a picture stands in a " + shape.word() + " example, which takes text only",
              "describe the picture in words, or teach with " + String.join(" or ", pictureShapes)
                  + " examples"),
          index);
    }
  }

  private void detail(@Nullable Object value, String pointer, int index) {
    if (!detail) {
      findings.warning(
          new Flaw(
              Rule.DETAIL_IGNORED,
              pointer,
              "'detail' has no effect in training",
              "leave it out, or make the picture as large as it shall be seen"),
          index);
    } else if (!(value instanceof String word) || !details.contains(word)) {
      findings.error(
          new Flaw(
              Rule.INVALID_DETAIL,
              pointer,
              "the detail is " + Words.quoted(value),
              "write one of " + String.join(", ", details) + ", or leave it out"),
          index);
    }
  }
}
