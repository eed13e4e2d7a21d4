package dev.fovea.openai;

import dev.fovea.file.FileService;
import dev.fovea.file.RemoteFile;
import dev.fovea.file.UploadRequest;
import dev.fovea.page.Page;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * Files at OpenAI. {@link OpenAiFile} shows what only OpenAI says of one. Thread-safe.
 *
 * <p>Every upload makes a file of its own, also of bytes that are there already. Up to 512 MB go
 * with one request, which is not sent again when nobody knows whether it was heard. A larger file,
 * up to 8 GB, goes in parts of 64 MB, a few at once: a part that fails is sent again alone, OpenAI
 * compares the MD5 of the whole, and what fails for good is taken back. The whole must be there
 * within an hour. A purpose other than {@code fine-tune} leaves out the check. The lines of a file
 * are never counted.
 */
public interface OpenAiFileService extends FileService {
  /**
   * Uploads a file and tells OpenAI more about it.
   *
   * @param request which file, what for, checked or not
   * @param spec sets what only OpenAI knows
   * @return the stored file
   * @throws dev.fovea.error.DatasetException if the check finds errors
   */
  RemoteFile upload(UploadRequest request, Consumer<OpenAiUploadSpec> spec);

  /**
   * Uploads a file and tells OpenAI more about it, without holding the calling thread.
   *
   * @param request which file, what for, checked or not
   * @param spec sets what only OpenAI knows
   * @return the stored file
   */
  CompletableFuture<RemoteFile> uploadAsync(UploadRequest request, Consumer<OpenAiUploadSpec> spec);

  /**
   * Lists some of the account's files.
   *
   * @param query sets which, and in which order; the newest first unless set
   * @return the first page
   */
  Page<RemoteFile> list(Consumer<OpenAiListQuery> query);

  /**
   * Lists some of the account's files without holding the calling thread.
   *
   * @param query sets which, and in which order; the newest first unless set
   * @return the first page
   */
  CompletableFuture<Page<RemoteFile>> listAsync(Consumer<OpenAiListQuery> query);
}
