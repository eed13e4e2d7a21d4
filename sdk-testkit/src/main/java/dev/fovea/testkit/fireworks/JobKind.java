package dev.fovea.testkit.fireworks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The three kinds of fine-tuning jobs. */
enum JobKind {
  SUPERVISED("supervisedFineTuningJob", true),
  PREFERENCE("dpoJob", false),
  REINFORCEMENT("reinforcementFineTuningJob", true);

  private final String object;
  private final boolean progress;

  JobKind(String object, boolean progress) {
    this.object = object;
    this.progress = progress;
  }

  /** The name of its object in requests. */
  String object() {
    return object;
  }

  String plural() {
    return object + "s";
  }

  /** The query parameter with the id a caller chose. */
  String idParameter() {
    return object + "Id";
  }

  /** Whether its objects tell how far they are. */
  boolean tellsProgress() {
    return progress;
  }

  /** Where its hyperparameters stand: at the top of supervised jobs, else one below. */
  JsonNode training(ObjectNode request) {
    return this == SUPERVISED ? request : request.path("trainingConfig");
  }

  /** The same, to be changed. */
  ObjectNode trainingOf(ObjectNode request) {
    return this == SUPERVISED ? request : request.withObject("/trainingConfig");
  }
}
