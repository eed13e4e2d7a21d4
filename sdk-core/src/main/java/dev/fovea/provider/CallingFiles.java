package dev.fovea.provider;

import dev.fovea.config.WaitOptions;
import dev.fovea.error.DatasetException;
import dev.fovea.error.Excerpt;
import dev.fovea.error.Failure;
import dev.fovea.error.FoveaException;
import dev.fovea.error.JobFailedException;
import dev.fovea.error.Outcome;
import dev.fovea.file.FileService;
import dev.fovea.file.FileStatus;
import dev.fovea.file.RemoteFile;
import dev.fovea.file.UploadRequest;
import dev.fovea.finding.Finding;
import dev.fovea.page.Page;
import dev.fovea.transport.Caller;
import dev.fovea.transport.Poll;
import dev.fovea.transport.Transport;
import java.nio.file.CopyOption;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Files of a provider: each flow once, both ways to run it. Thread-safe. */
public abstract class CallingFiles extends CallingService implements FileService {
  private static final Logger LOG = LoggerFactory.getLogger(CallingFiles.class);

  /**
   * For a provider's own files.
   *
   * @param transport makes the calls
   */
  protected CallingFiles(Transport transport) {
    super(transport);
  }

  /**
   * Checks a file and sends it.
   *
   * @param caller makes the calls
   * @param request what to upload
   * @return the file as the provider knows it
   */
  protected abstract CompletableFuture<RemoteFile> upload(Caller caller, UploadRequest request);

  /**
   * Reads about a file.
   *
   * @param caller makes the calls
   * @param fileId the file
   * @return the file
   */
  protected abstract CompletableFuture<RemoteFile> get(Caller caller, String fileId);

  /**
   * Lists the files.
   *
   * @param caller makes the calls
   * @return the first page
   */
  protected abstract CompletableFuture<Page<RemoteFile>> list(Caller caller);

  /**
   * Deletes a file; one that is gone is no failure.
   *
   * @param caller makes the calls
   * @param fileId the file
   * @return completes when it is gone
   */
  protected abstract CompletableFuture<?> delete(Caller caller, String fileId);

  /**
   * Saves a file's content.
   *
   * @param caller makes the calls
   * @param fileId the file
   * @param target where to
   * @param options how to treat what stands there
   * @return the target
   */
  protected abstract CompletableFuture<Path> download(
      Caller caller, String fileId, Path target, CopyOption... options);

  @Override
  public RemoteFile upload(UploadRequest request) {
    return now(caller -> upload(caller, request));
  }

  @Override
  public CompletableFuture<RemoteFile> uploadAsync(UploadRequest request) {
    return later(caller -> upload(caller, request));
  }

  @Override
  public RemoteFile get(String fileId) {
    return now(caller -> get(caller, fileId));
  }

  @Override
  public CompletableFuture<RemoteFile> getAsync(String fileId) {
    return later(caller -> get(caller, fileId));
  }

  @Override
  public Page<RemoteFile> list() {
    return now(this::list);
  }

  @Override
  public CompletableFuture<Page<RemoteFile>> listAsync() {
    return later(this::list);
  }

  @Override
  public void delete(String fileId) {
    done(caller -> delete(caller, fileId));
  }

  @Override
  public CompletableFuture<Void> deleteAsync(String fileId) {
    return doneLater(caller -> delete(caller, fileId));
  }

  @Override
  public Path download(String fileId, Path target, CopyOption... options) {
    return now(caller -> download(caller, fileId, target, options));
  }

  @Override
  public CompletableFuture<Path> downloadAsync(String fileId, Path target, CopyOption... options) {
    return later(caller -> download(caller, fileId, target, options));
  }

  @Override
  public RemoteFile await(String fileId, WaitOptions options) {
    return now(caller -> processed(caller, fileId, options));
  }

  @Override
  public CompletableFuture<RemoteFile> awaitAsync(String fileId, WaitOptions options) {
    return later(caller -> processed(caller, fileId, options));
  }

  /**
   * Waits until the provider has looked at a file.
   *
   * @param caller makes the calls
   * @param fileId the file
   * @param options how patient to be
   * @return the file, ready
   */
  protected final CompletableFuture<RemoteFile> processed(
      Caller caller, String fileId, WaitOptions options) {
    return caller.await(poll(fileId, options), () -> get(caller, fileId)).thenApply(this::ready);
  }

  private Poll<RemoteFile> poll(String fileId, WaitOptions options) {
    Set<String> oddWords = new HashSet<>();
    return Poll.<RemoteFile>of("file", fileId)
        .until(file -> file.status() == FileStatus.READY || file.status() == FileStatus.FAILED)
        .status(RemoteFile::providerStatus)
        .onState(file -> {
          if (file.status() == FileStatus.UNKNOWN && oddWords.add(file.providerStatus())) {
            LOG.warn(
                "{}: file {} has the unknown status '{}', taken as still in work",
                provider(),
                fileId,
                Excerpt.of(file.providerStatus(), 100));
          }
        })
        .options(options);
  }

  private RemoteFile ready(RemoteFile file) {
    if (file.status() == FileStatus.READY) {
      return file;
    }
    throw unusable(file);
  }

  /**
   * {@return whether the provider refused a file for what is in it, not for a fault of its own}
   *
   * @param file a file that failed
   */
  protected boolean wrongData(RemoteFile file) {
    return !file.findings().isEmpty();
  }

  private FoveaException unusable(RemoteFile file) {
    String why = file.findings().stream().findFirst().map(Finding::toString).orElse("");
    Failure.Builder failure = Failure.builder()
        .provider(provider())
        .operation("wait for file " + file.id())
        .outcome(Outcome.REJECTED);
    if (wrongData(file)) {
      failure.message(Excerpt.of(
          "the provider finds the data wrong" + (why.isEmpty() ? "" : ": " + why), 1000));
      return new DatasetException(
          failure.next("mend the data, delete the file and upload it again").build(),
          file.findings());
    }
    return new JobFailedException(
        failure
            .message("the provider could not process it (" + file.providerStatus() + ")")
            .next("upload it again")
            .build(),
        file.id(),
        file.providerStatus(),
        why);
  }
}
