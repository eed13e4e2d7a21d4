package dev.fovea.transport;

import dev.fovea.chat.ChatChunk;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The one subscriber's hold on a streamed answer. */
final class ChatSubscription implements Flow.Subscription {
  // Two loops, each running on one thread at a time: `read` waits for the network on a reader
  // thread and fills the queue, `emit` empties it into the subscriber on the callback executor.
  // Each has a counter; who raises it from 0 starts the loop, everybody else only asks for one more
  // round. Hence signals are serial, and a request from within onNext cannot recurse.
  private static final int MOST_WAITING = 32;

  private final Executor readers;
  private final Executor callbacks;
  private final Supplier<CompletableFuture<EventStream>> open;
  private final Function<EventStream, ChunkSource> chunks;
  private final AtomicLong requested = new AtomicLong();
  private final AtomicInteger reading = new AtomicInteger();
  private final AtomicInteger emitting = new AtomicInteger();
  private final AtomicBoolean opened = new AtomicBoolean();
  private final Queue<ChatChunk> waiting = new ConcurrentLinkedQueue<>();
  private volatile Flow.@Nullable Subscriber<? super ChatChunk> subscriber;
  private volatile @Nullable CompletableFuture<EventStream> call;
  private volatile @Nullable ChunkSource source;
  private volatile boolean cancelled;
  private volatile boolean ended;
  private volatile @Nullable Throwable failure;
  private volatile @Nullable Throwable misuse;
  private final AtomicLong emitted = new AtomicLong();
  private long received;

  ChatSubscription(
      Transport transport,
      Supplier<CompletableFuture<EventStream>> open,
      Function<EventStream, ChunkSource> chunks,
      Flow.Subscriber<? super ChatChunk> subscriber) {
    this.readers = transport.readers();
    this.callbacks = transport.callbacks();
    this.open = open;
    this.chunks = chunks;
    this.subscriber = subscriber;
  }

  @Override
  public void request(long count) {
    if (cancelled) {
      return;
    }
    if (count <= 0) {
      misuse = new IllegalArgumentException("a subscriber asks for at least one piece, not " + count
          + " (Reactive Streams rule 3.9)");
      wakeEmitter();
      return;
    }
    requested.accumulateAndGet(count, ChatSubscription::sum);
    if (opened.compareAndSet(false, true)) {
      execute(callbacks, this::open);
    } else {
      wakeEmitter();
    }
  }

  private static long sum(long a, long b) {
    long sum = a + b;
    return sum < 0 ? Long.MAX_VALUE : sum;
  }

  @Override
  public void cancel() {
    if (cancelled) {
      return;
    }
    cancelled = true;
    release();
    // The loop forgets the subscriber, on its own thread.
    wakeEmitter();
  }

  private void release() {
    CompletableFuture<EventStream> pending = call;
    if (pending != null) {
      pending.cancel(true);
    }
    ChunkSource reader = source;
    if (reader != null) {
      reader.close();
    }
  }

  private void open() {
    if (cancelled) {
      return;
    }
    try {
      CompletableFuture<EventStream> pending = open.get();
      call = pending;
      if (cancelled) {
        pending.cancel(true);
      }
      var unused = pending.whenComplete((events, problem) -> {
        if (problem == null) {
          begin(events);
        } else {
          end(problem);
        }
      });
    } catch (RuntimeException e) {
      end(e);
    }
  }

  private void begin(EventStream events) {
    ChunkSource reader = chunks.apply(events);
    source = reader;
    if (cancelled) {
      reader.close();
    } else {
      wakeReader();
    }
  }

  private void end(@Nullable Throwable problem) {
    failure = problem;
    ended = true;
    wakeEmitter();
  }

  private void wakeReader() {
    if (source != null && !ended && reading.getAndIncrement() == 0) {
      execute(readers, this::read);
    }
  }

  private void read() {
    int rounds = 1;
    do {
      while (wantsMore()) {
        receive();
      }
      rounds = reading.addAndGet(-rounds);
    } while (rounds != 0);
  }

  // One piece more than was asked for: it may be the end, which needs no asking.
  private boolean wantsMore() {
    return !cancelled
        && !ended
        && received - emitted.get() < MOST_WAITING
        && received <= requested.get();
  }

  private void receive() {
    ChunkSource reader = source;
    if (reader == null) {
      return;
    }
    try {
      ChatChunk chunk = reader.next();
      if (chunk == null) {
        end(null);
      } else {
        received++;
        waiting.add(chunk);
        wakeEmitter();
      }
    } catch (RuntimeException | Error e) {
      end(e);
    }
  }

  private void wakeEmitter() {
    if (emitting.getAndIncrement() == 0) {
      execute(callbacks, this::emit);
    }
  }

  private void emit() {
    int rounds = 1;
    do {
      try {
        emitWhatIsThere();
      } catch (RuntimeException | Error e) {
        // A subscriber must not throw (rule 2.13): it gets nothing more, its thread's handler
        // hears.
        cancelled = true;
        release();
        forget();
        throw e;
      }
      wakeReader();
      rounds = emitting.addAndGet(-rounds);
    } while (rounds != 0);
  }

  private void emitWhatIsThere() {
    boolean more = true;
    while (more) {
      more = emitNext();
    }
  }

  private boolean emitNext() {
    Flow.Subscriber<? super ChatChunk> target = subscriber;
    if (target == null) {
      return false;
    }
    if (cancelled) {
      forget();
      return false;
    }
    Throwable wrong = misuse;
    if (wrong != null) {
      cancelled = true;
      release();
      forget();
      target.onError(wrong);
      return false;
    }
    boolean last = ended;
    if (emitted.get() < requested.get()) {
      ChatChunk next = waiting.poll();
      if (next != null) {
        emitted.incrementAndGet();
        target.onNext(next);
        return true;
      }
    }
    if (last && waiting.isEmpty()) {
      finish(target);
    }
    return false;
  }

  private void finish(Flow.Subscriber<? super ChatChunk> target) {
    cancelled = true;
    forget();
    Throwable problem = failure;
    if (problem == null) {
      target.onComplete();
    } else {
      target.onError(problem);
    }
  }

  // Rule 3.13: whoever cancelled can be collected.
  private void forget() {
    subscriber = null;
    waiting.clear();
  }

  private static void execute(Executor executor, Runnable loop) {
    try {
      executor.execute(loop);
    } catch (RejectedExecutionException e) {
      // The executor is shut down: the subscriber hears it on this thread rather than never.
      loop.run();
    }
  }
}
