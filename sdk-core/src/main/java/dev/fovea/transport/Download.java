package dev.fovea.transport;

import dev.fovea.config.ResponseMeta;
import dev.fovea.disk.WholeFile;
import dev.fovea.error.Failure;
import dev.fovea.error.Outcome;
import dev.fovea.error.UnreadableResponseException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.file.CopyOption;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An answer's bytes on their way to a file, which appears whole or not at all: they go to a
 * temporary one beside it first. When the connection breaks in the middle, the rest is asked for
 * with {@code Range}; a server that answers with the whole again is taken from the beginning. For
 * one download.
 *
 * <p>Only what breaks without a single new byte counts against the client's {@code RetryOptions}:
 * it is an attempt like any other. Local trouble is wrapped, so that it is not tried again.
 */
public final class Download {
  private static final int PIECE = 64 * 1024;
  private static final int MOST_CRUMBS = 10;
  private static final Pattern RANGE =
      Pattern.compile("bytes (\\d{1,18})-\\d{1,18}/(\\d{1,18}|\\*)");

  private final Caller caller;
  private final Supplier<? extends Call<?>> call;
  private final Path target;
  private final CopyOption[] options;
  private @Nullable WholeFile file;
  // Kept open: once a cancelled download is over, another's part may have the same name.
  private @Nullable FileChannel part;
  private long saved;
  private String total = "*";
  private @Nullable String version;
  private int crumbs;
  private boolean over;

  private Download(
      Caller caller, Supplier<? extends Call<?>> call, Path target, CopyOption... options) {
    this.caller = caller;
    this.call = call;
    this.target = target.toAbsolutePath();
    this.options = options;
  }

  /**
   * Begins a call for the bytes of a thing that has an id.
   *
   * @param operation a transfer with an <code>{id}</code> in its path
   * @param id the thing's id
   * @return the call
   */
  public static Call<ResponseMeta> from(Operation<Void, ResponseMeta> operation, String id) {
    return operation.call().path("id", id).header("Accept", "application/binary, */*");
  }

  /**
   * Saves an answer's body. The target is looked at before anything is asked.
   *
   * @param caller makes the calls
   * @param call makes a call of a {@link OperationBuilder#transfer() transfer}, anew for every
   *     request; how it reads its answer does not matter
   * @param target where to save, behind the link if it is a symbolic one; its folder must exist
   * @param options only {@code REPLACE_EXISTING} has a meaning here
   * @return the target
   * @throws UncheckedIOException if the target exists or cannot be written
   */
  public static CompletableFuture<Path> save(
      Caller caller, Supplier<? extends Call<?>> call, Path target, CopyOption... options) {
    Download download = new Download(caller, call, target, options);
    requireFree(target, options);
    return download.next().whenComplete((path, failure) -> download.end());
  }

  /**
   * Looks whether something can be saved, before anything is asked.
   *
   * @param target where to save
   * @param options only {@code REPLACE_EXISTING} has a meaning here
   * @throws UncheckedIOException if the target exists, or its folder does not
   */
  public static void requireFree(Path target, CopyOption... options) {
    Path whole = target.toAbsolutePath();
    boolean replace = Arrays.asList(options).contains(StandardCopyOption.REPLACE_EXISTING);
    if (!replace && Files.exists(whole)) {
      throw failed(
          whole,
          "it exists; pass REPLACE_EXISTING to replace it",
          new FileAlreadyExistsException(whole.toString()));
    }
    if (Files.isDirectory(whole)) {
      throw failed(whole, "it is a folder", new FileAlreadyExistsException(whole.toString()));
    }
    Path folder = folder(whole);
    if (!Files.isDirectory(folder)) {
      throw failed(whole, "its folder does not exist", new NoSuchFileException(folder.toString()));
    }
  }

