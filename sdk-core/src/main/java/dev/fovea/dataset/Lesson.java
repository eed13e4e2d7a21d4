package dev.fovea.dataset;

import dev.fovea.image.Detail;
import dev.fovea.image.ImageHeader;
import dev.fovea.image.Pixels;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An example as a teacher sees it: what is shown, what is asked, what is answered. Takes whatever
 * stands in a line and leaves out what is of a wrong kind. For one line.
 */
final class Lesson {
  /**
   * A picture.
   *
   * @param url where it is: a {@link Slice.Picture}, an address, or something wrong
   * @param detail how closely the model shall look
   * @param pointer where the URL stands
   * @param index the number of the picture in the line, from 0
   */
  record Shown(@Nullable Object url, Detail detail, String pointer, int index) {
    private Optional<PictureProbe> probe() {
      return url instanceof Slice.Picture picture
              && picture.flaw() == null
              && picture.pass() instanceof PictureProbe probe
          ? Optional.of(probe)
          : Optional.empty();
    }

    /** {@return a name for the picture; 0 if it cannot be told from others} */
    long name() {
      if (url instanceof String address) {
        return TextName.of(address);
      }
      return probe().map(PictureProbe::hash).orElse(0L);
    }

    Optional<ImageHeader> header() {
      return probe().flatMap(PictureProbe::header);
    }

    Optional<Pixels> pixels() {
      return probe().flatMap(PictureProbe::pixels);
    }
  }

  /**
   * An answer that is learnt.
   *
   * @param text what is said, without white space around it; null if it is too long to be kept
   * @param pointer where it stands
   * @param question a name for all that was said before; 0 if it cannot be told from others
   * @param shown a name for all pictures shown before; 0 if they cannot be told from others
   * @param pictures how many pictures were shown before
   */
  record Answer(@Nullable String text, String pointer, long question, long shown, int pictures) {}

  private final ScannedLine line;
  private final Map<?, ?> example;
  private final Shape shape;
  private final List<Shown> pictures = new ArrayList<>(1);
  private final List<Answer> answers = new ArrayList<>(1);
  private long question = 1;
  private long shown = 1;

  private Lesson(ScannedLine line, Map<?, ?> example, Shape shape) {
    this.line = line;
    this.example = example;
    this.shape = shape;
  }

  static Lesson of(ScannedLine line, Map<?, ?> example, Shape shape) {
    Lesson lesson = new Lesson(line, example, shape);
    switch (shape) {
      case TEXT -> lesson.asked(example.get("text"), "/text");
      case CONVERSATION, PROMPT -> lesson.messages(example.get("messages"), "/messages");
      case INSTRUCTION -> {
        lesson.asked(example.get("prompt"), "/prompt");
        lesson.answered(example.get("completion"), "/completion");
      }
      case PREFERENCE, COMPLETION_PREFERENCE -> {
        if (example.get("input") instanceof Map<?, ?> input) {
          lesson.messages(input.get("messages"), "/input/messages");
        }
        lesson.answers.clear();
        lesson.preferred(example, PreferenceRules.names(shape));
      }
      default -> {}
    }
    return lesson;
  }

  ScannedLine line() {
    return line;
  }

  Map<?, ?> example() {
    return example;
  }

  Shape shape() {
    return shape;
  }

  List<Shown> pictures() {
    return pictures;
  }

  List<Answer> answers() {
    return answers;
  }

  private void messages(@Nullable Object messages, String pointer) {
    if (messages instanceof List<?> list) {
      for (int i = 0; i < list.size(); i++) {
        if (list.get(i) instanceof Map<?, ?> message) {
          message(message, pointer + "/" + i + "/content");
        }
      }
    }
  }

  private void message(Map<?, ?> message, String pointer) {
    Object content = message.get("content");
    Object calls = message.get("tool_calls");
    if ("assistant".equals(message.get("role")) && calls == null && !isIgnored(message)) {
      answered(content, pointer);
    }
    said(message.get("role"));
    if (calls != null) {
      ask(calls.hashCode());
    }
    asked(content, pointer);
  }

  private static boolean isIgnored(Map<?, ?> message) {
    return message.get("weight") instanceof JsonTree.Num weight && weight.text().equals("0");
  }

  private void preferred(Map<?, ?> example, String name) {
    if (example.get(name) instanceof List<?> outputs
        && !outputs.isEmpty()
        && outputs.get(0) instanceof Map<?, ?> output) {
      answered(output.get("content"), "/" + name + "/0/content");
    }
  }

  /** Goes through what comes before an answer. */
  private void asked(@Nullable Object content, String pointer) {
    if (!(content instanceof List<?> parts)) {
      said(content);
      return;
    }
    for (int i = 0; i < parts.size(); i++) {
      if (parts.get(i) instanceof Map<?, ?> part) {
        if ("image_url".equals(part.get("type"))) {
          shown(part.get("image_url"), pointer + "/" + i + "/image_url/url");
        } else {
          said(part.get("text"));
        }
      }
    }
  }

  private void shown(@Nullable Object value, String pointer) {
    Map<?, ?> image = value instanceof Map<?, ?> members ? members : Map.of();
    Shown picture = new Shown(
        image.get("url"), TokenCount.detail(image.get("detail")), pointer, pictures.size());
    pictures.add(picture);
    long name = picture.name();
    shown = shown == 0 || name == 0 ? 0 : TextName.mix(shown, name);
    // Where pictures stand between the words is part of the question.
    ask(pictures.size());
  }

  private void ask(long next) {
    question = question == 0 ? 0 : TextName.mix(question, next);
  }

  private void said(@Nullable Object text) {
    if (text instanceof Slice) {
      question = 0;
    } else if (text instanceof String words) {
      ask(TextName.of(words));
    }
  }

  private void answered(@Nullable Object content, String pointer) {
    if (content instanceof String text) {
      answers.add(new Answer(text.strip(), pointer, question, shown, pictures.size()));
    } else if (content instanceof Slice) {
      answers.add(new Answer(null, pointer, question, shown, pictures.size()));
    } else if (content instanceof List<?> parts && !parts.isEmpty()) {
      answers.add(new Answer(joined(parts), pointer, question, shown, pictures.size()));
    }
  }

  private static @Nullable String joined(List<?> parts) {
    StringBuilder text = new StringBuilder();
    for (Object part : parts) {
      Object said = part instanceof Map<?, ?> members ? members.get("text") : null;
      if (!(said instanceof String words)) {
        return null;
      }
      text.append(words);
    }
    return text.toString().strip();
  }
}
