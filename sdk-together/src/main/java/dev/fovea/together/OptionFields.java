package dev.fovea.together;

import dev.fovea.finetuning.FineTuningMethod;
import dev.fovea.together.TogetherFineTuningOptions.Schedule;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Together's own options under the wire's names. What is absent is not written. */
final class OptionFields {
  private final Map<String, @Nullable Object> fields;

  private OptionFields(Map<String, @Nullable Object> fields) {
    this.fields = fields;
  }

  /** Writes into the body of a request what stands there at the top. */
  static void put(Map<String, @Nullable Object> body, TogetherFineTuningOptions options) {
    OptionFields fields = new OptionFields(body);
    if (options.largestBatch()) {
      body.put("batch_size", "max");
    }
    fields.put(
        "gradient_accumulation_steps", options.gradientAccumulationSteps().orElse(null));
    fields.put("packing", options.packing().orElse(null));
    fields.put("max_seq_length", options.maxSequenceLength().orElse(null));
    fields.put("lr_scheduler", options.schedule().map(OptionFields::schedule).orElse(null));
    fields.origin(options);
    fields.put("wandb_api_key", options.wandbApiKey().orElse(null));
    fields.put("wandb_base_url", options.wandbBaseUrl().orElse(null));
    fields.put("wandb_project_name", options.wandbProject().orElse(null));
    fields.put("wandb_name", options.wandbName().orElse(null));
    fields.put("wandb_entity", options.wandbEntity().orElse(null));
    fields.put("early_stopping_enabled", options.earlyStopping().orElse(null));
    fields.put("early_stopping_patience", options.earlyStoppingPatience().orElse(null));
    fields.put("early_stopping_min_delta", options.earlyStoppingMinDelta().orElse(null));
    fields.put(
        "early_stopping_warmup_evals", options.earlyStoppingWarmupEvaluations().orElse(null));
  }

  private void origin(TogetherFineTuningOptions options) {
    put("from_checkpoint", options.fromCheckpoint().orElse(null));
    put("from_hf_model", options.fromHuggingFaceModel().orElse(null));
    put("hf_model_revision", options.huggingFaceRevision().orElse(null));
    put("hf_api_token", options.huggingFaceToken().orElse(null));
    put("hf_output_repo_name", options.huggingFaceOutputRepository().orElse(null));
  }

  private static Map<String, Object> schedule(Schedule schedule) {
    Map<String, Object> arguments = new LinkedHashMap<>();
    arguments.put("min_lr_ratio", schedule.minRatio());
    if (schedule.cycles() > 0) {
      arguments.put("num_cycles", schedule.cycles());
    }
    Map<String, Object> scheduler = new LinkedHashMap<>();
    scheduler.put("lr_scheduler_type", schedule.type());
    scheduler.put("lr_scheduler_args", arguments);
    return scheduler;
  }

  /** {@return how the model learns, as one object} */
  static Map<String, @Nullable Object> method(
      FineTuningMethod method, TogetherFineTuningOptions options) {
    OptionFields fields = new OptionFields(new LinkedHashMap<>());
    if (method instanceof FineTuningMethod.Preference preference) {
      fields.preference(preference, options);
    } else {
      fields.fields.put("method", "sft");
      // The wire wants a word here; auto is the one that leaves the choice to Together.
      Optional<Object> inputs = options.trainOnInputs().map(train -> train);
      fields.fields.put("train_on_inputs", inputs.orElse("auto"));
    }
    return fields.fields;
  }

  private void preference(
      FineTuningMethod.Preference preference, TogetherFineTuningOptions options) {
    fields.put("method", "dpo");
    put("dpo_beta", preference.beta().orElse(null));
    put("rpo_alpha", options.rpoAlpha().orElse(null));
    put("simpo_gamma", options.simpoGamma().orElse(null));
    if (options.simpoGamma().orElse(0.0) > 0) {
      // SimPO is defined so; a request that says otherwise was refused.
      fields.put("dpo_normalize_logratios_by_length", true);
      fields.put("dpo_reference_free", true);
    } else {
      put(
          "dpo_normalize_logratios_by_length",
          options.normalizeLogRatiosByLength().orElse(null));
      put("dpo_reference_free", options.referenceFree().orElse(null));
    }
  }

  private void put(String name, @Nullable Object value) {
    if (value != null) {
      fields.put(name, value);
    }
  }
}
