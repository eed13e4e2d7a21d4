package dev.fovea.preparation;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads comma-separated values strictly by RFC 4180: fields in double quotes may hold commas, line
 * ends and doubled quotes; nothing else may stand beside the quotes. LF and CR end a record as CRLF
 * does. For one thread.
 */
final class CsvReader {
  /** So that a quote that never closes does not take all memory. */
  static final int MOST_CHARS = 1 << 20;

  private final LabelText text;
  private long line;
  private int length;
  private @Nullable String flaw;

  CsvReader(LabelText text) {
    this.text = text;
  }

  /** {@return the line on which the last record began} */
  long line() {
    return line;
  }

  /** {@return what is wrong with the last record; null if nothing} */
  @Nullable
  String flaw() {
    return flaw;
  }

  /** {@return the fields of the next record; an empty line is one empty field. Null at the end} */
  @Nullable
  List<String> next() throws IOException {
    line = text.line();
    length = 0;
    flaw = null;
    if (text.peek() == LabelText.END) {
      return null;
    }
    List<String> fields = new ArrayList<>();
    do {
      fields.add(text.peek() == '"' ? quoted() : plain());
    } while (endOfField() == ',');
    return fields;
  }

  private String plain() throws IOException {
    StringBuilder field = new StringBuilder();
    while (!endsField(text.peek())) {
      if (text.peek() == '"') {
        flaw("a quote in the middle of a field", "put the whole field in quotes and double it");
      }
      append(field, text.next());
    }
    return field.toString();
  }

  private String quoted() throws IOException {
    StringBuilder field = new StringBuilder();
    text.next();
    while (true) {
      int next = text.next();
      if (next == LabelText.END) {
        flaw("a quote that is not closed", "close it; a quote inside a field is doubled");
        return field.toString();
      }
      if (next == '"') {
        if (text.peek() != '"') {
          return field.toString();
        }
        text.next();
      }
      append(field, next);
    }
  }

  /** Goes past what ends a field: a comma, or the end of the record. */
  private int endOfField() throws IOException {
    while (!endsField(text.peek())) {
      flaw("text behind a closing quote", "a quote inside a field is doubled");
      count();
      text.next();
    }
    int end = text.next();
    if (end == '\r' && text.peek() == '\n') {
      text.next();
    }
    return end;
  }

  private void append(StringBuilder field, int next) throws IOException {
    count();
    // What is too long is read to its end, yet not kept.
    if (length <= MOST_CHARS) {
      field.append((char) next);
    }
  }

  private void count() {
    if (++length > MOST_CHARS) {
      flaw = "a record of more than " + MOST_CHARS + " characters; perhaps a quote is not closed";
    }
  }

  private void flaw(String what, String instead) {
    if (flaw == null) {
      flaw = what + "; " + instead;
    }
  }

  private static boolean endsField(int next) {
    return next == ',' || next == '\n' || next == '\r' || next == LabelText.END;
  }
}
