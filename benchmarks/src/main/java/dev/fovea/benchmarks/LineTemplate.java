package dev.fovea.benchmarks;

import dev.fovea.chat.Message;
import dev.fovea.dataset.DatasetFormat;
import dev.fovea.dataset.DatasetWriter;
import dev.fovea.dataset.Example;
import dev.fovea.image.Image;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;

/**
 * A finished line with two JPEG pictures, of which only a number changes: in the question, and in
 * the comment of each picture. Made anew thousands of times a second. For one thread.
 */
final class LineTemplate {
  private static final String QUESTION = "Which is number 000000000000?";
  private static final int DIGITS = 12;
  private static final byte[] URL = ascii("base64,");

  private final byte[] line;
  private final int question;
  private final int[] pictures;
  private final int gap;

  private LineTemplate(byte[] line, int scan) {
    this.line = line;
    this.question = indexOf(ascii(QUESTION), 0) + QUESTION.length() - 1 - DIGITS;
    int first = indexOf(URL, 0) + URL.length;
    this.pictures = new int[] {first, indexOf(URL, first) + URL.length};
    this.gap = first + scan / 3 * 4;
  }

  /** {@return the line with two pictures of the pool} */
  static LineTemplate of(byte[] first, byte[] second) {
    byte[] extensible = DrawnPictures.extensible(first);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (DatasetWriter writer = DatasetWriter.open(out, DatasetFormat.of("together"))) {
      writer.write(Example.conversation(
          Message.user(QUESTION, Image.of(extensible), Image.of(second)),
          Message.assistant("The one that was drawn for it.")));
    }
    return new LineTemplate(out.toByteArray(), DrawnPictures.beforeScan(extensible));
  }

  /** {@return the line of that number; valid until the next call} */
  byte[] line(long number) {
    digits(number);
    for (int i = 0; i < 2; i++) {
      // Fifteen characters from the seventh byte on, by which base64 is neither padded nor shifted.
      byte[] comment = ascii(DrawnPictures.comment(2 * number + i));
      byte[] text = Base64.getEncoder().encode(comment);
      System.arraycopy(text, 0, line, pictures[i] + 8, text.length);
    }
    return line;
  }

  private void digits(long number) {
    long rest = number;
    for (int i = DIGITS - 1; i >= 0; i--) {
      line[question + i] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
  }

  /** {@return where the first picture's base64 begins} */
  int firstPicture() {
    return pictures[0];
  }

  /** {@return where more base64 of whole segments fits into the first picture} */
  int gap() {
    return gap;
  }

  private int indexOf(byte[] wanted, int from) {
    for (int i = from; i <= line.length - wanted.length; i++) {
      if (Arrays.equals(line, i, i + wanted.length, wanted, 0, wanted.length)) {
        return i;
      }
    }
    throw new IllegalStateException("the line was written otherwise");
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
