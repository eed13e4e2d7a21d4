package dev.fovea.together;

import dev.fovea.config.WaitOptions;
import dev.fovea.dataset.DatasetRules;
import dev.fovea.error.DatasetException;
import dev.fovea.error.Excerpt;
import dev.fovea.error.Failure;
import dev.fovea.error.JobFailedException;
import dev.fovea.error.Outcome;
import dev.fovea.file.FileService;
import dev.fovea.file.FileStatus;
import dev.fovea.file.RemoteFile;
import dev.fovea.file.UploadRequest;
import dev.fovea.finding.Finding;
import dev.fovea.page.Page;
import dev.fovea.transport.Call;
import dev.fovea.transport.Operation;
import dev.fovea.transport.Poll;
import dev.fovea.transport.Poller;
import dev.fovea.transport.Transport;
import java.nio.file.CopyOption;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Files at Together. Thread-safe. */
final class TogetherFiles implements FileService {
  private static final Logger LOG = LoggerFactory.getLogger(TogetherFiles.class);

  private static final Operation<Void, WireObject> GET =
      Operation.get("files/{id}").named("get file").receives(WireObject::read).build();
  private static final Operation<Void, WireObject> LIST =
      Operation.get("files").named("list files").receives(WireObject::read).build();
  // What is gone already is as good as deleted.
  private static final Operation<Void, Boolean> DELETE = Operation.delete("files/{id}")
      .named("delete file")
      .expects(404)
      .receives((body, meta, status) -> true)
      .build();

  private final Transport transport;
  private final Supplier<DatasetRules> rules;
  private final Supplier<UploadFacts> facts;

  TogetherFiles(Transport transport) {
    // Read when somebody uploads: chat does not need them.
    this(transport, TogetherDatasets::rules, UploadFacts::bundled);
  }

  TogetherFiles(Transport transport, Supplier<DatasetRules> rules, Supplier<UploadFacts> facts) {
    this.transport = transport;
    this.rules = rules;
    this.facts = facts;
  }

  @Override
  public RemoteFile upload(UploadRequest request) {
    Upload upload = Upload.of(request, facts.get());
    upload.check(rules, () -> false);
    Upload.Slot slot = transport.execute(upload.register());
    transport.execute(upload.store(slot));
    return transport.execute(upload.preprocess(slot), WireFile::toModel);
  }

  @Override
  public CompletableFuture<RemoteFile> uploadAsync(UploadRequest request) {
    return Chain.of(chain -> {
      Upload upload = Upload.of(request, facts.get());
      return CompletableFuture.runAsync(
              () -> upload.check(rules, chain::cancelled), transport.readers())
          .thenCompose(checked -> chain.step(() -> transport.executeAsync(upload.register())))
          .thenCompose(slot -> chain
              .step(() -> transport.executeAsync(upload.store(slot)))
              .thenCompose(stored -> chain.step(
                  () -> transport.executeAsync(upload.preprocess(slot), WireFile::toModel))));
    });
  }

  @Override
  public RemoteFile get(String fileId) {
    return transport.execute(GET.call().path("id", fileId), WireFile::toModel);
  }

  @Override
  public CompletableFuture<RemoteFile> getAsync(String fileId) {
    return transport.executeAsync(GET.call().path("id", fileId), WireFile::toModel);
  }

  @Override
  public Page<RemoteFile> list() {
    return transport.execute(LIST.call(), WireFile::page);
  }

  @Override
  public CompletableFuture<Page<RemoteFile>> listAsync() {
    return transport.executeAsync(LIST.call(), WireFile::page);
  }

  @Override
  public void delete(String fileId) {
    transport.execute(DELETE.call().path("id", fileId));
  }

  @Override
  public CompletableFuture<Void> deleteAsync(String fileId) {
    return transport.executeAsync(DELETE.call().path("id", fileId)).thenAccept(gone -> {});
  }

  @Override
  public Path download(String fileId, Path target, CopyOption... options) {
    return transport.execute(content(fileId, Download.to(target, options)));
  }

  @Override
  public CompletableFuture<Path> downloadAsync(String fileId, Path target, CopyOption... options) {
    Download download;
    try {
      download = Download.to(target, options);
    } catch (RuntimeException refused) {
      return CompletableFuture.failedFuture(refused);
    }
    return transport.executeAsync(content(fileId, download));
  }

  private static Call<Path> content(String fileId, Download download) {
    return Operation.get("files/{id}/content")
        .named("download file")
        .transfer()
        .receives((body, meta, status) -> download.save(body))
        .build()
        .call()
        .path("id", fileId)
        .header("Accept", "application/binary");
  }

  @Override
  public RemoteFile await(String fileId, WaitOptions options) {
    return processed(Poller.of(transport).await(poll(fileId, options), () -> get(fileId)));
  }

  @Override
  public CompletableFuture<RemoteFile> awaitAsync(String fileId, WaitOptions options) {
    return Poller.of(transport)
        .awaitAsync(poll(fileId, options), () -> getAsync(fileId))
        .thenApply(TogetherFiles::processed);
  }

  private static Poll<RemoteFile> poll(String fileId, WaitOptions options) {
    Set<String> oddWords = new HashSet<>();
    return Poll.<RemoteFile>of("file", fileId)
        .until(file -> file.status() == FileStatus.READY || file.status() == FileStatus.FAILED)
        .status(RemoteFile::providerStatus)
        .onState(file -> {
          if (file.status() == FileStatus.UNKNOWN && oddWords.add(file.providerStatus())) {
            LOG.warn(
                "together: file {} has the unknown status '{}', taken as still in work",
                fileId,
                Excerpt.of(file.providerStatus(), 100));
          }
        })
        .options(options);
  }

  private static RemoteFile processed(RemoteFile file) {
    if (file.status() == FileStatus.READY) {
      return file;
    }
    String why = file.findings().stream().findFirst().map(Finding::toString).orElse("");
    Failure.Builder failure = Failure.builder()
        .provider("together")
        .operation("wait for file " + file.id())
        .outcome(Outcome.REJECTED);
    boolean wrongData = file.providerStatus().equalsIgnoreCase(WireFile.INVALID_FORMAT)
        || !file.findings().isEmpty();
    if (wrongData) {
      failure.message(
          Excerpt.of("Together finds the data wrong" + (why.isEmpty() ? "" : ": " + why), 1000));
      throw new DatasetException(
          failure.next("mend the data, delete the file and upload it again").build(),
          file.findings());
    }
    throw new JobFailedException(
        failure
            .message("Together could not process it (" + file.providerStatus() + ")")
            .next("upload it again")
            .build(),
        file.id(),
        file.providerStatus(),
        why);
  }
}
