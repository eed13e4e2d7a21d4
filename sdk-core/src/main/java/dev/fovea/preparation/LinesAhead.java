package dev.fovea.preparation;

import dev.fovea.dataset.DatasetLine;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.Queue;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The lines of the input in their order, begun a little ahead of their turn where somebody fetches
 * their pictures meanwhile: at most {@value #LINES} lines, {@value #BYTES} bytes of input and as
 * many pictures as {@link FetchAhead} has room for, each exceeded by its last line alone. For one
 * thread.
 */
final class LinesAhead {
  static final int LINES = 256;

  // Lines with addresses are short; those with pictures in them are not read ahead of their turn.
  static final long BYTES = 1024 * 1024;

  private final Iterator<DatasetLine> input;
  private final Function<DatasetLine, LineDraft> begin;
  private final FetchAhead pictures;
  private final Queue<LineDraft> begun = new ArrayDeque<>();
  private long read;
  private long taken;
  private boolean ended;
  private @Nullable RuntimeException failure;

  LinesAhead(
      Iterator<DatasetLine> input, Function<DatasetLine, LineDraft> begin, FetchAhead pictures) {
    this.input = input;
    this.begin = begin;
    this.pictures = pictures;
  }

  /** {@return the next line; null behind the last} */
  @Nullable
  LineDraft next() {
    while (!ended && (begun.isEmpty() || hasRoom())) {
      read();
    }
    LineDraft line = begun.poll();
    if (line != null) {
      taken = line.end();
    } else if (failure != null) {
      throw failure;
    }
    return line;
  }

  private boolean hasRoom() {
    return pictures.hasRoom() && begun.size() < LINES && read - taken < BYTES;
  }

  private void read() {
    try {
      if (input.hasNext()) {
        LineDraft line = begin.apply(input.next());
        read = line.end();
        begun.add(line);
      } else {
        ended = true;
      }
    } catch (RuntimeException e) {
      // The lines before it come first, and are heard of.
      failure = e;
      ended = true;
    }
  }
}
