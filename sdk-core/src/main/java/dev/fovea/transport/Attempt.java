package dev.fovea.transport;

/**
 * One sending of a request: how patient it is, and how far it got. Rides on the request as a tag;
 * written by the thread that sends, read when the attempt is over.
 */
final class Attempt {
  final int connectMillis;
  final int readMillis;
  final int writeMillis;
  private volatile boolean begun;
  private volatile boolean sent;
  private volatile boolean answered;

  Attempt(int connectMillis, int readMillis, int writeMillis) {
    this.connectMillis = connectMillis;
    this.readMillis = readMillis;
    this.writeMillis = writeMillis;
  }

  /** A connection is there: from now on bytes may leave the machine. */
  void begin() {
    begun = true;
  }

  /** The last byte of the request was handed to the connection. */
  void markSent() {
    sent = true;
  }

  /** The head of the answer arrived. */
  void markAnswered() {
    answered = true;
  }

  boolean begun() {
    return begun;
  }

  boolean sent() {
    return sent;
  }

  boolean answered() {
    return answered;
  }
}
