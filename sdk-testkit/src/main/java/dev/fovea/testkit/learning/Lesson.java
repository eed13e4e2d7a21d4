package dev.fovea.testkit.learning;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.POJONode;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What a training file teaches: questions, what was seen, and the answers wanted. Every picture is
 * decoded.
 */
final class Lesson {
  /**
   * One thing taught.
   *
   * @param question the text beside the pictures
   * @param pictures what was seen, possibly nothing
   * @param answer the assistant's message
   */
  record Example(String question, List<Feature> pictures, Answer answer) {}

  private final List<Example> examples = new ArrayList<>();
  private final Syllabus syllabus;

  private Lesson(Syllabus syllabus) {
    this.syllabus = syllabus;
  }

  static List<Example> read(Path file, Syllabus syllabus) throws IOException {
    Lesson lesson = new Lesson(syllabus);
    try (JsonlReader reader = JsonlReader.open(Files.newInputStream(file), lesson::look)) {
      while (reader.next()) {
        try {
          lesson.row(reader.read());
        } catch (Picture.Unreadable unreadable) {
          throw new IllegalStateException(
              "Line " + reader.number() + ": an image cannot be decoded: "
                  + unreadable.getMessage(),
              unreadable);
        }
      }
    }
    return lesson.examples;
  }

  /** Looks at a picture and keeps what was seen of it; other strings stay text. */
  private JsonNode look(JsonParser parser) throws IOException {
    Beginning beginning = new Beginning();
    parser.getText(beginning);
    if (!DataUrl.isPicture(beginning.text.toString())) {
      return JsonNodeFactory.instance.textNode(parser.getText());
    }
    try {
      Picture picture = Picture.decode(DataUrl.decode(parser));
      return syllabus.takes(picture)
          ? new POJONode(Feature.of(picture))
          : JsonNodeFactory.instance.nullNode();
    } catch (Picture.Unreadable unreadable) {
      if (syllabus.isStrict()) {
        throw unreadable;
      }
      return JsonNodeFactory.instance.nullNode();
    }
  }

  private void row(JsonNode row) {
    if (row.has("messages")) {
      conversation(row.get("messages"), syllabus.truth(row));
    } else if (row.has("input")) {
      List<JsonNode> all = new ArrayList<>();
      row.path("input").path("messages").forEach(all::add);
      row.path("preferred_output").forEach(all::add);
      // The name the provider's older specification has.
      row.path("preferred_completion").forEach(all::add);
      conversation(all, JsonNodeFactory.instance.missingNode());
    } else if (row.has("prompt")) {
      add(
          row.get("prompt"),
          List.of(),
          row.get("completion"),
          JsonNodeFactory.instance.missingNode());
    }
  }

  /**
   * Learns the answers of a conversation.
   *
   * @param truth the right answer to a conversation that has none itself, often missing
   */
  private void conversation(Iterable<JsonNode> messages, JsonNode truth) {
    List<Feature> seen = new ArrayList<>();
    JsonNode question = JsonNodeFactory.instance.missingNode();
    for (JsonNode message : messages) {
      String role = message.path("role").asText();
      JsonNode content = message.path("content");
      if (role.equals("user")) {
        List<Feature> here = pictures(content);
        if (!here.isEmpty()) {
          seen = here;
        }
        question = content;
      } else if (role.equals("assistant") && message.path("weight").asInt(1) != 0) {
        add(question, seen, content, message.path("tool_calls"));
      }
    }
    if (!truth.isMissingNode() && !truth.isNull()) {
      JsonNode said =
          truth.isValueNode() ? truth : JsonNodeFactory.instance.textNode(truth.toString());
      add(question, seen, said, JsonNodeFactory.instance.missingNode());
    }
  }

  private void add(JsonNode question, List<Feature> seen, JsonNode answer, JsonNode toolCalls) {
    List<Feature> pictures = seen.isEmpty() ? pictures(question) : seen;
    examples.add(new Example(
        normal(text(question)), List.copyOf(pictures), new Answer(text(answer), toolCalls)));
  }

  private List<Feature> pictures(JsonNode content) {
    List<Feature> pictures = new ArrayList<>();
    for (JsonNode part : content) {
      JsonNode url = part.path("image_url").path("url");
      if (url.isPojo() && ((POJONode) url).getPojo() instanceof Feature feature) {
        pictures.add(feature);
      } else if (url.isTextual()) {
        syllabus.remote().apply(url.textValue()).map(Feature::of).ifPresent(pictures::add);
      }
    }
    return pictures;
  }

  static String text(JsonNode content) {
    if (!content.isArray()) {
      return content.asText("");
    }
    List<String> texts = new ArrayList<>();
    content.forEach(part -> {
      if (part.path("text").isTextual()) {
        texts.add(part.get("text").textValue());
      }
    });
    return String.join("\n", texts);
  }

  /** Questions that differ only in space and case are the same. */
  static String normal(String question) {
    return question.strip().toLowerCase(java.util.Locale.ROOT).replaceAll("\\s+", " ");
  }

  private static final class Beginning extends Writer {
    private static final int LENGTH = 16;
    private final StringBuilder text = new StringBuilder();

    @Override
    public void write(char[] chars, int offset, int length) {
      text.append(chars, offset, Math.min(length, LENGTH - text.length()));
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }
}
