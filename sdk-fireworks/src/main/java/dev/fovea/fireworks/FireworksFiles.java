package dev.fovea.fireworks;

import dev.fovea.file.RemoteFile;
import dev.fovea.file.UploadRequest;
import dev.fovea.page.Page;
import dev.fovea.provider.CallingFiles;
import dev.fovea.transport.Caller;
import dev.fovea.transport.Transport;
import java.nio.file.CopyOption;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;

/** Files at Fireworks. Thread-safe. */
final class FireworksFiles extends CallingFiles implements FireworksFileService {
  private final Account account;

  FireworksFiles(Transport transport, Account account) {
    super(transport);
    this.account = account;
  }

  @Override
  protected CompletableFuture<RemoteFile> upload(Caller caller, UploadRequest request) {
    throw new UnsupportedOperationException("being built");
  }

  @Override
  protected CompletableFuture<RemoteFile> get(Caller caller, String fileId) {
    throw new UnsupportedOperationException("being built");
  }

  @Override
  protected CompletableFuture<Page<RemoteFile>> list(Caller caller) {
    throw new UnsupportedOperationException("being built");
  }

  @Override
  protected CompletableFuture<?> delete(Caller caller, String fileId) {
    throw new UnsupportedOperationException("being built");
  }

  @Override
  protected CompletableFuture<Path> download(
      Caller caller, String fileId, Path target, CopyOption... options) {
    throw new UnsupportedOperationException("being built");
  }
}
