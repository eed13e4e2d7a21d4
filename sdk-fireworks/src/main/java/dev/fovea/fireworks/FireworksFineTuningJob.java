package dev.fovea.fireworks;

import dev.fovea.config.Money;
import dev.fovea.finetuning.FineTuningJob;
import dev.fovea.finetuning.FineTuningMethod;
import dev.fovea.provider.JobView;
import dev.fovea.provider.WireObject;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A fine-tuning job with what only Fireworks says about it. A view of the neutral job: absent is
 * whatever the job did not bring along. Signed addresses and keys are not shown. Immutable.
 */
public final class FireworksFineTuningJob extends JobView {
  private FireworksFineTuningJob(FineTuningJob job) {
    super(job);
  }

  /**
   * Looks at a job of Fireworks'.
   *
   * @param job as the service returned it
   * @return the view
   */
  public static FireworksFineTuningJob of(FineTuningJob job) {
    return new FireworksFineTuningJob(job);
  }

  /**
   * {@return how the model learns, by the collection in the job's name; a DPO job tells its beta}
   */
  public FineTuningMethod method() {
    return switch (TuningKind.ofJob(job().id())) {
      case SUPERVISED -> FineTuningMethod.supervised();
      case PREFERENCE ->
        loss("dpo")
            .flatMap(dpo -> dpo.decimal("beta"))
            .filter(beta -> beta >= 0)
            .map(FineTuningMethod::preference)
            .orElseGet(FineTuningMethod::preference);
      case REINFORCEMENT ->
        FineTuningMethod.reinforcement(
            evaluator().map(name -> Map.of(TuningCheck.EVALUATOR, name)).orElseGet(Map::of));
    };
  }

  /** {@return the name people read} */
  public Optional<String> displayName() {
    return wire().text("displayName");
  }

  /** {@return who started it, as a mail address} */
  public Optional<String> createdBy() {
    return wire().text("createdBy");
  }

  /** {@return the name the model will have; told before there is a model} */
  public Optional<String> outputModel() {
    return text("outputModel");
  }

  /** {@return the adapter model that is trained further, where there is no base model} */
  public Optional<String> warmStartFrom() {
    return text("warmStartFrom");
  }

  /** {@return the rank of the adapter} */
  public Optional<Integer> loraRank() {
    return count("loraRank");
  }

  /** {@return how many examples make one step} */
  public Optional<Integer> batchSize() {
    return count("batchSizeSamples");
  }

  /** {@return the step size of learning} */
  public Optional<Double> learningRate() {
    return wire().decimal("learningRate").or(() -> training().decimal("learningRate"));
  }

  /** {@return how many tokens an example may have} */
  public Optional<Integer> maxContextLength() {
    return count("maxContextLength");
  }

  /** {@return whether a part of the training file is kept for evaluation} */
  public Optional<Boolean> evaluationCarveOut() {
    return wire().flag("evalAutoCarveout");
  }

  /** {@return the kind of loss, in Fireworks' word} */
  public Optional<String> lossMethod() {
    return wire().object("lossConfig").flatMap(loss -> loss.text("method"));
  }

  /** {@return what grades the answers; only in reinforcement tuning} */
  public Optional<String> evaluator() {
    return wire().text("evaluator");
  }

  /** {@return how far it is, 0 to 100} */
  public Optional<Integer> percent() {
    return progress().flatMap(progress -> progress.count("percent"));
  }

  /** {@return how often the examples were gone through, the first time counting as 0} */
  public Optional<Integer> epoch() {
    return progress().flatMap(progress -> progress.count("epoch"));
  }

  /** {@return how many tokens were read} */
  public Optional<Long> inputTokens() {
    return progress().flatMap(progress -> progress.integer("inputTokens"));
  }

  /** {@return how many tokens were written; only in reinforcement tuning} */
  public Optional<Long> outputTokens() {
    return progress().flatMap(progress -> progress.integer("outputTokens"));
  }

  /** {@return what the job costs, by Fireworks' estimate} */
  public Optional<Money> estimatedCost() {
    return FireworksPriceEstimate.price(wire());
  }

  /** {@return how long each kind of accelerator worked; only in reinforcement tuning} */
  public Map<String, Duration> acceleratorTimes() {
    Map<String, Duration> times = new LinkedHashMap<>();
    wire()
        .object("acceleratorSeconds")
        .ifPresent(seconds -> seconds
            .rest()
            .keySet()
            .forEach(type ->
                seconds.integer(type).ifPresent(s -> times.put(type, Duration.ofSeconds(s)))));
    return times;
  }

  /** {@return where Weights &amp; Biases shows the job} */
  public Optional<String> wandbUrl() {
    return wire().object("wandbConfig").flatMap(wandb -> wandb.text("url"));
  }

  /** {@return whether the trainer's logs can be downloaded; not every account may} */
  public boolean hasLogs() {
    return wire().text("trainerLogsSignedUrl").isPresent();
  }

  private Optional<WireObject> progress() {
    return wire().object("jobProgress");
  }

  private Optional<WireObject> loss(String part) {
    return wire().object("lossConfig").flatMap(loss -> loss.object(part));
  }

  // Supervised jobs have these at the top, the others one level down.
  private Optional<String> text(String field) {
    return WireJob.training(wire(), field);
  }

  private Optional<Integer> count(String field) {
    return wire().count(field).or(() -> training().count(field)).filter(n -> n > 0);
  }

  private WireObject training() {
    return WireJob.training(wire());
  }
}
