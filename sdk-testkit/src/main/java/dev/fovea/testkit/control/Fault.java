package dev.fovea.testkit.control;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * One thing that goes wrong, for a number of requests to one path. Each setter says one more thing
 * about it and returns the same fault. For the thread that sets it up; the server then reads it
 * from its own threads.
 */
public final class Fault {
  /** How a fault ends the answer. */
  public enum Ending {
    /** The answer arrives as it should. */
    NORMAL,
    /** The connection is reset (RST) instead of an answer. */
    RESET,
    /** No answer ever comes; the connection stays open. */
    STALL,
    /** A status line that is not HTTP, then the connection closes. */
    GARBAGE
  }

  private int remaining;
  private String method = "*";
  private PathPattern path = new PathPattern("**");
  private boolean armed;
  private Ending ending = Ending.NORMAL;
  private boolean workDone;
  private int status;
  private String body = "";
  private final Map<String, String> headers = new LinkedHashMap<>();
  private Duration delay = Duration.ZERO;
  private Duration pausePerByte = Duration.ZERO;
  private long answeredBytes = -1;
  private Ending cut = Ending.NORMAL;
  private int eventsBeforeError = -1;
  private String streamError = "";

  Fault(int times) {
    if (times < 1) {
      throw new IllegalArgumentException(
          "a fault needs at least one request to disturb, but times is " + times);
    }
    this.remaining = times;
  }

  /**
   * Says which requests it disturbs; without this, any.
   *
   * @param method the method, or {@code *}
   * @param path the path from the root; {@code *} or {@code {name}} stands for any one segment, a
   *     final {@code **} for any rest
   * @return this fault
   */
  public synchronized Fault to(String method, String path) {
    this.method = method;
    this.path = new PathPattern(path);
    return this;
  }

  /**
   * Answers with a status instead of doing the work. The body is the provider's error object unless
   * {@link #body} says otherwise.
   *
   * @param status the status, 100 to 999
   * @return this fault
   */
  public synchronized Fault status(int status) {
    this.status = status;
    return armed();
  }

  /**
   * Adds a header to the answer, disturbed or not.
   *
   * @param name the header's name
   * @param value its value, sent as it stands
   * @return this fault
   */
  public synchronized Fault header(String name, String value) {
    headers.put(name, value);
    return armed();
  }

  /**
   * Sets the body that goes with {@link #status}, such as an error page of a proxy.
   *
   * @param contentType the value of the content type header
   * @param body the text
   * @return this fault
   */
  public synchronized Fault body(String contentType, String body) {
    headers.put("Content-Type", contentType);
    this.body = body;
    return this;
  }

  /**
   * Resets the connection after the request was read, before any answer and before any work.
   *
   * @return this fault
   */
  public synchronized Fault reset() {
    this.ending = Ending.RESET;
    return armed();
  }

  /**
   * Does the work and then resets the connection: the answer is lost, what was created exists.
   *
   * @return this fault
   */
  public synchronized Fault loseAnswer() {
    this.workDone = true;
    return reset();
  }

  /**
   * Waits in real time before the request is handled.
   *
   * @param delay how long
   * @return this fault
   */
  public synchronized Fault delay(Duration delay) {
    this.delay = delay;
    return armed();
  }

  /**
   * Reads the request and never answers, until the client gives up, the faults are cleared or the
   * server closes.
   *
   * @return this fault
   */
  public synchronized Fault stall() {
    this.ending = Ending.STALL;
    return armed();
  }

  /**
   * Does the work and then never answers: the client times out, what was created exists.
   *
   * @return this fault
   */
  public synchronized Fault stallAfterWork() {
    this.workDone = true;
    return stall();
  }

  /**
   * Answers with bytes that are not HTTP.
   *
   * @return this fault
   */
  public synchronized Fault garbage() {
    this.ending = Ending.GARBAGE;
    return armed();
  }

  /**
   * Resets the connection in the middle of the answer's body.
   *
   * @param bytes how many bytes of the body still arrive
   * @return this fault
   */
  public synchronized Fault cutAfterBytes(long bytes) {
    this.answeredBytes = bytes;
    this.cut = Ending.RESET;
    return armed();
  }

  /**
   * Stops sending in the middle of the answer's body and keeps the connection open.
   *
   * @param bytes how many bytes of the body still arrive
   * @return this fault
   */
  public synchronized Fault stallAfterBytes(long bytes) {
    this.answeredBytes = bytes;
    this.cut = Ending.STALL;
    return armed();
  }

  /**
   * Sends the answer's body one byte at a time.
   *
   * @param pausePerByte the pause before each byte
   * @return this fault
   */
  public synchronized Fault trickle(Duration pausePerByte) {
    this.pausePerByte = pausePerByte;
    return armed();
  }

  /**
   * Sends an error event inside a stream that began with status 200, and ends the stream there.
   *
   * @param events how many events of the real answer come first
   * @param message the error's message
   * @return this fault
   */
  public synchronized Fault streamError(int events, String message) {
    this.eventsBeforeError = events;
    this.streamError = message;
    return armed();
  }

  /** {@return how the answer ends instead of arriving} */
  public synchronized Ending ending() {
    return ending;
  }

  /** {@return whether the work is done although the answer never arrives} */
  public synchronized boolean isWorkDone() {
    return workDone;
  }

  /** {@return the status to answer with; absent when the work shall be done} */
  public synchronized Optional<Integer> status() {
    return status == 0 ? Optional.empty() : Optional.of(status);
  }

  /** {@return the body for the status, or an empty text for the provider's own error object} */
  public synchronized String body() {
    return body;
  }

  /** {@return the headers to add} */
  public synchronized Map<String, String> headers() {
    return Map.copyOf(headers);
  }

  /** {@return the real time to wait first, often zero} */
  public synchronized Duration delay() {
    return delay;
  }

  /** {@return the real time to wait before each byte of the body, often zero} */
  public synchronized Duration pausePerByte() {
    return pausePerByte;
  }

  /** {@return after how many bytes of the body the answer breaks off; absent when it does not} */
  public synchronized Optional<Long> answeredBytes() {
    return answeredBytes < 0 ? Optional.empty() : Optional.of(answeredBytes);
  }

  /** {@return what happens where the answer breaks off, a reset or a stall} */
  public synchronized Ending cut() {
    return cut;
  }

  /**
   * {@return after how many events a stream breaks with an error event; absent when it does not}
   */
  public synchronized Optional<Integer> eventsBeforeError() {
    return eventsBeforeError < 0 ? Optional.empty() : Optional.of(eventsBeforeError);
  }

  /** {@return the message of the error event} */
  public synchronized String streamError() {
    return streamError;
  }

  synchronized boolean strikes(String requestMethod, String requestPath) {
    boolean hit = armed
        && remaining > 0
        && (method.equals("*") || method.equalsIgnoreCase(requestMethod))
        && path.matches(requestPath);
    if (hit) {
      remaining--;
    }
    return hit;
  }

  synchronized boolean isUsedUp() {
    return remaining == 0;
  }

  synchronized int remaining() {
    return remaining;
  }

  private Fault armed() {
    armed = true;
    return this;
  }
}
