package dev.fovea.testkit.server;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fovea.testkit.control.Fault;
import dev.fovea.testkit.control.Faults;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * An answer's body on its way out, where a fault may slow it, break it off or put an error into it.
 */
public final class AnswerStream extends OutputStream {
  /** Thrown through the body's writer where a fault ends the answer; never seen by a client. */
  static final class BrokenOff extends IOException {
    private static final long serialVersionUID = 1L;
    private final Fault.Ending ending;

    BrokenOff(Fault.Ending ending) {
      super("the answer breaks off here on purpose: " + ending);
      this.ending = ending;
    }

    Fault.Ending ending() {
      return ending;
    }
  }

  private final OutputStream socket;
  private final Faults faults;
  private final @Nullable Fault fault;
  private long written;
  private int events;

  AnswerStream(OutputStream socket, Faults faults, @Nullable Fault fault) {
    this.socket = socket;
    this.faults = faults;
    this.fault = fault;
  }

  /**
   * Sends one server-sent event at once.
   *
   * @param data its data, one line
   * @throws IOException when the client is gone
   */
  public void event(String data) throws IOException {
    if (fault != null && fault.eventsBeforeError().filter(n -> events >= n).isPresent()) {
      line(new String(Json.bytes(errorEvent(fault.streamError())), StandardCharsets.UTF_8));
      throw new BrokenOff(Fault.Ending.NORMAL);
    }
    events++;
    line(data);
  }

  private void line(String data) throws IOException {
    write(("data: " + data + "\n\n").getBytes(StandardCharsets.UTF_8));
    flush();
  }

  private static ObjectNode errorEvent(String message) {
    ObjectNode event = Json.object();
    event
        .putObject("error")
        .put("message", message)
        .put("type", "server_error")
        .putNull("param")
        .putNull("code");
    return event;
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    if (fault == null) {
      socket.write(bytes, offset, length);
      return;
    }
    long allowed = fault.answeredBytes().map(n -> n - written).orElse(Long.MAX_VALUE);
    int part = (int) Math.min(length, Math.max(0, allowed));
    writeSlowly(fault, bytes, offset, part);
    written += part;
    if (part < length || (fault.answeredBytes().isPresent() && allowed == part)) {
      socket.flush();
      throw new BrokenOff(fault.cut());
    }
  }

  private void writeSlowly(Fault slow, byte[] bytes, int offset, int length) throws IOException {
    if (slow.pausePerByte().isZero()) {
      socket.write(bytes, offset, length);
      return;
    }
    for (int i = 0; i < length; i++) {
      try {
        faults.pause(slow.pausePerByte());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new BrokenOff(Fault.Ending.RESET);
      }
      socket.write(bytes, offset + i, 1);
      socket.flush();
    }
  }

  @Override
  public void flush() throws IOException {
    socket.flush();
  }
}
