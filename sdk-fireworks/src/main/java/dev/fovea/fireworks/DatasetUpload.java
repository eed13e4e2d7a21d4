package dev.fovea.fireworks;

import dev.fovea.config.ResponseMeta;
import dev.fovea.config.Timing;
import dev.fovea.dataset.DatasetReport;
import dev.fovea.dataset.DatasetRules;
import dev.fovea.error.ConflictException;
import dev.fovea.error.FoveaException;
import dev.fovea.error.InvalidRequestException;
import dev.fovea.file.FileStatus;
import dev.fovea.file.RemoteFile;
import dev.fovea.file.UploadRequest;
import dev.fovea.provider.CheckedUpload;
import dev.fovea.provider.FreshId;
import dev.fovea.provider.WireObject;
import dev.fovea.transport.Call;
import dev.fovea.transport.Caller;
import dev.fovea.transport.Content;
import dev.fovea.transport.FileContent;
import dev.fovea.transport.Operation;
import dev.fovea.transport.OperationKind;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * One upload, step by step; for one use.
 *
 * <p>A data set is made under an id of our own, its file is stored with one request or, if it is
 * large, at a signed URL, and then Fireworks is asked what it thinks of it. Every step may be
 * repeated. Whatever fails for good before the file is stored takes the data set away again.
 */
final class DatasetUpload {
  private static final Operation<Void, ResponseMeta> DIRECT = Operation.post(
          "accounts/{account}/datasets/{id}:upload")
      .named("upload data set")
      .kind(OperationKind.IDEMPOTENT_WRITE)
      .transfer()
      .build();
  private static final Operation<Object, WireObject> PLACE = Operation.post(
          "accounts/{account}/datasets/{id}:getUploadEndpoint")
      .named("ask where to store a data set")
      .kind(OperationKind.IDEMPOTENT_WRITE)
      .sends(Object.class)
      .receives(WireObject::read)
      .build();
  private static final Operation<Object, ResponseMeta> VALIDATE = Operation.post(
          "accounts/{account}/datasets/{id}:validateUpload")
      .named("finish upload of data set")
      .kind(OperationKind.IDEMPOTENT_WRITE)
      .sends(Object.class)
      .build();

  private static final String CHECKED_PURPOSE = "fine-tune";

  private final DatasetCalls datasets;
  private final CheckedUpload checked;
  private final WireObject facts;
  private final String stem;
  private long examples;

  DatasetUpload(DatasetCalls datasets, UploadRequest request, WireObject facts) {
    this.datasets = datasets;
    this.checked = new CheckedUpload(FireworksProvider.ID, request);
    this.facts = facts;
    this.stem = stem(checked.name());
  }

  private String stem(String name) {
    int dot = name.lastIndexOf('.');
    if (dot > 0 && facts.glance().texts("fileTypes").contains(name.substring(dot + 1))) {
      return name.substring(0, dot);
    }
    throw new IllegalArgumentException("fireworks: cannot upload " + name
        + ": its name must end in ." + String.join(" or .", facts.glance().texts("fileTypes"))
        + " in lower case; rename it or set UploadRequest.name");
  }

  /** Reads the whole file before anything is sent: checks it if it is for training, or counts. */
  DatasetUpload check(Supplier<DatasetRules> rules, BooleanSupplier unwanted) {
    UploadRequest request = checked.request();
    if (request.checked() && request.purpose().equals(CHECKED_PURPOSE)) {
      checked.check(rules.get(), unwanted);
      examples = checked.report().map(DatasetReport::examples).orElse(0L);
      return this;
    }
    checked.read(
        in -> {
          CountedLines lines = new CountedLines(in);
          String sha256 = FileContent.sha256(lines);
          examples = lines.lines();
          return sha256;
        },
        unwanted);
    return this;
  }

  CompletableFuture<RemoteFile> send(Caller caller, Timing timing) {
    return datasets
        .create(caller, id(timing), description(), Map.of())
        .thenApply(DatasetUpload::empty)
        .thenCompose(made -> store(caller, ResourceName.of(made.id(), "", WireDataset.COLLECTION))
            .thenCompose(name -> datasets.get(caller, name.toString())))
        .thenApply(file -> file.toBuilder().bytes(checked.file().length()).build());
  }

