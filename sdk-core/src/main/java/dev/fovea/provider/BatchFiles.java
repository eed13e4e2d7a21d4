package dev.fovea.provider;

import dev.fovea.disk.WholeFile;
import dev.fovea.error.Failure;
import dev.fovea.error.UnreadableResponseException;
import dev.fovea.inference.BatchItem;
import dev.fovea.inference.BatchResult;
import dev.fovea.json.ChatBody;
import dev.fovea.json.ChatCodec;
import dev.fovea.json.JsonCodec;
import dev.fovea.transport.ChatCalls;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/**
 * The files that batches read and leave: a line for each request and for each answer. Thread-safe.
 */
public final class BatchFiles {
  private static final int PIECE = 64 * 1024;

  private final String provider;
  private final Class<?> beside;
  private final ChatCalls chat;

  /**
   * Makes the reader and writer of a provider.
   *
   * @param provider the provider's id
   * @param beside a class of the provider's, beside which {@code batches.json} says how much a file
   *     may hold: {@code mostRequests}, {@code mostBytes}, {@code longestCustomId}; what every line
   *     says besides its id and its body is there too, as {@code line}
   * @param chat writes requests and reads answers
   */
  public BatchFiles(String provider, Class<?> beside, ChatCalls chat) {
    this.provider = provider;
    this.beside = beside;
    this.chat = chat;
  }

  /**
   * Writes a file of requests. It is written beside the file first: it appears whole or not at all.
   *
   * @param file the file to write, replaced if it is there
   * @param items the requests, at least one
   * @return the file
   * @throws IllegalArgumentException if there are none, too many, or an id is too long or stands
   *     twice
   * @throws UncheckedIOException if the file cannot be written
   */
  public Path write(Path file, Iterable<BatchItem> items) {
    try (WholeFile whole = WholeFile.beside(file)) {
      try (OutputStream out =
          new BufferedOutputStream(Files.newOutputStream(whole.part()), PIECE)) {
        lines(out, items);
      }
      whole.commit(StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write the batch's requests to " + file, e);
    }
    return file;
  }

  private void lines(OutputStream out, Iterable<BatchItem> items) throws IOException {
    WireObject facts = DatedFacts.read(beside, "batches.json");
    Limits limits = Limits.of(provider, facts);
    String always = always(facts);
    Set<String> ids = new HashSet<>();
    long bytes = 0;
    for (BatchItem item : items) {
      limits.requireId(item.customId(), ids);
      byte[] head = ("{\"custom_id\":" + quoted(item.customId()) + always + ",\"body\":")
          .getBytes(StandardCharsets.UTF_8);
      ChatBody body = chat.body(item.request());
      bytes += head.length + body.contentLength() + 2;
      limits.requireRoom(ids.size(), bytes);
      out.write(head);
      body.writeTo(out);
      out.write('}');
      out.write('\n');
    }
    if (ids.isEmpty()) {
      throw new IllegalArgumentException(provider + ": a batch needs at least one request");
    }
  }

  private static String always(WireObject facts) {
    StringBuilder members = new StringBuilder();
    facts
        .object("line")
        .map(WireObject::rest)
        .orElse(Map.of())
        .forEach((name, text) -> members
            .append(',')
            .append(quoted(name))
            .append(':')
            .append(quoted(String.valueOf(text))));
    return members.toString();
  }

  private static String quoted(String text) {
    return new String(JsonCodec.shared().write(text), StandardCharsets.UTF_8);
  }

  /**
   * Reads a file of answers line by line.
   *
   * @param file the file
   * @return its lines; to be closed
   * @throws UncheckedIOException if the file cannot be opened
   */
  @SuppressWarnings("StreamResourceLeak") // The caller closes the stream, and the file with it.
  public Stream<BatchResult> read(Path file) {
    AtomicLong number = new AtomicLong();
    try {
      return Files.lines(file)
          .peek(line -> number.incrementAndGet())
          .filter(line -> !line.isBlank())
          .sequential()
          .map(line -> result(line, file, number.get()));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the batch's results in " + file, e);
    }
  }

  private BatchResult result(String line, Path file, long number) {
    try {
      ChatCodec codec = chat.codec();
      return codec.readResult(line.getBytes(StandardCharsets.UTF_8));
    } catch (UnreadableResponseException e) {
      Failure where = Failure.builder()
          .provider(provider)
          .operation("read line " + number + " of " + file.getFileName())
          .message(e.failure().message())
          .outcome(e.failure().outcome())
          .build();
      throw new UnreadableResponseException(where, e.path());
    }
  }

  /** How much one file may hold, as of the facts' date. */
  private record Limits(String of, long requests, long bytes, int idLength) {
    static Limits of(String provider, WireObject facts) {
      return new Limits(
          provider + ": cannot write a batch's requests (limits of " + facts.required("date") + ")",
          facts.integer("mostRequests").orElse(Long.MAX_VALUE),
          facts.integer("mostBytes").orElse(Long.MAX_VALUE),
          facts.integer("longestCustomId").orElse((long) Integer.MAX_VALUE).intValue());
    }

    void requireId(String id, Set<String> known) {
      if (id.length() > idLength) {
        throw refused("the id " + id.substring(0, 20) + "… has " + id.length()
            + " characters, an id has at most " + idLength);
      }
      if (!known.add(id)) {
        throw refused("the id " + id + " stands twice; answers are found by it");
      }
    }

    void requireRoom(long count, long size) {
      if (count > requests || size > bytes) {
        throw refused("request " + count + " is too many, a batch takes at most " + requests
            + " requests and " + bytes + " bytes; split it");
      }
    }

    private IllegalArgumentException refused(String what) {
      return new IllegalArgumentException(of + ": " + what);
    }
  }
}
