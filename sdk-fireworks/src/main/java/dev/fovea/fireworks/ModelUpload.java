package dev.fovea.fireworks;

import dev.fovea.config.ResponseMeta;
import dev.fovea.config.WaitOptions;
import dev.fovea.error.Failure;
import dev.fovea.error.JobFailedException;
import dev.fovea.error.Outcome;
import dev.fovea.file.UploadProgress;
import dev.fovea.provider.PhaseProgress;
import dev.fovea.provider.SpecFields;
import dev.fovea.provider.WireObject;
import dev.fovea.transport.Call;
import dev.fovea.transport.Caller;
import dev.fovea.transport.FileContent;
import dev.fovea.transport.Poll;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The files of a model that is registered, on their way: addresses are asked for, each file is
 * stored there, Fireworks checks them, and the model becomes ready. All of it can be repeated. For
 * one use.
 */
final class ModelUpload {
  private static final int FILES_AT_ONCE = 2;

  private final Account account;
  private final Caller caller;
  private final String model;
  private final ModelFolder folder;

  ModelUpload(Account account, Caller caller, String model, ModelFolder folder) {
    this.account = account;
    this.caller = caller;
    this.model = model;
    this.folder = folder;
  }

  CompletableFuture<FireworksUploadedModel> run(FireworksModelSpec settings) {
    SpecFields checks = settings.checks();
    Map<String, String> sizes = new LinkedHashMap<>();
    folder.files().forEach((name, file) -> sizes.put(name, String.valueOf(file.length())));
    return account
        .ask(
            caller,
            () -> ModelCalls.uploadEndpoint(Map.of("filenameToSize", sizes)),
            ModelCalls.MODELS,
            model)
        .thenCompose(answer -> caller.calls(FILES_AT_ONCE, puts(answer, settings.progress())))
        .thenCompose(stored -> account.ask(
            caller, () -> checks.query(ModelCalls.validate()), ModelCalls.MODELS, model))
        .thenCompose(
            checked -> ready(account, caller, model, WaitOptions.builder().build())
                .thenApply(card -> new FireworksUploadedModel(
                    FireworksModels.card(card), checked.texts("warnings"))));
  }

  private List<Supplier<Call<ResponseMeta>>> puts(WireObject answer, UploadProgress listener) {
    Map<String, URI> places = SignedFiles.addresses(answer);
    PhaseProgress progress =
        new PhaseProgress(listener, UploadProgress.Phase.UPLOADING, folder.bytes());
    List<Supplier<Call<ResponseMeta>>> puts = new ArrayList<>();
    folder.files().forEach((name, file) -> puts.add(put(name, file, places, progress)));
    return puts;
  }

  private Supplier<Call<ResponseMeta>> put(
      String name, FileContent file, Map<String, URI> places, PhaseProgress progress) {
    URI place = SignedFiles.address(places, name);
    return () -> SignedFiles.put("upload " + name + " of model " + model, place, file)
        .progress(progress.part());
  }

  /** Waits until the model is ready; fails when Fireworks found something wrong with it. */
  static CompletableFuture<WireObject> ready(
      Account account, Caller caller, String model, WaitOptions wait) {
    Poll<WireObject> poll = Poll.<WireObject>of("model", model)
        .until(now -> state(now).equals("READY") || trouble(now) != null)
        .status(ModelUpload::state)
        .options(wait);
    return caller
        .await(poll, () -> account.ask(caller, ModelCalls::get, ModelCalls.MODELS, model))
        .thenApply(now -> {
          String trouble = state(now).equals("READY") ? null : trouble(now);
          if (trouble != null) {
            throw unusable(model, now, trouble);
          }
          return now;
        });
  }

  private static JobFailedException unusable(String model, WireObject now, String trouble) {
    return new JobFailedException(
        Failure.builder()
            .provider(FireworksProvider.ID)
            .operation("upload model " + model)
            .message("Fireworks cannot use its files: " + trouble)
            .outcome(Outcome.REJECTED)
            .next("mend them and upload them again with models().uploadFiles, or delete the model")
            .build(),
        now.glance().text("name").orElse(model),
        state(now),
        trouble);
  }

  private static String state(WireObject model) {
    return model.glance().text("state").orElse("");
  }

  private static @Nullable String trouble(WireObject model) {
    return FireworksModel.of(FireworksModels.card(model.glance())).trouble().orElse(null);
  }
}
