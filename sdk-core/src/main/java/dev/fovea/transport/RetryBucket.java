package dev.fovea.transport;

/**
 * What a client may still spend on repeats. Each repeat costs, each success pays a little back:
 * when the server is down for everyone, repeating stops by itself. Thread-safe.
 */
final class RetryBucket {
  private final int capacity;
  private int tokens;

  RetryBucket(int capacity) {
    this.capacity = capacity;
    this.tokens = capacity;
  }

  synchronized boolean take(int cost) {
    if (tokens < cost) {
      return false;
    }
    tokens -= cost;
    return true;
  }

  synchronized void success() {
    tokens = Math.min(capacity, tokens + 1);
  }
}