  private CompletableFuture<Path> next() {
    Call<?> next = call.get().header("Accept-Encoding", "identity");
    long from = saved;
    String known = version;
    if (from > 0) {
      next.header("Range", "bytes=" + from + "-");
      if (known != null) {
        next.header("If-Range", known);
      }
    }
    return caller
        .call(next.<Boolean>receives((body, meta, status) -> take(body, meta, status, from)))
        .thenCompose(whole -> whole ? CompletableFuture.completedFuture(target) : next());
  }

  /** Takes what comes; false when the connection broke and the rest is to be asked for. */
  private boolean take(InputStream body, ResponseMeta meta, int status, long from)
      throws IOException {
    long begin = status == 206 ? begin(meta, from) : 0;
    if (status != 206) {
      Map<String, String> headers = meta.headers();
      String tag = headers.getOrDefault("etag", "");
      // A weak tag promises the same meaning, not the same bytes.
      version = tag.startsWith("\"") ? tag : headers.get("last-modified");
      total = headers.getOrDefault("content-length", "*");
    }
    OutputStream out = open(begin);
    saved = begin;
    if (!copy(body, out, begin)) {
      return false;
    }
    appear();
    return true;
  }

  private long begin(ResponseMeta meta, long from) {
    String range = meta.headers().getOrDefault("content-range", "");
    Matcher parts = RANGE.matcher(range);
    if (from == 0
        || !parts.matches()
        || Long.parseLong(parts.group(1)) != from
        || !(total.equals("*") || parts.group(2).equals("*") || parts.group(2).equals(total))) {
      throw new UnreadableResponseException(
          Failure.builder()
              .message("the answer holds other bytes than those from " + from + " on of " + total
                  + ": '" + range + "'")
              .outcome(Outcome.REJECTED)
              .build(),
          "");
    }
    return from;
  }

  private boolean copy(InputStream body, OutputStream out, long begin) throws IOException {
    byte[] piece = new byte[PIECE];
    while (true) {
      int n;
      try {
        n = body.read(piece);
      } catch (IOException e) {
        if (stays(saved - begin)) {
          return false;
        }
        throw e;
      }
      if (n < 0) {
        return true;
      }
      write(out, piece, n);
      saved += n;
    }
  }

  // A server that hands out crumbs is as good as one that hands out nothing.
  private boolean stays(long gained) {
    crumbs = gained < PIECE ? crumbs + 1 : 0;
    return gained > 0 && crumbs < MOST_CRUMBS;
  }

  private static Path folder(Path target) {
    Path parent = target.getParent();
    return parent == null ? target : parent;
  }

  private synchronized OutputStream open(long begin) {
    try {
      if (over) {
        throw new ClosedChannelException();
      }
      if (part == null) {
        file = WholeFile.beside(target);
        part = FileChannel.open(file.part(), StandardOpenOption.WRITE);
      }
      return Channels.newOutputStream(part.truncate(begin).position(begin));
    } catch (IOException e) {
      throw failed("a temporary file beside it cannot be written", e);
    }
  }

  private void write(OutputStream out, byte[] piece, int count) {
    try {
      out.write(piece, 0, count);
    } catch (IOException e) {
      throw failed("it cannot be written", e);
    }
  }

  private synchronized void appear() {
    try {
      if (part != null && file != null) {
        part.close();
        file.commit(options);
      }
    } catch (FileAlreadyExistsException e) {
      throw failed("it appeared meanwhile", e);
    } catch (IOException e) {
      throw failed("it cannot be written", e);
    }
  }

  // A cancelled download may still be writing: its next byte, or its last step, fails then.
  private synchronized void end() {
    over = true;
    try {
      if (part != null) {
        part.close();
      }
    } catch (IOException e) {
      // It is not wanted any more.
    }
    if (file != null) {
      file.close();
    }
  }

  private UncheckedIOException failed(String why, IOException cause) {
    return failed(target, why, cause);
  }

  private static UncheckedIOException failed(Path target, String why, IOException cause) {
    return new UncheckedIOException("cannot download to " + target + ": " + why, cause);
  }
}
