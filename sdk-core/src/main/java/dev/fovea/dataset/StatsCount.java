package dev.fovea.dataset;

import dev.fovea.image.ImageFormat;
import dev.fovea.image.ImageProbe;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Counts what is in a data set; afterwards it holds the counts for {@link DatasetStats}. For one
 * data set.
 */
final class StatsCount {
  private static final int KEPT_TEXT = 64 * 1024;

  private final DatasetProfile profile;
  final @Nullable TokenCount tokens;
  final SortedMap<String, Long> shapes = new TreeMap<>();
  final SortedMap<String, Long> roles = new TreeMap<>();
  final SortedMap<String, Long> formats = new TreeMap<>();
  final Histogram widths = new Histogram();
  final Histogram heights = new Histogram();
  final Histogram sizes = new Histogram();
  final Histogram perExample = new Histogram();
  final Histogram texts = new Histogram();
  long lines;
  long bytes;
  long examples;
  long pictures;
  long remotePictures;
  private long textChars;

  StatsCount(DatasetProfile profile, @Nullable ModelTokens model) {
    this.profile = profile;
    this.tokens = model == null ? null : new TokenCount(model);
  }

  DatasetStats count(InputStream in) throws IOException {
    ByteWindow window = ByteWindow.of(in);
    LineScanner scanner = new LineScanner(
        window, profile.bounds(KEPT_TEXT), () -> new PictureProbe(ImageProbe.Depth.ENDS));
    ScannedLine line = new ScannedLine();
    while (scanner.next(line)) {
      lines++;
      if (!line.isBlank() && !line.isBroken()) {
        line(line);
      }
    }
    bytes = window.offset();
    return new DatasetStats(this);
  }

  private void line(ScannedLine line) {
    Object value;
    try {
      value = JsonTree.read(line);
    } catch (NoSuchElementException e) {
      // Unreadable lines are counted as lines only; the check tells what is wrong.
      return;
    }
    List<Shape> fitting =
        value instanceof Map<?, ?> example ? Shape.of(example, profile.readShapes()) : List.of();
    if (!fitting.isEmpty()) {
      examples++;
      shapes.merge(fitting.get(0).word(), 1L, Long::sum);
      textChars = 0;
      long remoteBefore = remotePictures;
      walk(value, "");
      texts.add(textChars);
      perExample.add(line.pictures() + remotePictures - remoteBefore);
      line.slices().forEach(this::slice);
      if (tokens != null && value instanceof Map<?, ?> example) {
        tokens.example(example, fitting.get(0));
      }
    }
  }

  private void slice(Slice slice) {
    if (!(slice instanceof Slice.Picture picture)) {
      return;
    }
    pictures++;
    sizes.add(picture.bytes());
    if (picture.pass() instanceof PictureProbe probe) {
      String format = probe.format().map(ImageFormat::name).orElse("unknown");
      formats.merge(format.toLowerCase(Locale.ROOT), 1L, Long::sum);
      probe.header().ifPresent(header -> {
        widths.add(header.width());
        heights.add(header.height());
      });
    }
  }

  /** Goes through a line: roles of messages, and the text under the keys that hold text. */
  private void walk(@Nullable Object value, String key) {
    if (value instanceof Map<?, ?> object) {
      if (object.get("role") instanceof String role && object.containsKey("content")) {
        roles.merge(role.length() > 40 ? role.substring(0, 40) : role, 1L, Long::sum);
      }
      if (object.get("image_url") instanceof Map<?, ?> picture && isRemote(picture.get("url"))) {
        remotePictures++;
      }
      object.forEach((name, member) -> walk(member, String.valueOf(name)));
    } else if (value instanceof List<?> list) {
      list.forEach(item -> walk(item, key));
    } else if (isText(key)) {
      if (value instanceof String text) {
        textChars += text.codePointCount(0, text.length());
      } else if (value instanceof Slice.LongText text) {
        textChars += text.chars();
      }
    }
  }

  private static boolean isRemote(@Nullable Object url) {
    return url instanceof String text
        && (text.regionMatches(true, 0, "http://", 0, 7)
            || text.regionMatches(true, 0, "https://", 0, 8));
  }

  private static boolean isText(String key) {
    return switch (key) {
      case "content", "text", "prompt", "completion" -> true;
      default -> false;
    };
  }
}
