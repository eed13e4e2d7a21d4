package dev.fovea.testkit.together;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * When a job would do what, if nothing comes between: its states and events on the virtual clock.
 */
final class JobPlan {
  /** From a moment on, a job has a status. */
  record Phase(Instant from, String status) {}

  private static final Duration TRAINING = Duration.ofMinutes(5);

  private final List<Phase> phases = new ArrayList<>();
  private final List<JobEventLine> events = new ArrayList<>();
  private final int stepsPerEpoch;
  private final int totalSteps;
  private Instant cursor;
  private Instant trainingStart;
  private Instant trainingEnd;

  JobPlan(Instant created, JsonNode request, long lines) {
    int epochs = request.path("n_epochs").asInt(1);
    int batch = request.path("batch_size").asInt(8);
    this.stepsPerEpoch = (int) Math.max(1, Math.min(1_000_000, lines / Math.max(1, batch)));
    this.totalSteps = stepsPerEpoch * epochs;
    this.cursor = created;
    this.trainingStart = created;
    this.trainingEnd = created;
    prepare(request);
    train(epochs, request.path("n_checkpoints").asInt(1));
    finish();
  }

  private void prepare(JsonNode request) {
    phase("pending", 0);
    event("JOB_PENDING", "Job is pending", 0, 0);
    phase("queued", 5);
    phase("running", 15);
    event("JOB_START", "Job started", 0, 0);
    event("MODEL_DOWNLOADING", "Downloading the base model", 0, 5);
    event("MODEL_DOWNLOAD_COMPLETE", "The base model is downloaded", 0, 20);
    event("TRAINING_DATA_DOWNLOADING", "Downloading the training data", 0, 2);
    event("TRAINING_DATA_DOWNLOAD_COMPLETE", "The training data is downloaded", 0, 8);
    if (!request.path("validation_file").asText("").isEmpty()) {
      event("VALIDATION_DATA_DOWNLOADING", "Downloading the validation data", 0, 2);
      event("VALIDATION_DATA_DOWNLOAD_COMPLETE", "The validation data is downloaded", 0, 4);
    }
    if (request.hasNonNull("wandb_api_key") || request.hasNonNull("wandb_key")) {
      event("WANDB_INIT", "Weights & Biases is connected", 0, 2);
    }
    event("TRAINING_START", "Training started", 0, 5);
    trainingStart = cursor;
  }

  private void train(int epochs, int checkpoints) {
    for (int epoch = 1; epoch <= epochs; epoch++) {
      cursor = cursor.plus(TRAINING.dividedBy(epochs));
      int step = epoch * stepsPerEpoch;
      event("EPOCH_COMPLETE", "Epoch " + epoch + " of " + epochs + " completed", step, 0);
      // They divide the training into equal parts; the last part ends with the final checkpoint.
      int parts = checkpoints + 1;
      boolean saved = epoch * parts / epochs > (epoch - 1) * parts / epochs;
      if (saved || epoch == epochs) {
        event("CHECKPOINT_SAVE", "Checkpoint saved at step " + step, step, 0);
      }
    }
    trainingEnd = cursor;
    event("TRAINING_COMPLETE", "Training completed", totalSteps, 0);
  }

  private void finish() {
    phase("compressing", 1);
    event("MODEL_COMPRESSING", "Compressing the model", totalSteps, 0);
    event("MODEL_COMPRESSION_COMPLETE", "The model is compressed", totalSteps, 30);
    phase("uploading", 1);
    event("MODEL_UPLOADING", "Uploading the model", totalSteps, 0);
    event("MODEL_UPLOAD_COMPLETE", "The model is uploaded", totalSteps, 40);
    phase("completed", 5);
    event("JOB_COMPLETE", "Job completed", totalSteps, 0);
  }

  private void phase(String status, int seconds) {
    cursor = cursor.plusSeconds(seconds);
    phases.add(new Phase(cursor, status));
  }

  private void event(String type, String message, int step, int seconds) {
    cursor = cursor.plusSeconds(seconds);
    events.add(new JobEventLine(cursor, type, "Info", message, step));
  }

  List<Phase> phases() {
    return phases;
  }

  List<JobEventLine> events() {
    return events;
  }

  int stepsPerEpoch() {
    return stepsPerEpoch;
  }

  int totalSteps() {
    return totalSteps;
  }

  Instant runningSince() {
    return phases.get(2).from();
  }

  Instant trainingStart() {
    return trainingStart;
  }

  /** The moment from which nothing more happens unless the real learning is done. */
  Instant trainingEnd() {
    return trainingEnd;
  }

  Instant end() {
    return cursor;
  }

  /** The training step reached at a moment. */
  int stepAt(Instant now) {
    if (!now.isAfter(trainingStart)) {
      return 0;
    }
    double part = Duration.between(trainingStart, now).toMillis() / (double) TRAINING.toMillis();
    return (int) Math.min(totalSteps, part * totalSteps);
  }
}
