package dev.fovea.cli;

import dev.fovea.error.UnreadableResponseException;
import dev.fovea.json.JsonCodec;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One line of a file, its data URLs and long texts taken out. Used again for the next line. */
final class ViewLine {
  private static final int MOST_BYTES = 4 << 20;
  private static final int MOST_CUTS = 1_000;

  /** Begins what stands for a cut; nobody who wrote the file can have known it. */
  private final String stand = UUID.randomUUID() + "-";

  private final List<ViewCut> cuts = new ArrayList<>();
  private byte[] json = new byte[4096];
  private int length;
  private long number;
  private boolean blank;
  private boolean overlong;

  void begin(long lineNumber) {
    number = lineNumber;
    length = 0;
    blank = true;
    overlong = false;
    cuts.clear();
  }

  /** {@return the line's number, from 1} */
  long number() {
    return number;
  }

  int length() {
    return length;
  }

  byte at(int place) {
    return json[place];
  }

  /** {@return whether there is nothing but white space} */
  boolean isBlank() {
    return blank;
  }

  void add(byte value) {
    blank &= value == ' ' || value == '\t' || value == '\r';
    if (length >= MOST_BYTES) {
      overlong = true;
      return;
    }
    if (length == json.length) {
      json = Arrays.copyOf(json, 2 * length);
    }
    json[length++] = value;
  }

  /** {@return the bytes from a place on, as text} */
  String text(int from, int most) {
    return new String(json, from, Math.min(most, length - from), StandardCharsets.UTF_8);
  }

  /** Puts a stand-in where the string that begins at a place was. */
  void cut(int from, ViewCut cut) {
    length = from;
    byte[] name = (stand + cuts.size()).getBytes(StandardCharsets.US_ASCII);
    overlong |= cuts.size() >= MOST_CUTS;
    if (!overlong) {
      cuts.add(cut);
      for (byte letter : name) {
        add(letter);
      }
    }
  }

  /** {@return what the text stands for; null if it is only a text} */
  @Nullable
  ViewCut cut(String text) {
    return text.startsWith(stand)
        ? cuts.get(Integer.parseInt(text.substring(stand.length())))
        : null;
  }

  /** {@return the cuts in the order in which they stand in the line} */
  List<ViewCut> cuts() {
    return cuts;
  }

  /** {@return the line's value; null if it cannot be read} */
  @Nullable
  Object value() {
    if (overlong) {
      return null;
    }
    try {
      // By way of a string: bytes that are no UTF-8 must not hide the rest of the line.
      return JsonCodec.shared().tree(text(0, length).getBytes(StandardCharsets.UTF_8));
    } catch (UnreadableResponseException e) {
      return null;
    }
  }

  /** {@return how the line begins, for people} */
  String excerpt(int most) {
    String text = text(0, 4 * most);
    for (int i = 0; i < cuts.size(); i++) {
      text = text.replace("\"" + stand + i + "\"", "\"" + cuts.get(i).shown() + "\"");
    }
    return ViewText.shorten(text, most);
  }
}
