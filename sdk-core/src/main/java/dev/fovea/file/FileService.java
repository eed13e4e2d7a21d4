package dev.fovea.file;

import dev.fovea.config.WaitOptions;
import dev.fovea.page.Page;
import java.nio.file.CopyOption;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * Files at one provider. Thread-safe.
 *
 * <p>Every call may throw a {@link dev.fovea.error.FoveaException}; a local file that cannot be
 * read or written is a {@link java.io.UncheckedIOException}. Futures complete with the same
 * exceptions; cancelling one cancels the call.
 */
public interface FileService {
  /**
   * Checks a file for fine-tuning by the provider's rules and uploads it. Nothing is sent when the
   * check finds an error.
   *
   * @param path a regular, readable file that does not change meanwhile
   * @return the stored file; the provider may still be processing it, see {@link #await(String)}
   * @throws dev.fovea.error.DatasetException if the check finds errors
   */
  default RemoteFile upload(Path path) {
    return upload(UploadRequest.builder().path(path).build());
  }

  /**
   * Checks and uploads a file for fine-tuning and tells how far it is.
   *
   * @param path a regular, readable file that does not change meanwhile
   * @param progress called on this thread
   * @return the stored file
   * @throws dev.fovea.error.DatasetException if the check finds errors
   */
  default RemoteFile upload(Path path, UploadProgress progress) {
    return upload(UploadRequest.builder().path(path).progress(progress).build());
  }

  /**
   * Uploads a file as the request says.
   *
   * @param request which file, what for, checked or not
   * @return the stored file
   * @throws dev.fovea.error.DatasetException if the check finds errors
   */
  RemoteFile upload(UploadRequest request);

  /**
   * Uploads a file as the request says.
   *
   * @param spec fills the request
   * @return the stored file
   * @throws dev.fovea.error.DatasetException if the check finds errors
   */
  default RemoteFile upload(Consumer<UploadRequest.Builder> spec) {
    UploadRequest.Builder request = UploadRequest.builder();
    spec.accept(request);
    return upload(request.build());
  }

  /**
   * Checks and uploads a file for fine-tuning without holding the calling thread.
   *
   * @param path a regular, readable file that does not change meanwhile
   * @return the stored file
   */
  default CompletableFuture<RemoteFile> uploadAsync(Path path) {
    return uploadAsync(UploadRequest.builder().path(path).build());
  }

  /**
   * Checks and uploads a file for fine-tuning and tells how far it is.
   *
   * @param path a regular, readable file that does not change meanwhile
   * @param progress called on the thread that does the work
   * @return the stored file
   */
  default CompletableFuture<RemoteFile> uploadAsync(Path path, UploadProgress progress) {
    return uploadAsync(UploadRequest.builder().path(path).progress(progress).build());
  }

  /**
   * Uploads a file as the request says, without holding the calling thread.
   *
   * @param request which file, what for, checked or not
   * @return the stored file
   */
  CompletableFuture<RemoteFile> uploadAsync(UploadRequest request);

  /**
   * Uploads a file as the request says, without holding the calling thread.
   *
   * @param spec fills the request
   * @return the stored file
   */
  default CompletableFuture<RemoteFile> uploadAsync(Consumer<UploadRequest.Builder> spec) {
    UploadRequest.Builder request = UploadRequest.builder();
    spec.accept(request);
    return uploadAsync(request.build());
  }

  /**
   * Asks for one file's description.
   *
   * @param fileId the provider's id
   * @return the file as the provider describes it now
   * @throws dev.fovea.error.NotFoundException if there is no such file
   */
  RemoteFile get(String fileId);

  /**
   * Asks for one file's description.
   *
   * @param fileId the provider's id
   * @return the file as the provider describes it now
   */
  CompletableFuture<RemoteFile> getAsync(String fileId);

  /** {@return the account's files, in the provider's order} */
  Page<RemoteFile> list();

  /** {@return the account's files, in the provider's order} */
  CompletableFuture<Page<RemoteFile>> listAsync();

  /**
   * Deletes a file. One that is already gone is fine.
   *
   * @param fileId the provider's id
   */
  void delete(String fileId);

  /**
   * Deletes a file. One that is already gone is fine.
   *
   * @param fileId the provider's id
   * @return completes when the file is gone
   */
  CompletableFuture<Void> deleteAsync(String fileId);

  /**
   * Saves a file's content. The target appears whole or not at all: the bytes go to a temporary
   * file beside it first. A file that is already there stays and the call fails before anything is
   * asked, unless {@link java.nio.file.StandardCopyOption#REPLACE_EXISTING} is given.
   *
   * @param fileId the provider's id
   * @param target where to save; its folder must exist
   * @param options only {@code REPLACE_EXISTING} has a meaning here
   * @return the target
   * @throws java.io.UncheckedIOException if the target exists or cannot be written
   */
  Path download(String fileId, Path target, CopyOption... options);

  /**
   * Saves a file's content as {@link #download} does, without holding the calling thread.
   *
   * @param fileId the provider's id
   * @param target where to save; its folder must exist
   * @param options only {@code REPLACE_EXISTING} has a meaning here
   * @return the target
   */
  CompletableFuture<Path> downloadAsync(String fileId, Path target, CopyOption... options);

  /**
   * Waits until the provider has processed a file, with the default patience.
   *
   * @param fileId the provider's id
   * @return the file, ready for use
   * @throws dev.fovea.error.DatasetException if the provider finds the data wrong
   * @throws dev.fovea.error.JobFailedException if the provider could not process it
   * @throws dev.fovea.error.WaitTimeoutException if time is up; the provider goes on
   */
  default RemoteFile await(String fileId) {
    return await(fileId, WaitOptions.builder().build());
  }

  /**
   * Waits until the provider has processed a file.
   *
   * @param fileId the provider's id
   * @param options how long to wait and how often to ask
   * @return the file, ready for use
   * @throws dev.fovea.error.DatasetException if the provider finds the data wrong
   * @throws dev.fovea.error.JobFailedException if the provider could not process it
   * @throws dev.fovea.error.WaitTimeoutException if time is up; the provider goes on
   */
  RemoteFile await(String fileId, WaitOptions options);

  /**
   * Waits until the provider has processed a file, with the default patience.
   *
   * @param fileId the provider's id
   * @return the file, ready for use; cancelling stops the asking
   */
  default CompletableFuture<RemoteFile> awaitAsync(String fileId) {
    return awaitAsync(fileId, WaitOptions.builder().build());
  }

  /**
   * Waits until the provider has processed a file.
   *
   * @param fileId the provider's id
   * @param options how long to wait and how often to ask
   * @return the file, ready for use; cancelling stops the asking
   */
  CompletableFuture<RemoteFile> awaitAsync(String fileId, WaitOptions options);
}
