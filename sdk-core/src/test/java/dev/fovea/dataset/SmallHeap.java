package dev.fovea.dataset;

import dev.fovea.chat.ContentPart;
import dev.fovea.chat.Message;
import dev.fovea.image.Image;
import dev.fovea.image.ImageSource;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Enumeration;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.IntFunction;
import java.util.stream.Stream;

/**
 * Writes, checks and reads a line of ten pictures of 10 MB, and checks many lines and one endless
 * one. Run in a small heap of its own; fails by an exception.
 */
final class SmallHeap {
  private static final int PICTURE = 10_000_000;

  private SmallHeap() {}

  public static void main(String[] args) throws Exception {
    Path folder = Path.of(args[0]);
    DatasetFormat format =
        DatasetFormat.of(DatasetProfile.read("test", Files.newInputStream(Path.of(args[1]))));
    DatasetRules rules =
        format.rules().override("max-pictures", 10).override("max-data-url-chars", 13_981_036);

    Path large = folder.resolve("large.jsonl");
    try (DatasetWriter writer = DatasetWriter.open(large, format)) {
      writer.write(tenPictures());
      writer.write(Example.conversation(Message.user("a"), Message.assistant("b")));
    }
    DatasetReport written = rules.check(large);
    Path copy = folder.resolve("copy.jsonl");
    try (Stream<Example> examples = DatasetReader.read(large, format);
        DatasetWriter writer = DatasetWriter.open(copy, format)) {
      examples.forEach(writer::write);
    }
    Path again = folder.resolve("again.jsonl");
    try (Stream<Example> examples = DatasetReader.read(Files.newInputStream(large), format);
        DatasetWriter writer = DatasetWriter.open(again, format)) {
      examples.forEach(writer::write);
    }
    print("large", written);
    print("decoded", rules.check(large, o -> o.decode(true)));
    try (InputStream in = Files.newInputStream(large)) {
      print("streamed", rules.check(in));
    }
    System.out.println("same " + (Files.mismatch(large, copy) + Files.mismatch(large, again)));
    DatasetStats stats = DatasetStats.of(large, format, new LeafTokens());
    System.out.println(
        "stats " + stats.pictures() + " " + stats.tokens().orElseThrow().pictures());
    System.out.println("tokens "
        + DatasetStats.of(lines(300_000), format, new LeafTokens())
            .tokens()
            .orElseThrow()
            .text());
    print("lines", rules.check(lines(1_000_001)));
    print("text", rules.check(text(100)));
  }

  private static void print(String name, DatasetReport report) {
    System.out.println(name + " " + report.lines() + " " + report.errors() + " "
        + report.counts().keySet() + report.skipped().keySet());
  }

  private static Example tenPictures() {
    List<ContentPart> parts = new ArrayList<>();
    byte[] head = Samples.png(0);
    for (int i = 0; i < 10; i++) {
      parts.add(ContentPart.image(Image.of(new LongPicture(head, (byte) i))));
    }
    return Conversation.builder()
        .addMessage(Message.user(parts))
        .addMessage(Message.assistant("Ten."))
        .build();
  }

  /** Different lines without end, made as they are read. */
  private static InputStream lines(int count) {
    return pieces(count, i -> "{\"text\":\"line " + i + "\"}\n");
  }

  /** One line with one text of so many megabytes. */
  private static InputStream text(int megabytes) {
    String million = "a".repeat(1_000_000);
    return pieces(megabytes, i -> i == 0 ? "{\"text\":\"" : i == megabytes - 1 ? "\"}\n" : million);
  }

  @SuppressWarnings("JdkObsolete") // SequenceInputStream takes nothing else.
  private static InputStream pieces(int count, IntFunction<String> piece) {
    return new SequenceInputStream(new Enumeration<InputStream>() {
      private int next;

      @Override
      public boolean hasMoreElements() {
        return next < count;
      }

      @Override
      public InputStream nextElement() {
        if (next == count) {
          throw new NoSuchElementException();
        }
        return new ByteArrayInputStream(piece.apply(next++).getBytes(StandardCharsets.UTF_8));
      }
    });
  }

  /** A whole picture with many bytes behind its end, which decoders skip. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record LongPicture(byte[] head, byte fill) implements ImageSource {
    @Override
    public long size() {
      return PICTURE;
    }

    @Override
    public InputStream open() {
      byte[] piece = new byte[10_000];
      Arrays.fill(piece, fill);
      return new InputStream() {
        private int at;

        @Override
        public int read() {
          byte[] one = new byte[1];
          return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] target, int offset, int length) {
          if (at == PICTURE) {
            return -1;
          }
          byte[] source = at < head.length ? head : piece;
          int from = at < head.length ? at : at % piece.length;
          int count = Math.min(Math.min(length, source.length - from), PICTURE - at);
          System.arraycopy(source, from, target, offset, count);
          at += count;
          return count;
        }
      };
    }
  }
}
