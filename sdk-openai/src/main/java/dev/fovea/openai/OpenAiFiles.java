package dev.fovea.openai;

import dev.fovea.file.RemoteFile;
import dev.fovea.file.UploadRequest;
import dev.fovea.page.Page;
import dev.fovea.provider.CallingFiles;
import dev.fovea.transport.Caller;
import dev.fovea.transport.Transport;
import java.nio.file.CopyOption;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;

/** Files at OpenAI. Thread-safe. */
final class OpenAiFiles extends CallingFiles implements OpenAiFileService {
  OpenAiFiles(Transport transport) {
    super(transport);
  }

  @Override
  protected CompletableFuture<RemoteFile> upload(Caller caller, UploadRequest request) {
    throw new UnsupportedOperationException();
  }

  @Override
  protected CompletableFuture<RemoteFile> get(Caller caller, String fileId) {
    throw new UnsupportedOperationException();
  }

  @Override
  protected CompletableFuture<Page<RemoteFile>> list(Caller caller) {
    throw new UnsupportedOperationException();
  }

  @Override
  protected CompletableFuture<?> delete(Caller caller, String fileId) {
    throw new UnsupportedOperationException();
  }

  @Override
  protected CompletableFuture<Path> download(
      Caller caller, String fileId, Path target, CopyOption... options) {
    throw new UnsupportedOperationException();
  }
}
