package dev.fovea.fireworks;

import dev.fovea.dataset.DatasetRules;
import dev.fovea.file.RemoteFile;
import dev.fovea.file.UploadRequest;
import dev.fovea.page.Page;
import dev.fovea.provider.CallingFiles;
import dev.fovea.provider.CheckedUpload;
import dev.fovea.provider.DatedFacts;
import dev.fovea.provider.SpecFields;
import dev.fovea.provider.WireObject;
import dev.fovea.transport.Caller;
import dev.fovea.transport.Download;
import dev.fovea.transport.Transport;
import java.nio.file.CopyOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/** Files at Fireworks. Thread-safe. */
final class FireworksFiles extends CallingFiles implements FireworksFileService {
  private final DatasetCalls datasets;
  private final Supplier<DatasetRules> rules;
  private final Supplier<WireObject> facts;

  FireworksFiles(Transport transport, Account account) {
    // Read when somebody uploads: chat does not need them.
    this(
        transport,
        account,
        FireworksDatasets::rules,
        () -> DatedFacts.read(FireworksProvider.class, "uploads.json"));
  }

  FireworksFiles(
      Transport transport,
      Account account,
      Supplier<DatasetRules> rules,
      Supplier<WireObject> facts) {
    super(transport);
    this.datasets = new DatasetCalls(account);
    this.rules = rules;
    this.facts = facts;
  }

  @Override
  protected CompletableFuture<RemoteFile> upload(Caller caller, UploadRequest request) {
    DatasetUpload upload = new DatasetUpload(datasets, request, facts.get());
    return caller
        .work(unwanted -> upload.check(rules, unwanted))
        .thenCompose(checked -> checked.send(caller, transport.timing()));
  }

  @Override
  protected CompletableFuture<RemoteFile> get(Caller caller, String fileId) {
    return datasets.get(caller, fileId);
  }

  @Override
  protected boolean wrongData(RemoteFile file) {
    return WireDataset.isWrongData(file);
  }

  @Override
  protected CompletableFuture<Page<RemoteFile>> list(Caller caller) {
    return datasets.list(caller, null);
  }

  @Override
  protected CompletableFuture<?> delete(Caller caller, String fileId) {
    return datasets.delete(caller, fileId);
  }

  @Override
  protected CompletableFuture<Path> download(
      Caller caller, String fileId, Path target, CopyOption... options) {
    Download.requireFree(target, options);
    return datasets.places(caller, fileId, false).thenCompose(files -> {
      if (files.isEmpty()) {
        throw CheckedUpload.unexpected(
            FireworksProvider.ID,
            what(fileId) + ": it has no file to download",
            "wait until it is ready");
      }
      return files.size() > 1
          ? new JoinedDownload(target, options).save(caller, what(fileId), files)
          : SignedFiles.save(
              caller, what(fileId), files.values().iterator().next(), target, options);
    });
  }

  private static String what(String fileId) {
    return "download data set " + fileId;
  }

  private Function<Caller, CompletableFuture<List<Path>>> all(
      String fileId, boolean lineage, Path folder, CopyOption... options) {
    return caller -> datasets
        .places(caller, fileId, lineage)
        .thenCompose(files -> SignedFiles.saveAll(caller, what(fileId), files, folder, options));
  }

  private static SpecFields told(Consumer<FireworksDatasetSpec> spec) {
    return SpecFields.of(new FireworksDatasetSpec(), spec);
  }

  private CompletableFuture<RemoteFile> create(
      Caller caller, String datasetId, Consumer<FireworksDatasetSpec> spec) {
    return datasets.create(caller, datasetId, told(spec).body("create data set"), Map.of());
  }

  private static SpecFields asked(Consumer<FireworksListQuery> query) {
    return SpecFields.of(new FireworksListQuery(), query);
  }

  @Override
  public RemoteFile create(String datasetId, Consumer<FireworksDatasetSpec> spec) {
    return now(caller -> create(caller, datasetId, spec));
  }

  @Override
  public CompletableFuture<RemoteFile> createAsync(
      String datasetId, Consumer<FireworksDatasetSpec> spec) {
    return later(caller -> create(caller, datasetId, spec));
  }

  @Override
  public RemoteFile select(String datasetId, String sourceId, String filter) {
    return now(caller -> datasets.select(caller, datasetId, sourceId, filter));
  }

  @Override
  public CompletableFuture<RemoteFile> selectAsync(
      String datasetId, String sourceId, String filter) {
    return later(caller -> datasets.select(caller, datasetId, sourceId, filter));
  }

  @Override
  public Page<RemoteFile> list(Consumer<FireworksListQuery> query) {
    return now(caller -> datasets.list(caller, asked(query)));
  }

  @Override
  public CompletableFuture<Page<RemoteFile>> listAsync(Consumer<FireworksListQuery> query) {
    return later(caller -> datasets.list(caller, asked(query)));
  }

  @Override
  public RemoteFile update(String datasetId, Consumer<FireworksDatasetSpec> spec) {
    return now(caller -> datasets.update(caller, datasetId, told(spec)));
  }

  @Override
  public CompletableFuture<RemoteFile> updateAsync(
      String datasetId, Consumer<FireworksDatasetSpec> spec) {
    return later(caller -> datasets.update(caller, datasetId, told(spec)));
  }

  @Override
  public FireworksDatasetSplit split(String datasetId, int chunkSize) {
    return now(caller -> datasets.split(caller, datasetId, chunkSize));
  }

  @Override
  public CompletableFuture<FireworksDatasetSplit> splitAsync(String datasetId, int chunkSize) {
    return later(caller -> datasets.split(caller, datasetId, chunkSize));
  }

  @Override
  public List<Path> downloadAll(
      String datasetId, boolean lineage, Path folder, CopyOption... options) {
    return now(all(datasetId, lineage, folder, options));
  }

  @Override
  public CompletableFuture<List<Path>> downloadAllAsync(
      String datasetId, boolean lineage, Path folder, CopyOption... options) {
    return later(all(datasetId, lineage, folder, options));
  }
}
