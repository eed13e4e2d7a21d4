package dev.fovea.chat;

import java.util.Iterator;

/**
 * An answer as it is generated, piece by piece. It can be gone through once, by one thread, and
 * must be closed: closing before the end cancels the call.
 *
 * <pre>{@code
 * try (ChatStream stream = client.chat().stream(request)) {
 *   for (ChatChunk chunk : stream) {
 *     System.out.print(chunk.text());
 *   }
 * }
 * }</pre>
 *
 * <p>A stream that breaks off before the provider said that the answer is complete ends in a
 * {@code TruncatedStreamException}, never as if it were complete. Thrown where the next piece is
 * asked for: {@code ApiException} if the provider reports an error in the middle,
 * {@code InterruptedCallException} if the waiting thread is interrupted.
 */
public interface ChatStream extends Iterable<ChatChunk>, AutoCloseable {
  /**
   * {@return the pieces, each as soon as it is there}
   *
   * @throws IllegalStateException if asked for twice, or after closing
   */
  @Override
  Iterator<ChatChunk> iterator();

  /**
   * {@return the whole answer, the same that the plain call would have returned}
   *
   * @throws IllegalStateException before the last piece was read
   */
  ChatCompletion completion();

  /** {@return the answer as far as it was read; at any time, also after a failure} Thread-safe. */
  ChatCompletion partial();

  /**
   * Cancels what is still under way. The loop of the closing thread ends; a loop of another thread
   * fails with a {@code TransportException}. Repeating this is harmless. Thread-safe.
   */
  @Override
  void close();
}
