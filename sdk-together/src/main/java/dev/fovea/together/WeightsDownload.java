package dev.fovea.together;

import dev.fovea.config.ResponseMeta;
import dev.fovea.finetuning.Adapter;
import dev.fovea.transport.Call;
import dev.fovea.transport.Caller;
import dev.fovea.transport.Download;
import java.nio.file.CopyOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;

/**
 * What a job trained, on its way to a file. A job that trained all weights keeps them under another
 * word than one that trained an adapter, so the job is looked up first unless a step is asked for.
 */
final class WeightsDownload {
  private final String jobId;
  private final String step;
  private final boolean adapter;

  private WeightsDownload(String id, boolean adapter) {
    int colon = id.indexOf(':');
    this.jobId = colon < 0 ? id : id.substring(0, colon);
    this.step = colon < 0 ? "" : id.substring(colon + 1);
    this.adapter = adapter;
    if (jobId.isBlank() || !step.chars().allMatch(Character::isDigit) || id.endsWith(":")) {
      throw new IllegalArgumentException(
          "together: to download weights, give a job's id or JOB:STEP, not '" + id + "'");
    }
    if (adapter && !step.isEmpty()) {
      throw new IllegalArgumentException("together: to download an adapter, leave the step out of "
          + id + ": a state on the way comes as it was kept, with downloadWeights");
    }
  }

  static WeightsDownload of(String id, boolean adapter) {
    return new WeightsDownload(id, adapter);
  }

  CompletableFuture<Path> save(Caller caller, Path target, CopyOption... options) {
    boolean folder = Files.isDirectory(target);
    if (!folder && (adapter || !step.isEmpty())) {
      return Download.save(caller, () -> call("adapter"), target, options);
    }
    return caller.call(TuningCalls.get(jobId)).thenCompose(job -> {
      TogetherFineTuningJob view = TogetherFineTuningJob.of(job);
      String kind = adapter ? "adapter" : kind(view);
      CompletableFuture<Path> file = folder
          ? caller.call(suffix(kind)).thenApply(suffix -> target.resolve(name(view) + suffix))
          : CompletableFuture.completedFuture(target);
      return file.thenCompose(path -> Download.save(caller, () -> call(kind), path, options));
    });
  }

  private static String kind(TogetherFineTuningJob job) {
    boolean full = job.adapter().filter(Adapter.Full.class::isInstance).isPresent();
    return full ? "model_output_path" : "merged";
  }

  private Call<ResponseMeta> call(String kind) {
    return step.isEmpty()
        ? TuningCalls.download(jobId).query("checkpoint", kind)
        : TuningCalls.download(jobId).query("checkpoint_step", step);
  }

  // How it is packed is told by the answer alone: two bytes of it are enough.
  private Call<String> suffix(String kind) {
    return call(kind)
        .header("Range", "bytes=0-1")
        .receives((body, meta, status) ->
            meta.headers().getOrDefault("content-type", "").contains("x-tar")
                ? ".tar.gz"
                : ".tar.zst");
  }

  private String name(TogetherFineTuningJob job) {
    String model = job.modelOutputName().orElse(jobId);
    String last = model.substring(model.lastIndexOf('/') + 1).replaceAll("[^A-Za-z0-9._-]", "_");
    return last + (adapter ? "-adapter" : step.isEmpty() ? "" : "-step-" + step);
  }
}
