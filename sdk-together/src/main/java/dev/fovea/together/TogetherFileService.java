package dev.fovea.together;

import dev.fovea.file.FileService;
import dev.fovea.file.RemoteFile;
import dev.fovea.file.UploadRequest;
import java.util.concurrent.CompletableFuture;

/**
 * Files at Together. Thread-safe.
 *
 * <p>{@code upload} goes by size: up to 5 GiB the bytes are stored with one request, above that in
 * parts of which a failed one is sent again alone; 50.1 GiB is the most. The SHA-256 of a checked
 * file goes along, and of every file that goes in parts; when Together has the same bytes already,
 * nothing is sent and the file it has is returned, under the name it has there.
 */
public interface TogetherFileService extends FileService {
  /**
   * Uploads a small file with one request instead of three. It is checked like any other upload,
   * but no hash goes along and no part of it can be sent again: what was sent and not answered
   * fails, and {@code list()} shows whether the file is there.
   *
   * @param request which file, what for, checked or not; at most 5 GiB
   * @return the stored file
   * @throws dev.fovea.error.DatasetException if the check finds errors
   */
  RemoteFile uploadAtOnce(UploadRequest request);

  /**
   * Uploads a small file with one request as {@link #uploadAtOnce} does, without holding the
   * calling thread.
   *
   * @param request which file, what for, checked or not; at most 5 GiB
   * @return the stored file
   */
  CompletableFuture<RemoteFile> uploadAtOnceAsync(UploadRequest request);
}
