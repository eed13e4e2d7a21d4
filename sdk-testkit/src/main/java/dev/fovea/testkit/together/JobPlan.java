package dev.fovea.testkit.together;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * When a job would do what, if nothing comes between: its states and events on the virtual clock.
 */
final class JobPlan {
  /** From a moment on, a job has a status. */
  record Phase(Instant from, String status) {}

  private static final Duration TRAINING = Duration.ofMinutes(5);

  private final JsonNode request;
  private final List<Phase> phases = new ArrayList<>();
  private final List<JobEventLine> events = new ArrayList<>();
  private final Evaluations evaluations;
  private final int epochs;
  private final int stepsPerEpoch;
  private final int plannedSteps;
  private Instant cursor;
  private Instant trainingStart;
  private Instant trainingEnd;

  JobPlan(Instant created, JsonNode request, long lines, boolean restarted) {
    this.request = request;
    this.epochs = request.path("n_epochs").asInt(1);
    int batch = request.path("batch_size").asInt(8)
        * Math.max(1, request.path("gradient_accumulation_steps").asInt(1));
    this.stepsPerEpoch = (int) Math.max(1, Math.min(1_000_000, lines / Math.max(1, batch)));
    this.plannedSteps = stepsPerEpoch * epochs;
    this.evaluations = Evaluations.of(request, plannedSteps);
    this.cursor = created;
    this.trainingStart = created;
    this.trainingEnd = created;
    begin(restarted);
    prepare();
    train();
    finish();
  }

  private void begin(boolean restarted) {
    phase("pending", 0);
    event("JOB_PENDING", "Job is pending", 0);
    phase("queued", 5);
    phase("running", 15);
    event("JOB_START", "Job started", 0);
    if (restarted) {
      event("JOB_RESTARTED", "The machine was lost, the job starts again", 30);
      phase("queued", 0);
      phase("running", 20);
      event("JOB_START", "Job started", 0);
    }
  }

  private void prepare() {
    event("MODEL_DOWNLOADING", "Downloading the base model", 5);
    event("MODEL_DOWNLOAD_COMPLETE", "The base model is downloaded", 20);
    event("TRAINING_DATA_DOWNLOADING", "Downloading the training data", 2);
    event("TRAINING_DATA_DOWNLOAD_COMPLETE", "The training data is downloaded", 8);
    if (!request.path("validation_file").asText("").isEmpty()) {
      event("VALIDATION_DATA_DOWNLOADING", "Downloading the validation data", 2);
      event("VALIDATION_DATA_DOWNLOAD_COMPLETE", "The validation data is downloaded", 4);
    }
    event("TOKENIZED_DATASET_UPLOAD_COMPLETE", "The tokens are stored", 1);
    if (request.hasNonNull("wandb_api_key") || request.hasNonNull("wandb_key")) {
      event("WANDB_INIT", "Weights & Biases is connected", 2);
    }
    event("TRAINING_START", "Training started", 5);
    trainingStart = cursor;
  }

  private void train() {
    for (int epoch = 1; epoch <= epochs; epoch++) {
      String message = "Epoch " + epoch + " of " + epochs + " completed";
      during("EPOCH_COMPLETE", message, epoch * stepsPerEpoch);
    }
    for (Evaluations.Point point : evaluations.points()) {
      during("EVAL_COMPLETE", "Evaluated with a loss of " + point.loss(), point.step());
    }
    int checkpoints = request.path("n_checkpoints").asInt(1);
    for (int i = 1; i <= checkpoints; i++) {
      // They divide the training into equal parts; the last part ends with the final checkpoint.
      int step = (int) ((long) plannedSteps * i / (checkpoints + 1));
      if (step > 0 && step < lastStep()) {
        during("CHECKPOINT_SAVE", "Checkpoint saved at step " + step, step);
      }
    }
    during("CHECKPOINT_SAVE", "Checkpoint saved at step " + lastStep(), lastStep());
    events.sort(Comparator.comparing(JobEventLine::at));
    trainingEnd = at(lastStep());
    cursor = trainingEnd;
    evaluations
        .stoppedFor()
        .ifPresent(best ->
            event("EARLY_STOPPED", "No progress since step " + best.step() + ", stopping", 0));
    event("TRAINING_COMPLETE", "Training completed", 0);
  }

  private void finish() {
    phase("compressing", 1);
    event("MODEL_COMPRESSING", "Compressing the model", 0);
    event("MODEL_COMPRESSION_COMPLETE", "The model is compressed", 30);
    phase("uploading", 1);
    event("MODEL_UPLOADING", "Uploading the model", 0);
    event("MODEL_UPLOAD_COMPLETE", "The model is uploaded", 40);
    if (request.hasNonNull("hf_output_repo_name")) {
      event("MODEL_UPLOADING_TO_HF", "Uploading the model to Hugging Face", 0);
      event("MODEL_UPLOAD_TO_HF_COMPLETE", "The model is at Hugging Face", 20);
    }
    phase("completed", 5);
    event("JOB_COMPLETE", "Job completed", 0);
  }

  private void phase(String status, int seconds) {
    cursor = cursor.plusSeconds(seconds);
    phases.add(new Phase(cursor, status));
  }

  private void event(String type, String message, int seconds) {
    cursor = cursor.plusSeconds(seconds);
    int step = trainingEnd.isAfter(trainingStart) ? lastStep() : 0;
    events.add(new JobEventLine(cursor, type, "Info", message, step));
  }

  private void during(String type, String message, int step) {
    if (step <= lastStep()) {
      events.add(new JobEventLine(at(step), type, "Info", message, step));
    }
  }

  /** When a step is done. */
  Instant at(int step) {
    return trainingStart.plusMillis(TRAINING.toMillis() * step / plannedSteps);
  }

  List<Phase> phases() {
    return phases;
  }

  List<JobEventLine> events() {
    return events;
  }

  Evaluations evaluations() {
    return evaluations;
  }

  int stepsPerEpoch() {
    return stepsPerEpoch;
  }

  /** The steps that were planned. */
  int totalSteps() {
    return plannedSteps;
  }

  /** The step training ends with: the last one planned unless it stops early. */
  int lastStep() {
    return evaluations.lastStep();
  }

  /** Whether something with this name has happened by a moment. */
  boolean has(String type, Instant by) {
    return events.stream().anyMatch(e -> e.type().equals(type) && !e.at().isAfter(by));
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
    return (int) Math.min(lastStep(), part * plannedSteps);
  }
}
