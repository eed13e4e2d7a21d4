package dev.fovea.transport;

import dev.fovea.config.ResponseMeta;
import dev.fovea.error.ApiException;
import dev.fovea.error.Failure;
import dev.fovea.error.FoveaException;
import dev.fovea.error.Outcome;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import okhttp3.Response;
import okio.BufferedSource;
import org.jspecify.annotations.Nullable;

/**
 * The events of a streamed answer, each as soon as it has arrived. Must be closed, which cancels
 * what has not arrived yet. For one thread at a time; {@link #close} may come from any.
 */
public final class EventStream implements AutoCloseable {
  private final CallRun<?> run;
  private final Response response;
  private final okhttp3.@Nullable Call call;
  private final ResponseMeta meta;
  private final BufferedSource source;
  private final ServerSentEvents events;
  private final ClientPool.Running closing = this::closedByClient;
  private long waitingSince;
  private boolean ended;
  private volatile boolean closed;
  private volatile boolean clientClosed;

  private EventStream(CallRun<?> run, Response response) {
    this.run = run;
    this.response = response;
    this.call = run.current();
    this.meta = run.settings().heads.meta(response.headers());
    this.source = response.body().source();
    // The first byte may take long, those after it may not.
    source.timeout().timeout(run.settings().timeouts.idle().toMillis(), TimeUnit.MILLISECONDS);
    this.events = ServerSentEvents.of(new Incoming(), run.settings().limits);
  }

  static EventStream open(CallRun<EventStream> run, Response response) throws IOException {
    try {
      EventStreams.requireEvents(run, response);
      EventStream stream = new EventStream(run, response);
      if (!run.settings().pool.enter(stream.closing)) {
        throw run.ended(CallRun.Ending.CLOSED, null);
      }
      return stream;
    } catch (IOException | RuntimeException e) {
      response.close();
      throw e;
    }
  }

  /**
   * Goes on to the next event, waiting for it; what the last one held is gone then.
   *
   * @return false when the server has ended the stream; {@link #isCut} says whether amid an event
   * @throws dev.fovea.error.TransportException if the connection breaks, the server falls silent,
   *     the thread is interrupted, or stream or client are closed meanwhile
   * @throws dev.fovea.error.UnreadableResponseException if a line or an event is too long
   */
  public boolean next() {
    if (ended) {
      return false;
    }
    waitingSince = run.settings().timing.nanoTime();
    try {
      if (events.next()) {
        return true;
      }
    } catch (IOException e) {
      FoveaException broken = broken(e);
      close();
      throw broken;
    }
    end();
    return false;
  }

  private void end() {
    ended = true;
    run.settings().pool.leave(closing);
    response.close();
  }

  /**
   * {@return the buffer that holds the event's data; valid until the next event, not to be changed}
   */
  public byte[] bytes() {
    return events.bytes();
  }

  /** {@return where the data begins in the buffer} */
  public int offset() {
    return events.offset();
  }

  /** {@return the data's length in bytes} */
  public int length() {
    return events.length();
  }

  /** {@return the data as text} */
  public String data() {
    return events.data();
  }

  /** {@return the event's name, empty when it has none} */
  public String name() {
    return events.name();
  }

  /** {@return whether the server's stream ended in the middle of an event} */
  public boolean isCut() {
    return events.isCut();
  }

  /** {@return request id, headers and rate limits of the answer} */
  public ResponseMeta meta() {
    return meta;
  }

  /**
   * The facts every failure of this stream shares, for failures only the reader can see, such as an
   * end that comes too early.
   *
   * @return a builder without a message; its outcome is {@code UNKNOWN}
   */
  public Failure.Builder failure() {
    return run.failure(Outcome.UNKNOWN);
  }

  /**
   * Makes the exception of an error that came as the present event.
   *
   * @return the exception an error status with the same body would have made
   */
  public ApiException error() {
    byte[] event = Arrays.copyOfRange(bytes(), offset(), offset() + length());
    return run.settings()
        .errors
        .map(failure(), event, meta, run.settings().errors.keyOf(response));
  }

  /**
   * Ends the stream in peace: all that mattered has been read. The connection is used again if the
   * server ends its answer at once.
   */
  public void finish() {
    if (!closed && !ended) {
      closed = true;
      end();
    }
  }

  /** Cancels what has not arrived yet. Repeating this is harmless. */
  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    run.settings().pool.leave(closing);
    cancel();
  }

  private void closedByClient() {
    clientClosed = true;
    cancel();
  }

  private void cancel() {
    if (call != null && !ended) {
      call.cancel();
    }
    // The reader may be in the middle of a read: it closes its answer itself then, on its failure.
    if (closed) {
      response.close();
    }
  }

  private FoveaException broken(IOException e) {
    if (clientClosed || run.settings().pool.isClosed()) {
      return run.ended(CallRun.Ending.CLOSED, e);
    }
    if (Thread.currentThread().isInterrupted()) {
      return run.ended(CallRun.Ending.INTERRUPTED, e);
    }
    if (closed) {
      return run.ended(CallRun.Ending.CANCELLED, e);
    }
    return run.fault(e);
  }

  /** The bytes of the answer; a wait for more of them ends when the thread is interrupted. */
  private final class Incoming extends InputStream {
    private final InputStream in = source.inputStream();

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      if (source.getBuffer().size() > 0) {
        return in.read(target, offset, length);
      }
      requirePatience();
      InterruptWatcher watcher = run.settings().pool.watcher();
      InterruptWatcher.Watch watch = watcher.begin(EventStream.this::cancel);
      try {
        return in.read(target, offset, length);
      } finally {
        watcher.end(watch);
      }
    }

    // Comments keep the connection alive, but a server that sends nothing else has forgotten us.
    private void requirePatience() throws IOException {
      long waited = run.settings().timing.nanoTime() - waitingSince;
      if (waited > run.settings().timeouts.firstByte().toNanos()) {
        throw new SocketTimeoutException("no event");
      }
    }
  }
}
