package dev.fovea.openai;

import dev.fovea.config.ResponseMeta;
import dev.fovea.file.RemoteFile;
import dev.fovea.file.UploadRequest;
import dev.fovea.page.Page;
import dev.fovea.provider.CallingFiles;
import dev.fovea.provider.SpecFields;
import dev.fovea.provider.WireObject;
import dev.fovea.transport.Call;
import dev.fovea.transport.Caller;
import dev.fovea.transport.Download;
import dev.fovea.transport.Operation;
import dev.fovea.transport.Transport;
import java.nio.file.CopyOption;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Files at OpenAI. Thread-safe. */
final class OpenAiFiles extends CallingFiles implements OpenAiFileService {
  private static final int LOOKED_THROUGH = 100;

  private static final Operation<Void, RemoteFile> GET = Operation.get("files/{id}")
      .named("get file")
      .receives(WireObject.as(WireFile::toModel))
      .build();
  private static final Operation<Void, WireObject> LIST =
      Operation.get("files").named("list files").receives(WireObject::read).build();
  private static final Operation<Void, ResponseMeta> CONTENT =
      Operation.get("files/{id}/content").named("download file").transfer().build();
  // What is gone already is as good as deleted.
  private static final Operation<Void, ResponseMeta> DELETE =
      Operation.delete("files/{id}").named("delete file").expects(404).build();

  private final Supplier<UploadFacts> facts;

  OpenAiFiles(Transport transport) {
    this(transport, UploadFacts::bundled);
  }

  OpenAiFiles(Transport transport, Supplier<UploadFacts> facts) {
    super(transport);
    this.facts = facts;
  }

  @Override
  protected CompletableFuture<RemoteFile> upload(Caller caller, UploadRequest request) {
    return upload(caller, request, spec -> {});
  }

  private CompletableFuture<RemoteFile> upload(
      Caller caller, UploadRequest request, Consumer<OpenAiUploadSpec> spec) {
    SpecFields own = SpecFields.of(new OpenAiUploadSpec(), spec);
    Upload upload = new Upload(request, own.fields(), facts.get());
    return caller
        .work(unwanted -> upload.check(OpenAiDatasets::rules, unwanted))
        .thenCompose(checked -> checked.send(caller, transport.timing()));
  }

  @Override
  public RemoteFile upload(UploadRequest request, Consumer<OpenAiUploadSpec> spec) {
    return now(caller -> upload(caller, request, spec));
  }

  @Override
  public CompletableFuture<RemoteFile> uploadAsync(
      UploadRequest request, Consumer<OpenAiUploadSpec> spec) {
    return later(caller -> upload(caller, request, spec));
  }

  @Override
  protected CompletableFuture<RemoteFile> get(Caller caller, String fileId) {
    return caller.call(GET.call().path("id", fileId));
  }

  @Override
  protected CompletableFuture<Page<RemoteFile>> list(Caller caller) {
    return list(caller, query -> {});
  }

  private CompletableFuture<Page<RemoteFile>> list(Caller caller, Consumer<OpenAiListQuery> query) {
    SpecFields which = SpecFields.of(new OpenAiListQuery(), query);
    return IdPages.AFTER_ENTRY.page(
        caller, transport, () -> which.query(LIST.call()), WireFile::toModel);
  }

  @Override
  public Page<RemoteFile> list(Consumer<OpenAiListQuery> query) {
    return now(caller -> list(caller, query));
  }

  @Override
  public CompletableFuture<Page<RemoteFile>> listAsync(Consumer<OpenAiListQuery> query) {
    return later(caller -> list(caller, query));
  }

  /** The newest files for a purpose, those of the last moments among them. */
  static Call<WireObject> newest(String purpose) {
    return LIST.call()
        .query("purpose", purpose)
        .query("order", "desc")
        .query("limit", LOOKED_THROUGH);
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
}