  // One that has its file already was there before, however alike it looks: it is not ours to fill,
  // and above all not ours to take away.
  private static RemoteFile empty(RemoteFile made) {
    if (made.status() == FileStatus.READY) {
      throw CreateOnce.taken(made.id(), "has its file");
    }
    return made;
  }

  /** The id that the user chose, or one that nobody has. */
  private String id(Timing timing) {
    if (checked.request().name().isPresent() && ResourceName.mayBeChosen(stem)) {
      return stem;
    }
    String letters = stem.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
    String start = letters.replaceAll("^[0-9-]+", "");
    String fresh = FreshId.of(timing);
    String whole = start.isEmpty() ? fresh : start.substring(0, Math.min(40, start.length()));
    return start.isEmpty() ? whole : whole + fresh.substring(fresh.indexOf('-'));
  }

  private Map<String, Object> description() {
    Map<String, Object> description = new LinkedHashMap<>();
    description.put("displayName", checked.name());
    checked
        .report()
        .flatMap(DatasetReport::kind)
        .flatMap(kind -> facts.glance().object("formats").flatMap(words -> words.text(kind)))
        .ifPresent(format -> description.put("format", format));
    // Numbers of 64 bits go as texts.
    description.put("exampleCount", String.valueOf(examples));
    description.put("userUploaded", Map.of());
    return description;
  }

  private CompletableFuture<ResourceName> store(Caller caller, ResourceName name) {
    long largest = facts.glance().integer("largestDirectBytes").orElse(0L);
    return (checked.file().length() <= largest ? direct(caller, name) : signed(caller, name))
        .exceptionallyCompose(failure -> unlessReady(caller, name, Caller.unwrapped(failure)))
        .exceptionallyCompose(
            failure -> caller.undisturbed(() -> takeBack(caller, name, Caller.unwrapped(failure))))
        .thenApply(stored -> name);
  }

  private CompletableFuture<ResponseMeta> direct(Caller caller, ResourceName name) {
    return caller.call(at(DIRECT.call(), name)
        .named(what(name))
        .body(Content.form(Map.of(), "file", checked.name(), checked.file()))
        .progress(checked.sending()));
  }

  private CompletableFuture<ResponseMeta> signed(Caller caller, ResourceName name) {
    String size = String.valueOf(checked.file().length());
    Map<String, Object> files = Map.of("filenameToSize", Map.of(checked.name(), size));
    return caller
        .call(at(PLACE.call(files), name).named("begin to " + what(name)))
        .thenCompose(answer -> caller.call(SignedFiles.put(
                what(name),
                SignedFiles.address(SignedFiles.addresses(answer), checked.name()),
                checked.file())
            .progress(checked.sending())))
        .thenCompose(stored ->
            caller.call(at(VALIDATE.call(Map.of()), name).named("finish to " + what(name))));
  }

  private static <R> Call<R> at(Call<R> call, ResourceName name) {
    return call.path("account", name.account()).path("id", name.id());
  }

  // What was heard the first time is refused the second.
  private CompletableFuture<ResponseMeta> unlessReady(
      Caller caller, ResourceName name, Throwable failure) {
    boolean refused =
        failure instanceof InvalidRequestException || failure instanceof ConflictException;
    if (!refused || ((FoveaException) failure).attempts() < 2) {
      return CompletableFuture.failedFuture(failure);
    }
    return datasets
        .get(caller, name.toString())
        .thenCompose(file -> file.status() == FileStatus.READY
            ? CompletableFuture.completedFuture(ResponseMeta.none())
            : CompletableFuture.failedFuture(failure));
  }

  private CompletableFuture<ResponseMeta> takeBack(
      Caller caller, ResourceName name, Throwable failure) {
    return checked.takenBack(datasets.delete(caller, name.toString()), what(name), failure);
  }

  private String what(ResourceName name) {
    return "upload " + checked.name() + " as " + name;
  }
}
