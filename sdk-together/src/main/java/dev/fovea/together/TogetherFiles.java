package dev.fovea.together;

import dev.fovea.config.ResponseMeta;
import dev.fovea.dataset.DatasetRules;
import dev.fovea.file.RemoteFile;
import dev.fovea.file.UploadRequest;
import dev.fovea.page.Page;
import dev.fovea.provider.CallingFiles;
import dev.fovea.provider.WireObject;
import dev.fovea.transport.Call;
import dev.fovea.transport.Caller;
import dev.fovea.transport.Download;
import dev.fovea.transport.Operation;
import dev.fovea.transport.Transport;
import java.nio.file.CopyOption;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;
import java.util.function.Supplier;

/** Files at Together. Thread-safe. */
final class TogetherFiles extends CallingFiles implements TogetherFileService {
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

  private final Supplier<DatasetRules> rules;
  private final Supplier<UploadFacts> facts;

  TogetherFiles(Transport transport) {
    // Read when somebody uploads: chat does not need them.
    this(transport, TogetherDatasets::rules, UploadFacts::bundled);
  }

  TogetherFiles(Transport transport, Supplier<DatasetRules> rules, Supplier<UploadFacts> facts) {
    super(transport);
    this.rules = rules;
    this.facts = facts;
  }

  @Override
  protected CompletableFuture<RemoteFile> upload(Caller caller, UploadRequest request) {
    return upload(caller, request, Upload::send);
  }

  @Override
  public RemoteFile uploadAtOnce(UploadRequest request) {
    return now(caller -> upload(caller, request, Upload::sendAtOnce));
  }

  @Override
  public CompletableFuture<RemoteFile> uploadAtOnceAsync(UploadRequest request) {
    return later(caller -> upload(caller, request, Upload::sendAtOnce));
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
  protected CompletableFuture<RemoteFile> get(Caller caller, String fileId) {
    return caller.call(look(fileId));
  }

  @Override
  protected CompletableFuture<Page<RemoteFile>> list(Caller caller) {
    return caller.call(LIST.call());
  }

  @Override
  protected CompletableFuture<?> delete(Caller caller, String fileId) {
    return caller.call(DELETE.call().path("id", fileId));
  }

  @Override
  protected CompletableFuture<Path> download(
      Caller caller, String fileId, Path target, CopyOption... options) {
    return Download.save(caller, () -> Download.from(CONTENT, fileId), target, options);
  }

  @Override
  protected boolean wrongData(RemoteFile file) {
    return file.providerStatus().equalsIgnoreCase(WireFile.INVALID_FORMAT) || super.wrongData(file);
  }
}
