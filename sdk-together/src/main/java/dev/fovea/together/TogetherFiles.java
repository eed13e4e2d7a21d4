package dev.fovea.together;

import dev.fovea.config.ResponseMeta;
import dev.fovea.config.WaitOptions;
import dev.fovea.dataset.DatasetRules;
import dev.fovea.error.DatasetException;
import dev.fovea.error.Excerpt;
import dev.fovea.error.Failure;
import dev.fovea.error.JobFailedException;
import dev.fovea.error.Outcome;
import dev.fovea.file.FileStatus;
import dev.fovea.file.RemoteFile;
import dev.fovea.file.UploadRequest;
import dev.fovea.finding.Finding;
import dev.fovea.page.Page;
import dev.fovea.provider.WireObject;
import dev.fovea.transport.Call;
import dev.fovea.transport.Caller;
import dev.fovea.transport.Download;
import dev.fovea.transport.Operation;
import dev.fovea.transport.Poll;
import dev.fovea.transport.Transport;
import java.nio.file.CopyOption;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Files at Together. Thread-safe. */
final class TogetherFiles implements TogetherFileService {
  private static final Logger LOG = LoggerFactory.getLogger(TogetherFiles.class);

  private static final Operation<Void, RemoteFile> GET = Operation.get("files/{id}")
      .named("get file")
      .receives(WireObject.as(WireFile::toModel))
      .build();
  private static final Operation<Void, Page<RemoteFile>> LIST = Operation.get("files")
      .named("list files")
      .receives(WireObject.as(WireFile::page))
      .build();
  private static final Operation<Void, ResponseMeta> CONTENT =
      Operation.get("files/{id}/content").named("download file").transfer().build();
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
    return Caller.now(transport, caller -> upload(caller, request, Upload::send));
  }

  @Override
  public CompletableFuture<RemoteFile> uploadAsync(UploadRequest request) {
    return Caller.later(transport, caller -> upload(caller, request, Upload::send));
  }

  @Override
  public RemoteFile uploadAtOnce(UploadRequest request) {
    return Caller.now(transport, caller -> upload(caller, request, Upload::sendAtOnce));
  }

  @Override
  public CompletableFuture<RemoteFile> uploadAtOnceAsync(UploadRequest request) {
    return Caller.later(transport, caller -> upload(caller, request, Upload::sendAtOnce));
  }

  private CompletableFuture<RemoteFile> upload(
      Caller caller,
      UploadRequest request,
      BiFunction<Upload, Caller, CompletableFuture<RemoteFile>> send) {
    Upload upload = new Upload(request, facts.get());
    return caller
        .work(unwanted -> upload.check(rules, unwanted))
        .thenCompose(checked -> send.apply(checked, caller));
  }

  static Call<RemoteFile> look(String fileId) {
    return GET.call().path("id", fileId);
  }

  @Override
  public RemoteFile get(String fileId) {
    return transport.execute(look(fileId));
  }

  @Override
  public CompletableFuture<RemoteFile> getAsync(String fileId) {
    return transport.executeAsync(look(fileId));
  }

  @Override
  public Page<RemoteFile> list() {
    return transport.execute(LIST.call());
  }

  @Override
  public CompletableFuture<Page<RemoteFile>> listAsync() {
    return transport.executeAsync(LIST.call());
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
    return Caller.now(
        transport, caller -> Download.save(caller, () -> content(fileId), target, options));
  }

  @Override
  public CompletableFuture<Path> downloadAsync(String fileId, Path target, CopyOption... options) {
    return Caller.later(
        transport, caller -> Download.save(caller, () -> content(fileId), target, options));
  }

  private static Call<ResponseMeta> content(String fileId) {
    return CONTENT.call().path("id", fileId).header("Accept", "application/binary, */*");
  }

  @Override
  public RemoteFile await(String fileId, WaitOptions options) {
    return Caller.now(transport, caller -> processed(caller, fileId, options));
  }

  @Override
  public CompletableFuture<RemoteFile> awaitAsync(String fileId, WaitOptions options) {
    return Caller.later(transport, caller -> processed(caller, fileId, options));
  }

  private static CompletableFuture<RemoteFile> processed(
      Caller caller, String fileId, WaitOptions options) {
    return caller
        .await(poll(fileId, options), () -> caller.call(look(fileId)))
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
