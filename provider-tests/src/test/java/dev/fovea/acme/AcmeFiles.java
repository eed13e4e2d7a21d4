package dev.fovea.acme;

import dev.fovea.config.ResponseMeta;
import dev.fovea.file.FileStatus;
import dev.fovea.file.RemoteFile;
import dev.fovea.file.UploadRequest;
import dev.fovea.page.Page;
import dev.fovea.provider.CallingFiles;
import dev.fovea.provider.CheckedUpload;
import dev.fovea.provider.Listing;
import dev.fovea.provider.ServerFindings;
import dev.fovea.provider.WireObject;
import dev.fovea.transport.Caller;
import dev.fovea.transport.Download;
import dev.fovea.transport.FileContent;
import dev.fovea.transport.Operation;
import dev.fovea.transport.Transport;
import java.nio.file.CopyOption;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;

/** Files at Acme, which calls them material. Thread-safe. */
final class AcmeFiles extends CallingFiles {
  /** How all of Acme's listings go on. */
  static final Listing PAGES = new Listing(Caller::call, "after", "more");

  private static final Operation<Void, RemoteFile> UPLOAD = Operation.post("material")
      .named("upload file")
      .transfer()
      .whenUnknown("files().list() shows whether it is there")
      .receives(WireObject.as(AcmeFiles::read))
      .build();
  private static final Operation<Void, RemoteFile> GET = Operation.get("material/{ref}")
      .named("get file")
      .receives(WireObject.as(AcmeFiles::read))
      .build();
  private static final Operation<Void, WireObject> LIST =
      Operation.get("material").named("list files").receives(WireObject::read).build();
  private static final Operation<Void, ResponseMeta> BYTES =
      Operation.get("material/{ref}/bytes").named("download file").transfer().build();
  // What is gone already is as good as deleted.
  private static final Operation<Void, Boolean> DELETE = Operation.delete("material/{ref}")
      .named("delete file")
      .expects(404)
      .receives((body, meta, status) -> true)
      .build();

  AcmeFiles(Transport transport) {
    super(transport);
  }

  @Override
  protected CompletableFuture<RemoteFile> upload(Caller caller, UploadRequest request) {
    CheckedUpload upload = new CheckedUpload(AcmeProvider.ID, request);
    return caller
        .work(unwanted -> {
          if (request.checked()) {
            upload.check(AcmeDatasets.rules(), unwanted);
          } else {
            upload.read(FileContent::sha256, unwanted);
          }
          return upload;
        })
        .thenCompose(checked -> caller.call(UPLOAD
            .call()
            .named("upload " + checked.name())
            .query("title", checked.name())
            .body(checked.file())
            .progress(checked.sending())));
  }

  @Override
  protected CompletableFuture<RemoteFile> get(Caller caller, String fileId) {
    return caller.call(GET.call().path("ref", fileId));
  }

  @Override
  protected CompletableFuture<Page<RemoteFile>> list(Caller caller) {
    return PAGES.page(
        caller,
        transport,
        LIST::call,
        answer ->
            answer.requiredObjects("entries").stream().map(AcmeFiles::read).toList());
  }

  @Override
  protected CompletableFuture<?> delete(Caller caller, String fileId) {
    return caller.call(DELETE.call().path("ref", fileId));
  }

  @Override
  protected CompletableFuture<Path> download(
      Caller caller, String fileId, Path target, CopyOption... options) {
    return Download.save(caller, () -> BYTES.call().path("ref", fileId), target, options);
  }

  private static RemoteFile read(WireObject wire) {
    String word = wire.text("state").orElse("");
    RemoteFile.Builder file = RemoteFile.builder()
        .id(wire.required("ref"))
        .filename(wire.text("title").orElse(""))
        .bytes(wire.integer("size").orElse(0L))
        .purpose("fine-tune")
        .providerStatus(word)
        .status(status(word))
        .findings(ServerFindings.of(AcmeProvider.ID, wire.text("flaw").orElse("")))
        .meta(wire.meta());
    wire.time("at").ifPresent(file::createdAt);
    wire.integer("examples").ifPresent(file::lineCount);
    return file.additionalProperties(wire.rest()).build();
  }

  private static FileStatus status(String word) {
    return switch (word) {
      case "reading" -> FileStatus.PROCESSING;
      case "fine" -> FileStatus.READY;
      case "flawed" -> FileStatus.FAILED;
      default -> FileStatus.UNKNOWN;
    };
  }
}
