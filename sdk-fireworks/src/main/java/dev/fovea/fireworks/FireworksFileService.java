package dev.fovea.fireworks;

import dev.fovea.file.FileService;
import dev.fovea.file.RemoteFile;
import dev.fovea.page.Page;
import java.nio.file.CopyOption;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * Files at Fireworks, which are data sets. Thread-safe.
 *
 * <p>An upload makes a data set and then stores its file. Its id comes from the name in the request
 * if that was set and can be an id once its ending is cut off: a second upload under it is a
 * conflict. Otherwise it is made of the file's name and some letters by chance. Up to 150 MB go
 * with one request; more is stored at a signed URL. A file that is not checked is still read once,
 * for Fireworks wants to be told how many rows there are. When storing fails, the data set is
 * deleted again, so that a second try finds its id free.
 *
 * <p>A purpose other than {@code fine-tune} leaves out the check. {@code download} of a data set
 * with several files writes their lines into one, in the order of their names.
 */
public interface FireworksFileService extends FileService {
  /**
   * Makes a data set without sending rows: they are in a bucket of the caller's own.
   *
   * @param datasetId its short id: 1 to 63 of {@code a-z}, {@code 0-9} and {@code -}
   * @param spec sets what it is
   * @return the data set
   * @throws dev.fovea.error.ConflictException if another has this id
   */
  RemoteFile create(String datasetId, Consumer<FireworksDatasetSpec> spec);

  /**
   * Makes a data set as {@link #create(String, Consumer)} does, without holding the calling thread.
   *
   * @param datasetId its short id
   * @param spec sets what it is
   * @return the data set
   */
  CompletableFuture<RemoteFile> createAsync(String datasetId, Consumer<FireworksDatasetSpec> spec);

  /**
   * Makes a data set of the rows of another.
   *
   * @param datasetId its short id: 1 to 63 of {@code a-z}, {@code 0-9} and {@code -}
   * @param sourceId the other data set
   * @param filter which rows, in Fireworks' filter language
   * @return the data set
   * @throws dev.fovea.error.ConflictException if another has this id
   */
  RemoteFile select(String datasetId, String sourceId, String filter);

  /**
   * Makes a data set of the rows of another as {@link #select} does, without holding the calling
   * thread.
   *
   * @param datasetId its short id
   * @param sourceId the other data set
   * @param filter which rows, in Fireworks' filter language
   * @return the data set
   */
  CompletableFuture<RemoteFile> selectAsync(String datasetId, String sourceId, String filter);

  /**
   * Lists data sets.
   *
   * @param query sets which, and in which order
   * @return the first page
   */
  Page<RemoteFile> list(Consumer<FireworksListQuery> query);

  /**
   * Lists data sets without holding the calling thread.
   *
   * @param query sets which, and in which order
   * @return the first page
   */
  CompletableFuture<Page<RemoteFile>> listAsync(Consumer<FireworksListQuery> query);

  /**
   * Changes what a data set says about itself; its rows stay.
   *
   * @param datasetId the data set
   * @param spec sets what changes
   * @return the data set
   * @throws dev.fovea.error.NotFoundException if there is no such data set
   */
  RemoteFile update(String datasetId, Consumer<FireworksDatasetSpec> spec);

  /**
   * Changes a data set as {@link #update} does, without holding the calling thread.
   *
   * @param datasetId the data set
   * @param spec sets what changes
   * @return the data set
   */
  CompletableFuture<RemoteFile> updateAsync(String datasetId, Consumer<FireworksDatasetSpec> spec);

  /**
   * Cuts a data set into pieces, which are data sets of their own. Not repeated when it is not
   * known whether it was heard.
   *
   * @param datasetId the data set
   * @param chunkSize how many rows a piece has, 200 or more
   * @return the pieces
   */
  FireworksDatasetSplit split(String datasetId, int chunkSize);

  /**
   * Cuts a data set into pieces as {@link #split} does, without holding the calling thread.
   *
   * @param datasetId the data set
   * @param chunkSize how many rows a piece has, 200 or more
   * @return the pieces
   */
  CompletableFuture<FireworksDatasetSplit> splitAsync(String datasetId, int chunkSize);

  /**
   * Saves each file of a data set under its own name.
   *
   * @param datasetId the data set
   * @param lineage whether the files of the data sets it came from are saved too
   * @param folder where to; it must exist
   * @param options {@code REPLACE_EXISTING} to replace files that are there
   * @return the files in the order of their names
   * @throws java.io.UncheckedIOException if a file is there already or cannot be written
   */
  List<Path> downloadAll(String datasetId, boolean lineage, Path folder, CopyOption... options);

  /**
   * Saves each file of a data set as {@link #downloadAll} does, without holding the calling thread.
   *
   * @param datasetId the data set
   * @param lineage whether the files of the data sets it came from are saved too
   * @param folder where to; it must exist
   * @param options {@code REPLACE_EXISTING} to replace files that are there
   * @return the files in the order of their names
   */
  CompletableFuture<List<Path>> downloadAllAsync(
      String datasetId, boolean lineage, Path folder, CopyOption... options);
}
