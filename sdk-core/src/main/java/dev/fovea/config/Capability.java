package dev.fovea.config;

/**
 * Something a provider may or may not offer. Ask {@code VisionClient.capabilities()} before, or
 * meet an {@code UnsupportedCapabilityException} before any byte is sent. May grow in a minor
 * version: keep a default branch.
 */
public enum Capability {
  /** Supervised fine-tuning from examples of right answers. */
  SUPERVISED_FINE_TUNING,
  /** Direct preference optimisation from pairs of better and worse answers. */
  PREFERENCE_FINE_TUNING,
  /** Reinforcement fine-tuning from graded answers. */
  REINFORCEMENT_FINE_TUNING,
  /** Training a low-rank adapter. */
  LORA_ADAPTER,
  /** Training all weights. */
  FULL_FINE_TUNING,
  /** Pausing a running job, to be resumed later. */
  PAUSE_JOB,
  /** Events of a job, told by the provider. */
  JOB_EVENTS,
  /** Checkpoints of a job. */
  JOB_CHECKPOINTS,
  /** Deleting a job from the account's list. */
  JOB_DELETION,
  /** Deployments the caller sizes, stops and pays by the hour. */
  DEPLOYMENTS,
  /** Prices per hour of the hardware a deployment runs on. */
  HARDWARE_PRICES,
  /** A server-side stop after an idle time. */
  IDLE_STOP,
  /** The {@code detail} hint on a picture. */
  IMAGE_DETAIL,
  /** Pictures given by URL, fetched by the provider. */
  REMOTE_IMAGES,
  /** Films in messages; few models take them. */
  VIDEO_INPUT,
  /** Sounds in messages. */
  AUDIO_INPUT,
  /** Texts turned into vectors. */
  EMBEDDINGS,
  /** Texts carried on, without a conversation. */
  COMPLETIONS,
  /** Many requests in one file, answered later. */
  BATCHES,
  /** Answers that follow a JSON schema. */
  STRUCTURED_OUTPUT,
  /** Tools the model may call. */
  TOOLS
}
