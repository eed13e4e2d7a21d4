package dev.fovea.provider;

import dev.fovea.dataset.DatasetReport;
import dev.fovea.dataset.DatasetRules;
import dev.fovea.error.DatasetException;
import dev.fovea.error.Failure;
import dev.fovea.error.InterruptedCallException;
import dev.fovea.error.Outcome;
import dev.fovea.error.UnreadableResponseException;
import dev.fovea.file.UploadProgress.Phase;
import dev.fovea.file.UploadRequest;
import dev.fovea.finding.Finding;
import dev.fovea.finding.Severity;
import dev.fovea.transport.Caller;
import dev.fovea.transport.Content;
import dev.fovea.transport.FileContent;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A file on its way to a provider: read once before anything is sent, for its hash and for the
 * provider's rules, so that the pass which sends it notices a change. For one upload.
 */
public final class CheckedUpload {
  private static final int BUFFER = 64 * 1024;

  private final String provider;
  private final UploadRequest request;
  private final String name;
  private FileContent file;
  private @Nullable DatasetReport report;
  private @Nullable MessageDigest beside;

  /**
   * Begins an upload; nothing is read yet.
   *
   * @param provider the provider's id
   * @param request what to upload
   * @throws UncheckedIOException if there is no such file
   */
  public CheckedUpload(String provider, UploadRequest request) {
    this.provider = provider;
    this.request = request;
    this.name = request.name().orElseGet(() -> String.valueOf(request.path().getFileName()));
    this.file = Content.file(request.path());
  }

  /** {@return what was asked for} */
  public UploadRequest request() {
    return request;
  }

  /** {@return the name to store it under} */
  public String name() {
    return name;
  }

  /** {@return the bytes to send, with their hash once they were read} */
  public FileContent file() {
    return file;
  }

  /** {@return what the check found; absent when no rules were checked} */
  public Optional<DatasetReport> report() {
    return Optional.ofNullable(report);
  }

  /**
   * Takes another hash in the same pass.
   *
   * @param digest sees every byte of the pass
   */
  public void hashBeside(MessageDigest digest) {
    beside = digest;
  }

  /**
   * Reads the file by the provider's rules.
   *
   * @param rules the rules
   * @param unwanted whether nobody waits any more
   * @throws DatasetException if the check finds an error
   */
  public void check(DatasetRules rules, BooleanSupplier unwanted) {
    read(
        in -> {
          DatasetReport found = rules.check(in, options -> options.sha256(true));
          if (!found.ok()) {
            throw wrong(found);
          }
          report = found;
          return found.sha256().orElse(null);
        },
        unwanted);
  }

  /**
   * Reads the file once.
   *
   * @param pass reads it to its end
   * @param unwanted whether nobody waits any more
   * @throws DatasetException if the file changed meanwhile
   */
  public void read(Pass pass, BooleanSupplier unwanted) {
    PhaseProgress progress = new PhaseProgress(request.progress(), Phase.CHECKING, file.length());
    try (InputStream watched = new WatchedInput(provider, file.open(), progress, unwanted);
        InputStream in = new BufferedInputStream(hashedBeside(watched), BUFFER)) {
      file = file.hashed(pass.read(in));
    } catch (IOException e) {
      throw new UncheckedIOException(provider + ": cannot read " + request.path(), e);
    }
  }

  private InputStream hashedBeside(InputStream in) {
    return beside == null ? in : new DigestInputStream(in, beside);
  }

  /** {@return who hears how much was sent} */
  public PhaseProgress sending() {
    return new PhaseProgress(request.progress(), Phase.UPLOADING, file.length());
  }

  /**
   * {@return the place behind a signed URL} A refusal never repeats the URL.
   *
   * @param provider the provider's id
   * @param signed the URL as it was handed out
   * @param otherwise what to say if it is none
   * @throws UnreadableResponseException if it is none
   */
  public static URI place(String provider, String signed, String otherwise) {
    try {
      URI place = new URI(signed);
      if (place.isAbsolute() && place.getHost() != null) {
        return place;
      }
    } catch (URISyntaxException e) {
      // Told below; the exception would repeat the signed URL.
    }
    throw unexpected(provider, otherwise, "");
  }

  /**
   * {@return the failure of an upload that was answered with something else than expected}
   *
   * @param provider the provider's id
   * @param message what came
   * @param next what to do; empty if there is nothing to say
   */
  public static UnreadableResponseException unexpected(
      String provider, String message, String next) {
    Failure.Builder failure = Failure.builder()
        .provider(provider)
        .operation("upload")
        .message(message)
        .outcome(Outcome.UNKNOWN);
    return new UnreadableResponseException(
        (next.isEmpty() ? failure : failure.next(next)).build(), "");
  }

  /**
   * {@return the failure of an upload, which says what was uploaded} Who was interrupted between
   * two calls knows none of them.
   *
   * @param provider the provider's id
   * @param operation what was done, as messages name it
   * @param failure why it failed
   */
  public static Throwable told(String provider, String operation, Throwable failure) {
    return failure instanceof InterruptedCallException
        ? new InterruptedCallException(Failure.builder()
            .provider(provider)
            .operation(operation)
            .message("the calling thread was interrupted")
            .outcome(Outcome.UNKNOWN)
            .cause(failure)
            .build())
        : failure;
  }

  /**
   * Ends an upload that failed after something was made for it: that is taken away, and whatever
   * comes of this, the upload fails as it did.
   *
   * @param undo takes it away
   * @param operation what was done, as messages name it
   * @param failure why it failed
   * @param <T> what it would have given
   * @return fails
   */
  public <T> CompletableFuture<T> takenBack(
      CompletableFuture<?> undo, String operation, Throwable failure) {
    return undo.handle((gone, late) -> {
          if (late != null) {
            failure.addSuppressed(Caller.unwrapped(late));
          }
          return told(provider, operation, failure);
        })
        .thenCompose(CompletableFuture::failedFuture);
  }

  private DatasetException wrong(DatasetReport found) {
    String first = found.findings().stream()
        .filter(finding -> finding.severity() == Severity.ERROR)
        .findFirst()
        .map(Finding::toString)
        .orElse("");
    return new DatasetException(
        Failure.builder()
            .provider(provider)
            .operation("upload " + name)
            .message("nothing was sent, the check found " + found.errors()
                + (found.errors() == 1 ? " error: " : " errors, first: ") + first)
            .outcome(Outcome.NOT_SENT)
            .next("findings() has them all with their fixes; unchecked() leaves the check to the"
                + " provider")
            .build(),
        found.findings());
  }

  /** A pass over a file. */
  @FunctionalInterface
  public interface Pass {
    /**
     * Reads the bytes to their end.
     *
     * @param in the bytes; left open
     * @return their SHA-256 in lower-case hex; null when it was not taken
     * @throws IOException if they cannot be read
     */
    @Nullable
    String read(InputStream in) throws IOException;
  }
}
