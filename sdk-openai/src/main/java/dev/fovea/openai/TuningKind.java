package dev.fovea.openai;

import dev.fovea.finetuning.FineTuningMethod;

/** The kinds of fine-tuning jobs: what {@code method} may be, and the object in it. */
enum TuningKind {
  SUPERVISED("supervised", "supervised()"),
  PREFERENCE("dpo", "preference()"),
  REINFORCEMENT("reinforcement", "reinforcement(..)");

  /** The word for it, and the name of the object with its settings. */
  final String word;

  private final String method;

  TuningKind(String word, String method) {
    this.word = word;
    this.method = method;
  }

  static TuningKind of(FineTuningMethod method) {
    if (method instanceof FineTuningMethod.Preference) {
      return PREFERENCE;
    }
    return method instanceof FineTuningMethod.Reinforcement ? REINFORCEMENT : SUPERVISED;
  }

  /** {@return where a setting of training stands in the body} */
  String place(String field) {
    return "method." + word + ".hyperparameters." + field;
  }

  /** {@return how a request asks for this kind} */
  String method() {
    return "FineTuningMethod." + method;
  }
}
