package dev.fovea.benchmarks;

import dev.fovea.benchmarks.RepeatedLines.Piece;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/**
 * The lines of a long stream. The last five are broken, each in its own way and the last behind a
 * picture of any size, so that places beyond the reach of an int must be told right. For one use.
 */
final class FarLines implements Iterator<List<Piece>> {
  /** A broken line: its number from 1, and what a finding about it must say. */
  record Broken(long line, String rule, String words) {}

  private static final int BROKEN = 5;
  private static final int TEMPLATES = 8;
  // 65,535 bytes of comment in a JPEG, a multiple of three.
  private static final int COMMENT_BYTES = 0xFFFF;

  private final List<LineTemplate> templates = new ArrayList<>();
  private final List<Broken> broken = new ArrayList<>();
  private final long wantedBytes;
  private final long[] base64;
  private long bytes;
  private long number;
  private int planted;

  /** Whole lines of so many bytes, then the broken ones, the last two with so much base64. */
  FarLines(DrawnPictures pictures, long wantedBytes, long large, long huge) {
    this.wantedBytes = wantedBytes;
    this.base64 = new long[] {large, huge};
    for (int i = 0; i < TEMPLATES; i++) {
      // Every third is a PNG, whose comment has a checksum.
      templates.add(LineTemplate.of(pictures.picture(3L * i), pictures.picture(3L * i + 1)));
    }
  }

  /** {@return how many lines were made so far} */
  long lines() {
    return number;
  }

  /** {@return the broken ones made so far} */
  List<Broken> broken() {
    return List.copyOf(broken);
  }

  @Override
  public boolean hasNext() {
    return planted < BROKEN;
  }

  @Override
  public List<Piece> next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    LineTemplate template = templates.get((int) (number % TEMPLATES));
    byte[] line = template.line(++number);
    List<Piece> pieces =
        bytes < wantedBytes ? List.of(new Piece(line, 1)) : brokenLine(template, line);
    for (Piece piece : pieces) {
      bytes += piece.length();
    }
    return pieces;
  }

  private List<Piece> brokenLine(LineTemplate template, byte[] line) {
    switch (planted++) {
      case 0 -> {
        plant("unknown-part-type", "'texx'");
        return List.of(new Piece(replaced(line, indexOf(line, "\"text\"") + 4, "x"), 1));
      }
      case 1 -> {
        plant("picture-base64", "character 40001");
        return List.of(new Piece(replaced(line, template.firstPicture() + 40_000, "!"), 1));
      }
      case 2 -> {
        int comma = indexOf(line, ",{\"role\"");
        plant("invalid-json", "column " + (comma + 1) + ":");
        return List.of(new Piece(replaced(line, comma, ";"), 1));
      }
      case 3 -> {
        plant("picture-too-large", "");
        return withComments(line, template.gap(), base64[0]);
      }
      default -> {
        byte[] more = replaced(line, line.length - 1, "x");
        List<Piece> pieces = withComments(more, template.gap(), base64[1]);
        plant("invalid-json", "column " + length(pieces) + ":");
        return pieces;
      }
    }
  }

  private void plant(String rule, String words) {
    broken.add(new Broken(number, "together." + rule, words));
  }

  private static List<Piece> withComments(byte[] line, int gap, long base64) {
    byte[] comment = new byte[COMMENT_BYTES];
    Arrays.fill(comment, (byte) 'c');
    ByteBuffer.wrap(comment).putInt(0xFFFEFFFD);
    byte[] text = Base64.getEncoder().encode(comment);
    return List.of(
        new Piece(Arrays.copyOf(line, gap), 1),
        new Piece(text, base64 / text.length + 1),
        new Piece(Arrays.copyOfRange(line, gap, line.length), 1));
  }

  private static long length(List<Piece> pieces) {
    return pieces.stream().mapToLong(Piece::length).sum();
  }

  private static byte[] replaced(byte[] line, int at, String by) {
    byte[] changed = line.clone();
    changed[at] = (byte) by.charAt(0);
    return changed;
  }

  private static int indexOf(byte[] line, String wanted) {
    return new String(line, StandardCharsets.ISO_8859_1).indexOf(wanted);
  }
}
