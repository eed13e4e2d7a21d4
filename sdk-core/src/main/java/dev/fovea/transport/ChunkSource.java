package dev.fovea.transport;

import dev.fovea.chat.ChatChunk;
import dev.fovea.chat.ChatCompletion;
import dev.fovea.error.FoveaException;
import dev.fovea.error.TransportException;
import dev.fovea.error.TruncatedStreamException;
import dev.fovea.error.UnreadableResponseException;
import dev.fovea.json.ChunkReader;
import org.jspecify.annotations.Nullable;

/**
 * The pieces of one streamed answer, until it is complete. An answer is complete when the stream
 * says so, or when the provider said of every choice why it ended; a stream that ends otherwise was
 * cut. For one thread at a time; closing and looking at the answer so far may come from any.
 */
final class ChunkSource implements AutoCloseable {
  private static final byte[] DONE = {'[', 'd', 'o', 'n', 'e', ']'};

  private final EventStream events;
  private final ChunkReader reader;
  private final long limit;
  private final Accumulator soFar;
  private volatile boolean complete;
  private volatile long closer;
  private volatile boolean closed;
  private @Nullable RuntimeException failure;

  ChunkSource(EventStream events, ChunkReader reader, long limit) {
    this.events = events;
    this.reader = reader;
    this.limit = limit;
    this.soFar = new Accumulator(events.meta());
  }

  /** {@return the next piece, waiting for it; null at the end, or when this thread closed it} */
  @Nullable
  ChatChunk next() {
    if (failure != null) {
      throw failure;
    }
    if (complete || closedByReader()) {
      return null;
    }
    try {
      return read();
    } catch (RuntimeException e) {
      failure = e;
      events.close();
      throw e;
    }
  }

  // Who closed it knows that the answer is not whole; for anybody else it would look complete.
  private boolean closedByReader() {
    if (closed && closer != Thread.currentThread().getId()) {
      throw new TransportException(
          events.failure().message("the stream was closed by another thread").build());
    }
    return closed;
  }

  private @Nullable ChatChunk read() {
    while (advance()) {
      if (isDone()) {
        complete = true;
        events.finish();
        return null;
      }
      if (events.length() > 0) {
        return chunk();
      }
    }
    if (!soFar.isFinished()) {
      throw truncated("the stream ended before the answer was complete", null);
    }
    complete = true;
    return null;
  }

  private boolean advance() {
    try {
      return events.next();
    } catch (TransportException e) {
      if (soFar.isFinished()) {
        // The answer was whole; only the end of the stream is missing.
        events.close();
        return false;
      }
      // Kinds of their own, such as an interrupt or a time-out, say more than the broken stream.
      if (closed || e.getClass() != TransportException.class) {
        throw e;
      }
      throw truncated(e.failure().message(), e);
    }
  }

  private TruncatedStreamException truncated(String message, @Nullable TransportException cause) {
    String text = soFar.text();
    var failed = events
        .failure()
        .message(message)
        .next("the " + text.length() + " characters that came are in partialText()");
    if (cause != null) {
      failed.cause(cause);
    }
    return new TruncatedStreamException(failed.build(), text);
  }

  private boolean isDone() {
    byte[] bytes = events.bytes();
    int start = events.offset();
    int end = start + events.length();
    while (start < end && bytes[start] == ' ') {
      start++;
    }
    if (end - start < DONE.length) {
      return false;
    }
    for (int i = 0; i < DONE.length; i++) {
      byte b = bytes[start + i];
      byte lower = b >= 'A' && b <= 'Z' ? (byte) (b + 32) : b;
      if (lower != DONE[i]) {
        return false;
      }
    }
    return true;
  }

  private ChatChunk chunk() {
    if (events.name().equals("error")) {
      throw events.error();
    }
    ChatChunk chunk;
    try {
      chunk = reader.read(events.bytes(), events.offset(), events.length());
    } catch (UnreadableResponseException e) {
      throw unreadable("event of the stream: " + e.failure().message(), e.path());
    }
    if (ErrorMember.isIn(chunk.additionalProperties())) {
      throw events.error();
    }
    soFar.add(chunk);
    if (soFar.size() > limit) {
      throw unreadable("the streamed answer is longer than " + limit + " characters", "");
    }
    return chunk;
  }

  private FoveaException unreadable(String message, String path) {
    return new UnreadableResponseException(events.failure().message(message).build(), path);
  }

  boolean isComplete() {
    return complete;
  }

  ChatCompletion soFar() {
    return soFar.completion();
  }

  @Override
  public void close() {
    if (!closed) {
      closer = Thread.currentThread().getId();
      closed = true;
    }
    events.close();
  }
}
