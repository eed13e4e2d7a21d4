package dev.fovea.dataset;

import dev.fovea.error.Excerpt;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What stands at the place of a finding, short enough to be shown. */
final class LineExcerpt {
  private static final int MOST = 80;
  private static final int TEXT = 60;
  // So much of the line is looked at around a place, for a key may stand before what it hides.
  private static final int AROUND = 400;
  // How Excerpt begins to tell what it left out.
  private static final String LEFT_OUT = "…[";

  private final StringBuilder out = new StringBuilder();

  private LineExcerpt() {}

  /**
   * {@return the excerpt; empty when there is nothing to show}
   *
   * @param tree what the line holds, null when it is no JSON
   */
  static String of(ScannedLine line, @Nullable Object tree, Flaw flaw) {
    if (tree == null || (flaw.pointer().isEmpty() && flaw.near() > 0)) {
      return around(line, flaw.near());
    }
    LineExcerpt excerpt = new LineExcerpt();
    excerpt.place(tree, flaw.pointer());
    return Excerpt.of(excerpt.out.toString(), MOST);
  }

  /** Shows the value that a pointer leads to, or the last one on its way that is there. */
  private void place(Object tree, String pointer) {
    Object value = tree;
    String name = "";
    String[] steps = pointer.split("/", -1);
    for (int i = 1; i < steps.length; i++) {
      String step = steps[i].replace("~1", "/").replace("~0", "~");
      if (value instanceof Map<?, ?> object && object.containsKey(step)) {
        value = object.get(step);
        name = step;
      } else if (value instanceof List<?> list && Integer.parseInt(step) < list.size()) {
        value = list.get(Integer.parseInt(step));
        name = "";
      } else {
        break;
      }
    }
    if (!name.isEmpty()) {
      name(name);
    }
    value(value);
  }

  private void name(String name) {
    out.append('"').append(Excerpt.of(name, TEXT)).append("\":");
  }

  /** Shows a value, and no more of it than will be kept. */
  private void value(@Nullable Object value) {
    if (out.length() > 2 * MOST) {
      return;
    }
    if (value instanceof Map<?, ?> object) {
      object(object);
    } else if (value instanceof List<?> list) {
      list(list);
    } else if (value instanceof Slice slice) {
      out.append('"').append(taken(slice)).append('"');
    } else if (value instanceof String text) {
      out.append('"').append(Excerpt.of(text, 2 * MOST).replace("\"", "\\\"")).append('"');
    } else {
      out.append(value instanceof JsonTree.Num number ? number.text() : String.valueOf(value));
    }
  }

  private void object(Map<?, ?> object) {
    String comma = "{";
    for (Map.Entry<?, ?> member : object.entrySet()) {
      if (out.length() > 2 * MOST) {
        return;
      }
      out.append(comma);
      name(String.valueOf(member.getKey()));
      value(member.getValue());
      comma = ",";
    }
    out.append(object.isEmpty() ? "{}" : "}");
  }

  private void list(List<?> list) {
    String comma = "[";
    for (Object element : list) {
      if (out.length() > 2 * MOST) {
        return;
      }
      out.append(comma);
      value(element);
      comma = ",";
    }
    out.append(list.isEmpty() ? "[]" : "]");
  }

  /** {@return how a text that was taken out begins, and how long it is} */
  private static String taken(Slice slice) {
    String start = Excerpt.of(slice.start(), TEXT);
    int letters = start.indexOf(LEFT_OUT);
    boolean picture = slice instanceof Slice.Picture;
    return (letters < 0 ? start : start.substring(0, letters))
        + String.format(
            Locale.ROOT,
            "…(%,d characters)",
            slice.chars() - (picture ? slice.start().length() : 0));
  }

  private static String around(ScannedLine line, int place) {
    int at = Math.min(place, line.length());
    String before = text(line, Math.max(0, at - AROUND), at);
    String all =
        Excerpt.of(before + text(line, at, Math.min(line.length(), at + 2 * MOST)), 8 * MOST);
    int middle = Math.min(Excerpt.of(before, 8 * MOST).length(), all.length());
    int from = Math.max(0, Math.min(middle - MOST / 2, all.length() - MOST));
    return (from > 0 ? "…" : "") + Excerpt.of(all.substring(from), MOST);
  }

  /** {@return a piece of the shortened line, and what was taken out of it} */
  private static String text(ScannedLine line, int from, int to) {
    StringBuilder text = new StringBuilder();
    int at = from;
    for (Slice slice : line.slices()) {
      int behindQuote = slice.at() + 1;
      if (behindQuote >= at && behindQuote <= to) {
        text.append(new String(line.json(), at, behindQuote - at, StandardCharsets.UTF_8))
            .append(taken(slice));
        at = behindQuote;
      }
    }
    return text.append(new String(line.json(), at, to - at, StandardCharsets.UTF_8))
        .toString()
        .replace("\uFFFD", "");
  }
}
