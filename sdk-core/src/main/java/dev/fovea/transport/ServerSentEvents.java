package dev.fovea.transport;

import dev.fovea.config.Limits;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a byte stream into server-sent events by the WHATWG rules: lines end in LF, CRLF or CR in
 * any mixture, comments are skipped, an event that is not finished when the stream ends is dropped.
 * An event is handed out as soon as its last byte is there. For one thread.
 */
public final class ServerSentEvents {
  private static final byte[] DATA = {'d', 'a', 't', 'a'};
  private static final byte[] EVENT = {'e', 'v', 'e', 'n', 't'};
  private static final byte[] ID = {'i', 'd'};
  private static final int FIRST_BUFFER = 8 * 1024;

  // One data line is handed out where it lies in the buffer; only events of several lines, or ones
  // that are still incomplete when the buffer has to move, are copied together in `joined`.
  private final InputStream source;
  private final int lineLimit;
  private final int eventLimit;
  private byte[] buffer = new byte[FIRST_BUFFER];
  private int position;
  private int limit;
  private int lineStart;
  private int lineEnd;
  private boolean skipLineFeed;
  private boolean firstLine = true;
  private boolean cut;

  private byte[] joined = new byte[0];
  private byte[] data = buffer;
  private int dataStart;
  private int dataLength;
  private boolean hasData;
  private String name = "";
  private byte[] nameBytes = new byte[0];
  private @Nullable String id;

  private ServerSentEvents(InputStream source, Limits limits) {
    this.source = source;
    this.lineLimit = limits.sseLineBytes();
    this.eventLimit = limits.sseEventBytes();
  }

  /**
   * A decoder of one stream.
   *
   * @param source the bytes; not closed here
   * @param limits the longest line and event
   * @return the decoder
   */
  public static ServerSentEvents of(InputStream source, Limits limits) {
    return new ServerSentEvents(source, limits);
  }

  /**
   * Goes on to the next event; what the last one held is gone then.
   *
   * @return false at the end of the stream
   * @throws IOException if the stream breaks, or a line or an event is too long
   */
  public boolean next() throws IOException {
    forget();
    while (readLine()) {
      if (lineStart == lineEnd) {
        if (hasData) {
          return true;
        }
        forget();
      } else {
        takeField();
      }
    }
    cut |= hasData;
    forget();
    return false;
  }

  /** {@return the buffer that holds the event's data; valid until the next event} */
  public byte[] bytes() {
    return data;
  }

  /** {@return where the data begins in the buffer} */
  public int offset() {
    return dataStart;
  }

  /** {@return the data's length in bytes} */
  public int length() {
    return dataLength;
  }

  /** {@return the data as text} */
  public String data() {
    return new String(data, dataStart, dataLength, StandardCharsets.UTF_8);
  }

  /** {@return the event's name, empty when it has none} */
  public String name() {
    return name;
  }

  /** {@return the last id seen so far, empty when there was none} */
  public String lastId() {
    return id == null ? "" : id;
  }

  /** {@return whether the stream ended in the middle of an event} */
  public boolean isCut() {
    return cut;
  }

  private void forget() {
    hasData = false;
    data = buffer;
    dataStart = 0;
    dataLength = 0;
    name = "";
  }

  /** Finds the next line and leaves it between lineStart and lineEnd; false at the end. */
  private boolean readLine() throws IOException {
    lineStart = position;
    int scan = position;
    while (true) {
      for (; scan < limit; scan++) {
        byte b = buffer[scan];
        if (skipLineFeed) {
          skipLineFeed = false;
          if (b == '\n') {
            lineStart = scan + 1;
            continue;
          }
        }
        if (b == '\n' || b == '\r') {
          endLine(scan, b);
          return true;
        }
      }
      scan -= makeRoom();
      int read = source.read(buffer, limit, buffer.length - limit);
      if (read < 0) {
        cut = lineStart < limit;
        position = limit;
        return false;
      }
      limit += read;
    }
  }

