package dev.fovea.dataset;

import dev.fovea.image.Detail;
import dev.fovea.image.ImageHeader;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Estimates the tokens of a data set, line by line. For one data set and one model. */
final class TokenCount {
  // What a model reads; the rest of a line names and steers.
  private static final Set<String> TEXTS = Set.of(
      "content",
      "text",
      "prompt",
      "completion",
      "name",
      "arguments",
      "reasoning",
      "reasoning_content",
      "refusal");
  private static final Set<String> TOOLS = Set.of("tools", "functions");

  private static final Map<Object, Detail> DETAILS =
      Arrays.stream(Detail.values()).collect(Collectors.toUnmodifiableMap(Detail::word, d -> d));

  final ModelTokens model;
  final Histogram perExample = new Histogram();
  private final long context;
  long text;
  long pictures;
  long lowPictures;
  long uncounted;
  long lowUncounted;
  long longExamples;
  long lowLongExamples;
  private long bytes;
  private int messages;

  TokenCount(ModelTokens model) {
    this.model = model;
    this.context = model.trainingContext().orElse(Long.MAX_VALUE);
  }

  /** Counts an example. What stands beside a prompt is the graders', not the model's. */
  void example(Map<?, ?> line, Shape shape) {
    long picturesBefore = pictures;
    long lowBefore = lowPictures;
    bytes = 0;
    messages = 0;
    line.forEach((name, value) -> {
      if (shape != Shape.PROMPT || shape.columns().contains(name) || TOOLS.contains(name)) {
        walk(value, String.valueOf(name));
      }
    });
    long words = model.text(bytes, messages);
    long tokens = words + pictures - picturesBefore;
    text += words;
    perExample.add(tokens);
    longExamples += tokens > context ? 1 : 0;
    lowLongExamples += words + lowPictures - lowBefore > context ? 1 : 0;
  }

  private void walk(@Nullable Object value, String key) {
    if (value instanceof Map<?, ?> object && TOOLS.contains(key)) {
      // A tool is shown to the model with all its names.
      object.forEach((name, member) -> {
        bytes += size(name);
        walk(member, key);
      });
    } else if (value instanceof Map<?, ?> object
        && object.get("image_url") instanceof Map<?, ?> picture) {
      picture(picture);
    } else if (value instanceof Map<?, ?> object) {
      messages += object.containsKey("role") ? 1 : 0;
      object.forEach((name, member) -> walk(member, String.valueOf(name)));
    } else if (value instanceof List<?> list) {
      list.forEach(item -> walk(item, key));
    } else if (TEXTS.contains(key) || TOOLS.contains(key)) {
      bytes += size(value);
    }
  }

  private void picture(Map<?, ?> part) {
    Object url = part.get("url");
    ImageHeader header =
        url instanceof Slice.Picture picture && picture.pass() instanceof PictureProbe probe
            ? probe.header().orElse(null)
            : null;
    if (header == null && url instanceof Slice.Picture) {
      // A broken picture: the check tells.
      uncounted++;
      lowUncounted++;
      return;
    }
    Optional<Long> now = tokens(header, detail(part.get("detail")));
    Optional<Long> low = tokens(header, Detail.LOW);
    pictures += now.orElse(0L);
    lowPictures += low.orElse(0L);
    uncounted += now.isPresent() ? 0 : 1;
    lowUncounted += low.isPresent() ? 0 : 1;
  }

  private Optional<Long> tokens(@Nullable ImageHeader header, Detail detail) {
    return header == null
        ? model.picture(detail)
        : model.picture(header.width(), header.height(), detail);
  }

  /** {@return what a word means; as the provider thinks fit where it means nothing} */
  static Detail detail(@Nullable Object word) {
    return word == null ? Detail.AUTO : DETAILS.getOrDefault(word, Detail.AUTO);
  }

  /** {@return the size of a text in UTF-8; that of a long one within its escapes} */
  private static long size(@Nullable Object value) {
    if (value instanceof String text) {
      long size = text.length();
      for (int i = 0; i < text.length(); i++) {
        char c = text.charAt(i);
        // Both halves of a pair make four bytes.
        size += c < 0x80 ? 0 : c < 0x800 || Character.isSurrogate(c) ? 1 : 2;
      }
      return size;
    }
    return value instanceof Slice slice ? Math.min(slice.removed(), slice.chars() * 3) : 0;
  }
}
