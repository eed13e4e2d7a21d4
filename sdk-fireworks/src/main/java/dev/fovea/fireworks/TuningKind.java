package dev.fovea.fireworks;

import dev.fovea.finetuning.FineTuningMethod;

/** The kinds of fine-tuning jobs, each a collection of its own. */
enum TuningKind {
  SUPERVISED("supervisedFineTuningJobs", "supervisedFineTuningJobId", "supervised()"),
  PREFERENCE("dpoJobs", "dpoJobId", "preference()"),
  REINFORCEMENT("reinforcementFineTuningJobs", "reinforcementFineTuningJobId", "reinforcement(..)");

  /** What the jobs' names and paths have, and the member of a listing. */
  final String collection;

  /** The query parameter with the id of a job to be created. */
  final String idParameter;

  private final String method;

  TuningKind(String collection, String idParameter, String method) {
    this.collection = collection;
    this.idParameter = idParameter;
    this.method = method;
  }

  static TuningKind of(FineTuningMethod method) {
    if (method instanceof FineTuningMethod.Preference) {
      return PREFERENCE;
    }
    return method instanceof FineTuningMethod.Reinforcement ? REINFORCEMENT : SUPERVISED;
  }

  /** {@return the kind of a job, by its full name; a short id is a supervised job's} */
  static TuningKind ofJob(String nameOrId) {
    for (TuningKind kind : values()) {
      if (ResourceName.isIn(kind.collection, nameOrId)) {
        return kind;
      }
    }
    return SUPERVISED;
  }

  /**
   * {@return where a setting of training stands in the body: supervised jobs have theirs at the
   * top}
   *
   * @param name the setting as the wire spells it
   */
  String training(String name) {
    return this == SUPERVISED ? name : "trainingConfig." + name;
  }

  /** {@return how a request asks for this kind} */
  String method() {
    return "FineTuningMethod." + method;
  }
}