  private void endLine(int end, byte terminator) throws IOException {
    if (end - lineStart > lineLimit) {
      throw tooLong("line", lineLimit);
    }
    lineEnd = end;
    position = end + 1;
    // A CR ends its line at once: waiting for an LF that may never come would hold the event back.
    skipLineFeed = terminator == '\r';
    if (firstLine) {
      firstLine = false;
      if (end - lineStart >= 3
          && buffer[lineStart] == (byte) 0xEF
          && buffer[lineStart + 1] == (byte) 0xBB
          && buffer[lineStart + 2] == (byte) 0xBF) {
        lineStart += 3;
      }
    }
  }

  /** Frees space behind the bytes read so far; returns how far they moved. */
  private int makeRoom() throws IOException {
    if (limit < buffer.length) {
      return 0;
    }
    if (limit - lineStart > lineLimit) {
      throw tooLong("line", lineLimit);
    }
    keepData();
    int moved = lineStart;
    int kept = limit - lineStart;
    byte[] target = kept > buffer.length / 2 ? new byte[buffer.length * 2] : buffer;
    System.arraycopy(buffer, lineStart, target, 0, kept);
    buffer = target;
    lineStart = 0;
    limit = kept;
    return moved;
  }

  private void takeField() throws IOException {
    int colon = lineStart;
    while (colon < lineEnd && buffer[colon] != ':') {
      colon++;
    }
    if (colon == lineStart) {
      return; // a comment
    }
    int value = Math.min(colon + 1, lineEnd);
    if (value < lineEnd && buffer[value] == ' ') {
      value++;
    }
    if (fieldIs(DATA, colon)) {
      takeData(value);
    } else if (fieldIs(EVENT, colon)) {
      takeName(value);
    } else if (fieldIs(ID, colon)) {
      takeId(value);
    }
  }

  private boolean fieldIs(byte[] field, int colon) {
    return Arrays.equals(buffer, lineStart, colon, field, 0, field.length);
  }

  private void takeData(int from) throws IOException {
    int length = lineEnd - from;
    if (!hasData) {
      hasData = true;
      data = buffer;
      dataStart = from;
      dataLength = length;
    } else {
      keepData();
      reserve(dataLength + 1 + length);
      joined[dataLength] = '\n';
      System.arraycopy(buffer, from, joined, dataLength + 1, length);
      dataLength += 1 + length;
    }
    if (dataLength > eventLimit) {
      throw tooLong("event", eventLimit);
    }
  }

  // Copies the data out of the read buffer before that moves or the data grows.
  private void keepData() throws IOException {
    if (hasData && data != joined) {
      byte[] from = data;
      reserve(dataLength);
      System.arraycopy(from, dataStart, joined, 0, dataLength);
      data = joined;
      dataStart = 0;
    }
  }

  private void reserve(int size) throws IOException {
    if (size > eventLimit) {
      throw tooLong("event", eventLimit);
    }
    if (size > joined.length) {
      boolean inUse = data == joined;
      joined = Arrays.copyOf(joined, Math.max(size, joined.length * 2));
      if (inUse) {
        data = joined;
      }
    }
  }

  // Names repeat from event to event: the last one is kept.
  private void takeName(int from) {
    if (!Arrays.equals(buffer, from, lineEnd, nameBytes, 0, nameBytes.length)) {
      nameBytes = Arrays.copyOfRange(buffer, from, lineEnd);
    }
    name = new String(nameBytes, StandardCharsets.UTF_8);
  }

  private void takeId(int from) {
    for (int i = from; i < lineEnd; i++) {
      if (buffer[i] == 0) {
        return;
      }
    }
    id = new String(buffer, from, lineEnd - from, StandardCharsets.UTF_8);
  }

  private static LimitExceeded tooLong(String what, int limit) {
    return new LimitExceeded("a stream " + what + " is longer than " + limit + " bytes");
  }
}
