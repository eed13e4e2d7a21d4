package dev.fovea.fireworks;

import dev.fovea.file.RemoteFile;
import dev.fovea.page.Page;
import dev.fovea.provider.SpecFields;
import dev.fovea.provider.WireObject;
import dev.fovea.transport.Caller;
import dev.fovea.transport.Operation;
import dev.fovea.transport.OperationKind;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** The calls about data sets that move no rows. Thread-safe. */
final class DatasetCalls {
  private static final Operation<Object, Optional<WireObject>> CREATE =
      CreateOnce.operation(Operation.post("accounts/{account}/datasets"), "create data set");
  private static final Operation<Void, RemoteFile> GET = Operation.get(
          "accounts/{account}/datasets/{id}")
      .named("get data set")
      .receives(WireObject.as(WireDataset::toModel))
      .build();
  private static final Operation<Void, WireObject> LIST = Operation.get(
          "accounts/{account}/datasets")
      .named("list data sets")
      .receives(WireObject::read)
      .build();
  private static final Operation<Object, RemoteFile> UPDATE = Operation.patch(
          "accounts/{account}/datasets/{id}")
      .named("update data set")
      .kind(OperationKind.IDEMPOTENT_WRITE)
      .sends(Object.class)
      .receives(WireObject.as(WireDataset::toModel))
      .build();
  // What is gone already is as good as deleted.
  private static final Operation<Void, Boolean> DELETE = Operation.delete(
          "accounts/{account}/datasets/{id}")
      .named("delete data set")
      .expects(404)
      .receives((body, meta, status) -> true)
      .build();
  private static final Operation<Object, FireworksDatasetSplit> SPLIT = Operation.post(
          "accounts/{account}/datasets/{id}:splitDataset")
      .named("split data set")
      .sends(Object.class)
      .whenUnknown("files().list() shows the pieces if they were made")
      .receives(WireObject.as(FireworksDatasetSplit::new))
      .build();
  private static final Operation<Void, WireObject> PLACES = Operation.get(
          "accounts/{account}/datasets/{id}:getDownloadEndpoint")
      .named("ask where a data set's files are")
      .receives(WireObject::read)
      .build();

  // What a data set found under the id must have in common with the one that was asked for.
  private static final List<String> TELLING = List.of("displayName", "format", "exampleCount");

  private final Account account;

  DatasetCalls(Account account) {
    this.account = account;
  }

  /**
   * Makes a data set, at most one however often it is asked for.
   *
   * @param id its short id
   * @param description what it is, by the wire's names
   * @param beside what the call is told besides
   */
  CompletableFuture<RemoteFile> create(
      Caller caller, String id, Map<String, ?> description, Map<String, ?> beside) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("datasetId", ResourceName.chosen(id));
    body.put("dataset", description);
    body.putAll(beside);
    return CreateOnce.settled(
            account.ask(
                caller,
                CREATE
                    .call(body)
                    .named("create data set " + id)
                    .whenUnknown("files().get(\"" + id + "\") shows whether it is there")),
            () -> account.ask(
                caller,
                () -> GET.call().<WireObject>receives(WireObject::read),
                WireDataset.COLLECTION,
                id),
            description,
            TELLING)
        .thenApply(WireDataset::toModel);
  }

  /** Makes a data set of the rows of another. */
  CompletableFuture<RemoteFile> select(
      Caller caller, String id, String sourceNameOrId, String filter) {
    return account
        .name(caller, WireDataset.COLLECTION, sourceNameOrId)
        .thenCompose(source -> create(
            caller, id, Map.of(), Map.of("sourceDatasetId", source.toString(), "filter", filter)));
  }

  CompletableFuture<RemoteFile> get(Caller caller, String nameOrId) {
    return account.ask(
        caller,
        () -> GET.call().named("get data set " + nameOrId),
        WireDataset.COLLECTION,
        nameOrId);
  }

  CompletableFuture<Page<RemoteFile>> list(Caller caller, @Nullable SpecFields query) {
    return account.page(
        caller,
        () -> query == null ? LIST.call() : query.query(LIST.call()),
        WireDataset.COLLECTION,
        WireDataset::toModel);
  }

  CompletableFuture<RemoteFile> update(Caller caller, String nameOrId, SpecFields changes) {
    Map<String, @Nullable Object> body = changes.body("update data set");
    return account.ask(caller, () -> UPDATE.call(body), WireDataset.COLLECTION, nameOrId);
  }

  CompletableFuture<Boolean> delete(Caller caller, String nameOrId) {
    return account.ask(caller, DELETE::call, WireDataset.COLLECTION, nameOrId);
  }

  CompletableFuture<FireworksDatasetSplit> split(Caller caller, String nameOrId, int chunkSize) {
    return account.ask(
        caller, () -> SPLIT.call(Map.of("chunkSize", chunkSize)), WireDataset.COLLECTION, nameOrId);
  }

  /** {@return the signed places of a data set's files, by their names in order} */
  CompletableFuture<Map<String, URI>> places(Caller caller, String nameOrId, boolean lineage) {
    return account
        .ask(
            caller,
            () -> PLACES.call().query("downloadLineage", lineage ? true : null),
            WireDataset.COLLECTION,
            nameOrId)
        .thenApply(SignedFiles::addresses);
  }
}
