package dev.fovea.transport;

import java.util.HashSet;
import java.util.Set;

/**
 * Makes interrupts work: the HTTP library does not notice one while it waits for the network. While
 * calls wait, one daemon thread looks at the flags of their threads and cancels what is to stop. It
 * ends by itself when nothing has waited for a while.
 */
final class InterruptWatcher {
  private static final long LOOK_MILLIS = 50;
  // A thread for each call would cost more than one that looks at an empty list for a second.
  private static final int IDLE_LOOKS = 20;

  /** A thread that waits, and how to free it. */
  static final class Watch {
    private final Thread thread;
    private final Runnable cancel;
    private boolean cancelled;

    private Watch(Thread thread, Runnable cancel) {
      this.thread = thread;
      this.cancel = cancel;
    }
  }

  private final String name;
  private final Set<Watch> watches = new HashSet<>();
  private boolean running;
  private boolean closed;

  InterruptWatcher(String name) {
    this.name = name;
  }

  /** Begins to look after the calling thread, until {@link #end}. */
  synchronized Watch begin(Runnable cancel) {
    Watch watch = new Watch(Thread.currentThread(), cancel);
    watches.add(watch);
    if (!running && !closed) {
      running = true;
      Thread thread = new Thread(this::look, name);
      thread.setDaemon(true);
      thread.start();
    }
    return watch;
  }

  /** After this the call is not cancelled any more: its connection may already serve another. */
  synchronized void end(Watch watch) {
    watches.remove(watch);
  }

  synchronized void close() {
    closed = true;
    notifyAll();
  }

  private synchronized void look() {
    int idle = 0;
    // A call may have begun during the last wait: nobody leaves while somebody is looked after.
    while (!watches.isEmpty() || (idle < IDLE_LOOKS && !closed)) {
      idle = watches.isEmpty() ? idle + 1 : 0;
      for (Watch watch : watches) {
        if (!watch.cancelled && watch.thread.isInterrupted()) {
          watch.cancelled = true;
          watch.cancel.run();
        }
      }
      try {
        wait(LOOK_MILLIS);
      } catch (InterruptedException e) {
        // Nobody else knows this thread: looking on is all it is for.
        idle = 0;
      }
    }
    running = false;
  }
}
