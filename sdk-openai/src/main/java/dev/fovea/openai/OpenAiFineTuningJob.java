package dev.fovea.openai;

import dev.fovea.finetuning.FineTuningJob;
import dev.fovea.finetuning.FineTuningMethod;
import dev.fovea.openai.OpenAiFineTuningOptions.Setting;
import dev.fovea.provider.JobView;
import dev.fovea.provider.WireObject;
import java.time.Instant;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A fine-tuning job with what only OpenAI says about it. A view of the neutral job: absent is
 * whatever the job did not bring along. Immutable.
 */
public final class OpenAiFineTuningJob extends JobView {
  private OpenAiFineTuningJob(FineTuningJob job) {
    super(job);
  }

  /**
   * Looks at a job of OpenAI's.
   *
   * @param job as the service returned it
   * @return the view
   */
  public static OpenAiFineTuningJob of(FineTuningJob job) {
    return new OpenAiFineTuningJob(job);
  }

  /** {@return the organization that is billed} */
  public Optional<String> organization() {
    return wire().text("organization_id");
  }

  /**
   * {@return OpenAI's word for why the job failed, such as {@code invalid_n_examples}; absent when
   * there is no error, however that is written}
   */
  public Optional<String> errorCode() {
    return WireJob.error(wire(), "code");
  }

  /** {@return which field of the request is at fault, such as {@code training_file}} */
  public Optional<String> errorParam() {
    return WireJob.error(wire(), "param");
  }

  /** {@return how the model learns; absent also for a method this version does not know} */
  public Optional<FineTuningMethod> method() {
    String word = wire().object("method").flatMap(method -> method.text("type")).orElse("");
    return switch (word.toLowerCase(Locale.ROOT)) {
      case "supervised" -> Optional.of(FineTuningMethod.supervised());
      case "dpo" ->
        Optional.of(decimal(Setting.BETA)
            .filter(beta -> beta >= 0)
            .map(FineTuningMethod::preference)
            .orElseGet(FineTuningMethod::preference));
      case "reinforcement" ->
        Optional.of(FineTuningMethod.reinforcement(
            grader().map(OpenAiFineTuningJob::present).orElseGet(Map::of)));
      default -> Optional.empty();
    };
  }

  /** {@return what grades the answers, as OpenAI describes it; only in reinforcement tuning} */
  private Optional<WireObject> grader() {
    return WireJob.method(wire()).flatMap(method -> method.object("grader"));
  }

  private static Map<String, Object> present(WireObject object) {
    Map<String, Object> present = new LinkedHashMap<>();
    object.rest().forEach((name, value) -> {
      if (value != null) {
        present.put(name, value);
      }
    });
    return present;
  }

  /** {@return the files with what was measured at each step; empty until the job is done} */
  public List<String> resultFiles() {
    return wire().texts("result_files");
  }

  /** {@return the labels of the job, Fovea's own {@code fovea_token} among them} */
  public Map<String, String> metadata() {
    Map<String, String> labels = new LinkedHashMap<>();
    wire()
        .object("metadata")
        .ifPresent(metadata -> metadata.rest().forEach((name, value) -> {
          if (value != null) {
            labels.put(name, value.toString());
          }
        }));
    return labels;
  }

  /** {@return the services that follow the job} */
  public List<OpenAiIntegration> integrations() {
    return wire().objects("integrations").stream().map(OpenAiIntegration::new).toList();
  }

  /** {@return the seed of the job's random numbers} */
  public Optional<Long> seed() {
    return wire().integer("seed");
  }

  /** {@return when the job will be done, by OpenAI's estimate} */
  public Optional<Instant> estimatedFinish() {
    return wire().time("estimated_finish");
  }

  /** {@return the ending of the model's name that was asked for} */
  public Optional<String> suffix() {
    return wire().text("user_provided_suffix");
  }

  /** {@return whether what the job is trained on is shared with OpenAI} */
  public Optional<Boolean> sharedWithOpenAi() {
    return wire().flag("shared_with_openai");
  }

  /** {@return the evaluation that belongs to the job} */
  public Optional<String> evalId() {
    return wire().text("eval_id");
  }

  /** {@return how many examples make one step; absent while it says {@code auto}} */
  public Optional<Integer> batchSize() {
    return count(Setting.BATCH_SIZE);
  }

  /** {@return by what OpenAI's step size is multiplied; absent while it says {@code auto}} */
  public Optional<Double> learningRateMultiplier() {
    return decimal(Setting.LEARNING_RATE_MULTIPLIER);
  }

  /** {@return how much reinforcement tuning explores; absent while it says {@code auto}} */
  public Optional<Double> computeMultiplier() {
    return decimal(Setting.COMPUTE_MULTIPLIER);
  }

  /** {@return after how many steps is evaluated; absent while it says {@code auto}} */
  public Optional<Integer> evalInterval() {
    return count(Setting.EVAL_INTERVAL);
  }

  /** {@return how many answers an evaluation takes; absent while it says {@code auto}} */
  public Optional<Integer> evalSamples() {
    return count(Setting.EVAL_SAMPLES);
  }

  /** {@return how much the model thinks, in OpenAI's word; only in reinforcement tuning} */
  public Optional<String> reasoningEffort() {
    return WireJob.setting(wire(), settings -> settings.text("reasoning_effort"));
  }

  /** {@return the settings that OpenAI chooses and has not told yet} */
  public Set<Setting> auto() {
    Set<Setting> auto = EnumSet.noneOf(Setting.class);
    for (Setting setting : Setting.values()) {
      if (WireJob.setting(wire(), settings -> settings.text(setting.field))
          .filter("auto"::equalsIgnoreCase)
          .isPresent()) {
        auto.add(setting);
      }
    }
    return auto;
  }

  private Optional<Integer> count(Setting setting) {
    return WireJob.setting(wire(), settings -> settings.count(setting.field));
  }

  private Optional<Double> decimal(Setting setting) {
    return WireJob.setting(wire(), settings -> settings.decimal(setting.field));
  }
}
