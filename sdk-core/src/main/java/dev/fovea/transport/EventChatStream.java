package dev.fovea.transport;

import dev.fovea.chat.ChatChunk;
import dev.fovea.chat.ChatCompletion;
import dev.fovea.chat.ChatStream;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** A streamed answer, read on the caller's thread. */
final class EventChatStream implements ChatStream {
  private final ChunkSource source;
  private final AtomicBoolean iterated = new AtomicBoolean();
  private final AtomicBoolean reading = new AtomicBoolean();
  private volatile boolean closed;

  EventChatStream(ChunkSource source) {
    this.source = source;
  }

  @Override
  public Iterator<ChatChunk> iterator() {
    if (closed) {
      throw new IllegalStateException("the chat stream is closed");
    }
    if (!iterated.compareAndSet(false, true)) {
      throw new IllegalStateException(
          "a chat stream can be gone through once; completion() has the whole answer");
    }
    return new Pieces();
  }

  @Override
  public ChatCompletion completion() {
    if (!source.isComplete()) {
      throw new IllegalStateException(
          "the chat stream has not been read to its end; partial() has the answer so far");
    }
    return source.soFar();
  }

  @Override
  public ChatCompletion partial() {
    return source.soFar();
  }

  @Override
  public void close() {
    closed = true;
    source.close();
  }

  @Override
  public String toString() {
    return "ChatStream(" + (source.isComplete() ? "complete" : closed ? "closed" : "open") + ")";
  }

  private final class Pieces implements Iterator<ChatChunk> {
    private @Nullable ChatChunk ahead;

    @Override
    public boolean hasNext() {
      if (!reading.compareAndSet(false, true)) {
        throw new IllegalStateException("a chat stream is read by one thread only");
      }
      try {
        if (ahead == null) {
          ahead = source.next();
        }
        return ahead != null;
      } finally {
        reading.set(false);
      }
    }

    @Override
    public ChatChunk next() {
      if (!hasNext()) {
        throw new NoSuchElementException("the chat stream has ended");
      }
      ChatChunk next = ahead;
      ahead = null;
      if (next == null) {
        throw new IllegalStateException("a chat stream is read by one thread only");
      }
      return next;
    }
  }
}
