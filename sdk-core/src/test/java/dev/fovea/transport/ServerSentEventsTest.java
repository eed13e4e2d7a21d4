package dev.fovea.transport;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fovea.config.Limits;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ServerSentEventsTest {
  private static final Limits LIMITS = Limits.builder().build();

  // Each rule of the WHATWG grammar beside what it must give: name|data, in order. \n stands for
  // any line end.
  static Stream<Arguments> rules() {
    return Stream.of(
        Arguments.of("one line", "data: a\n\n", List.of("|a")),
        Arguments.of("no space after the colon", "data:a\n\n", List.of("|a")),
        Arguments.of("only one space is taken", "data:  a\n\n", List.of("| a")),
        Arguments.of(
            "several lines", "data: a\ndata: b\ndata:\ndata: c\n\n", List.of("|a\nb\n\nc")),
        Arguments.of("a field without colon is empty", "data\n\n", List.of("|")),
        Arguments.of("two of them are one line end", "data\ndata\n\n", List.of("|\n")),
        Arguments.of("an event without data is none", "event: x\n\ndata: a\n\n", List.of("|a")),
        Arguments.of("names", "event: ping\ndata: a\n\ndata: b\n\n", List.of("ping|a", "|b")),
        Arguments.of("the last name counts", "event: x\nevent: y\ndata: a\n\n", List.of("y|a")),
        Arguments.of("comments", ": hello\n:\n\ndata: a\n: amid\ndata: b\n\n", List.of("|a\nb")),
        Arguments.of("unknown fields", "foo: 1\ndatax: 2\n data: 3\ndata: a\n\n", List.of("|a")),
        Arguments.of("a colon in the data", "data: a: b\n\n", List.of("|a: b")),
        Arguments.of("retry is read over", "retry: 100\ndata: a\n\n", List.of("|a")),
        Arguments.of("empty lines", "\n\n\ndata: a\n\n\n\n", List.of("|a")),
        Arguments.of("a byte order mark", "\uFEFFdata: a\n\n", List.of("|a")),
        Arguments.of("only the first mark is one", "data: a\n\n\uFEFFdata: b\n\n", List.of("|a")),
        Arguments.of(
            "four-byte characters",
            "data: \uD83D\uDE00 \u6587\u5B57\n\n",
            List.of("|\uD83D\uDE00 \u6587\u5B57")),
        Arguments.of("an unfinished event is dropped", "data: a\n\ndata: b\n", List.of("|a")),
        Arguments.of("an unfinished line too", "data: a\n\ndata: b", List.of("|a")),
        Arguments.of("nothing", "", List.of()));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rules")
  void followsTheRuleAtEverySplitAndWithEveryLineEnd(
      String rule, String stream, List<String> expected) throws IOException {
    for (String end : List.of("\n", "\r\n", "\r")) {
      byte[] bytes = stream.replace("\n", end).getBytes(UTF_8);
      for (int split = 0; split <= bytes.length; split++) {
        assertThat(read(new Pieces(bytes, split)))
            .as("split at %d, ends %s", split, end)
            .isEqualTo(expected);
      }
      assertThat(read(new Pieces(bytes, 1, 1, 1))).as("byte by byte").isEqualTo(expected);
    }
  }

  @Test
  void lineEndsMayBeMixedAndCutAnywhere() throws IOException {
    byte[] bytes = "data: a\r\ndata: b\rdata: c\n\r\ndata: d\r\r\ndata: e\n\n".getBytes(UTF_8);
    List<String> expected = List.of("|a\nb\nc", "|d", "|e");
    for (int first = 0; first <= bytes.length; first++) {
      for (int second = 0; second <= bytes.length - first; second++) {
        assertThat(read(new Pieces(bytes, first, second))).isEqualTo(expected);
      }
    }
  }

  @Test
  void manyEventsSurviveRandomSplits() throws IOException {
    Random random = new Random(42);
    StringBuilder stream = new StringBuilder();
    List<String> expected = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      String text = "\u00e9\uD83D\uDE00".repeat(random.nextInt(120)) + i;
      stream
          .append("data: ")
          .append(text)
          .append("\r\n")
          .append(i % 3 == 0 ? "data: x\r\n\r\n" : "\r\n");
      expected.add("|" + text + (i % 3 == 0 ? "\nx" : ""));
    }
    byte[] bytes = stream.toString().getBytes(UTF_8);
    for (int round = 0; round < 50; round++) {
      int[] sizes = random.ints(20, 1, 5000).toArray();
      assertThat(read(new Pieces(bytes, sizes))).isEqualTo(expected);
    }
  }

  @Test
  void anEventIsHandedOutAsSoonAsItsLastByteIsThere() throws IOException {
    // Reading on after the blank line's CR would block here, and fails the test.
    for (String stream : List.of("data: a\n\n", "data: a\r\n\r", "data: a\r\r")) {
      Pieces pieces = new Pieces(stream.getBytes(UTF_8));
      pieces.failAtEnd = true;
      ServerSentEvents events = ServerSentEvents.of(pieces, LIMITS);

      assertThat(events.next()).isTrue();
      assertThat(events.data()).isEqualTo("a");
    }
  }

  @Test
  void tellsAnEndAmidAnEventFromAnEndBetweenTwo() throws IOException {
    assertThat(cut("data: a\n\n")).isFalse();
    assertThat(cut("data: a\n\n: bye\n")).isFalse();
    assertThat(cut("data: a\r\n\r\n")).isFalse();
    assertThat(cut("")).isFalse();
    assertThat(cut("data: a\n\ndata: b\n")).isTrue();
    assertThat(cut("data: a\n\ndat")).isTrue();
    assertThat(cut("data: a")).isTrue();
  }

  @Test
  void theLastIdStaysAndOneWithNulIsIgnored() throws IOException {
    ServerSentEvents events =
        events("id: 7\ndata: a\n\ndata: b\n\nid: 8\u0000\ndata: c\n\nid\ndata: d\n\n");
    List<String> ids = new ArrayList<>();
    while (events.next()) {
      ids.add(events.lastId());
    }
    assertThat(ids).containsExactly("7", "7", "7", "");
  }

  @Test
  void aLineLongerThanTheLimitIsRefused() throws IOException {
    Limits limits = Limits.builder().sseLineBytes(1000).build();
    assertThat(ServerSentEvents.of(stream("data: " + "x".repeat(994) + "\n\n"), limits)
            .next())
        .isTrue();
    assertThatThrownBy(() -> ServerSentEvents.of(
                stream("data: " + "x".repeat(995) + "\n\n"), limits)
            .next())
        .isInstanceOf(LimitExceeded.class)
        .hasMessageContaining("1000 bytes");
  }

  @Test
  void aLineWithoutEndIsRefusedBeforeItFillsTheHeap() {
    InputStream endless = new InputStream() {
      @Override
      public int read() {
        return 'x';
      }

      @Override
      public int read(byte[] target, int offset, int length) {
        java.util.Arrays.fill(target, offset, offset + length, (byte) 'x');
        return length;
      }
    };
    assertThatThrownBy(() -> ServerSentEvents.of(endless, LIMITS).next())
        .isInstanceOf(LimitExceeded.class);
  }

  @Test
  void anEventOfTooManyLinesIsRefused() {
    Limits limits = Limits.builder().sseEventBytes(5000).build();
    String stream = "data: 1234567\n".repeat(1000) + "\n";
    assertThatThrownBy(() -> ServerSentEvents.of(stream(stream), limits).next())
        .isInstanceOf(LimitExceeded.class)
        .hasMessageContaining("5000 bytes");
  }

  private static boolean cut(String stream) throws IOException {
    ServerSentEvents events = events(stream);
    boolean more = true;
    while (more) {
      more = events.next();
    }
    return events.isCut();
  }

  private static ServerSentEvents events(String stream) {
    return ServerSentEvents.of(stream(stream), LIMITS);
  }

  private static InputStream stream(String text) {
    return new ByteArrayInputStream(text.getBytes(UTF_8));
  }

  private static List<String> read(InputStream stream) throws IOException {
    ServerSentEvents events = ServerSentEvents.of(stream, LIMITS);
    List<String> read = new ArrayList<>();
    while (events.next()) {
      assertThat(new String(events.bytes(), events.offset(), events.length(), UTF_8))
          .isEqualTo(events.data());
      read.add(events.name() + "|" + events.data());
    }
    return read;
  }

  /** Bytes that arrive in pieces of the given sizes, again and again; without sizes as one. */
  private static final class Pieces extends InputStream {
    private final byte[] bytes;
    private final int[] sizes;
    private int piece;
    private int position;
    private int left;
    boolean failAtEnd;

    Pieces(byte[] bytes, int... sizes) {
      this.bytes = bytes;
      this.sizes = sizes;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      if (position == bytes.length) {
        if (failAtEnd) {
          throw new IOException("read on although the event is complete");
        }
        return -1;
      }
      if (left == 0) {
        left = piece < sizes.length ? sizes[piece++] : bytes.length;
        left = left == 0 ? bytes.length : left;
        piece = piece == sizes.length && sizes.length > 2 ? 0 : piece;
      }
      int count = Math.min(Math.min(left, length), bytes.length - position);
      System.arraycopy(bytes, position, target, offset, count);
      position += count;
      left -= count;
      return count;
    }
  }
}
