package dev.fovea.openai;

import dev.fovea.chat.ResponseFormat;
import dev.fovea.finetuning.FineTuningMethod;
import dev.fovea.finetuning.FineTuningRequest;
import dev.fovea.json.FieldPaths;
import dev.fovea.openai.OpenAiFineTuningOptions.Setting;
import dev.fovea.provider.NumberFacts;
import dev.fovea.provider.OwnOptions;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A request on its way to a job. Whatever can be refused without asking is refused when the plan is
 * made. Immutable.
 */
final class TuningPlan {
  private final FineTuningRequest request;
  private final OpenAiFineTuningOptions options;
  private final TuningKind kind;
  private final Map<String, @Nullable Object> body;

  private TuningPlan(
      FineTuningRequest request, OpenAiFineTuningOptions options, TuningCheck check, String token) {
    this.request = request;
    this.options = options;
    this.kind = TuningKind.of(request.method());
    NumberFacts facts = OpenAiFacts.REQUESTS;
    check.run(facts);
    this.body = FieldPaths.merge(
        FieldPaths.merge(new LinkedHashMap<>(), places(check)),
        request.extraProperties().getOrDefault(OpenAiProvider.ID, Map.of()));
    label(check, token);
  }

  /**
   * Makes the plan.
   *
   * @param request the job
   * @param operation what it is for, as messages name it
   * @param token what the job is found by, unless the request chose a token itself
   */
  static TuningPlan of(FineTuningRequest request, String operation, String token) {
    OpenAiFineTuningOptions options = OwnOptions.find(
            OpenAiProvider.ID, request.options(), OpenAiFineTuningOptions.class, operation)
        .orElseGet(() -> OpenAiFineTuningOptions.builder().build());
    return new TuningPlan(request, options, new TuningCheck(request, options, operation), token);
  }

  /** {@return the body that creates the job} */
  Map<String, @Nullable Object> body() {
    return body;
  }

  /** {@return what the job is found by when its answer is lost} */
  String token() {
    return String.valueOf(
        ((Map<?, ?>) body.getOrDefault("metadata", Map.of())).get(CreateOnce.TOKEN));
  }

  /** {@return where a job that may or may not exist can be found} */
  String whereToLook() {
    return "a job on training file " + request.trainingFile() + " may have been started: look with"
        + " fineTuning().list(q -> q.metadata(\"" + CreateOnce.TOKEN + "\", \"" + token() + "\"))"
        + " before creating it again, which may start a second one";
  }

  private Map<String, @Nullable Object> places(TuningCheck check) {
    Map<String, @Nullable Object> places = new LinkedHashMap<>();
    request.baseModel().ifPresent(model -> places.put("model", model));
    places.put("training_file", request.trainingFile());
    request.validationFile().ifPresent(file -> places.put("validation_file", file));
    request.suffix().ifPresent(suffix -> places.put("suffix", suffix));
    request.seed().ifPresent(seed -> places.put("seed", seed));
    places.put("method.type", kind.word);
    settings(places);
    for (Setting setting : options.auto()) {
      boolean free = places.putIfAbsent(kind.place(setting.field), "auto") == null;
      check.require(free, "set either a number or auto(" + setting + "), not both");
    }
    if (request.method() instanceof FineTuningMethod.Reinforcement graded) {
      if (!graded.grader().isEmpty()) {
        places.put("method.reinforcement.grader", graded.grader());
      }
      options
          .responseFormat()
          .ifPresent(format -> places.put("method.reinforcement.response_format", schema(format)));
    }
    wandb().ifPresent(run -> places.put("integrations", List.of(run)));
    return places;
  }

  private void settings(Map<String, @Nullable Object> places) {
    request.hyperparameters().ifPresent(common -> {
      put(places, Setting.EPOCHS, common.epochs().orElse(null));
      put(places, Setting.BATCH_SIZE, common.batchSize().orElse(null));
    });
    put(
        places,
        Setting.LEARNING_RATE_MULTIPLIER,
        options.learningRateMultiplier().orElse(null));
    if (request.method() instanceof FineTuningMethod.Preference preference) {
      put(places, Setting.BETA, preference.beta().orElse(null));
    }
    options
        .reasoningEffort()
        .ifPresent(effort -> places.put(kind.place("reasoning_effort"), effort));
    put(places, Setting.COMPUTE_MULTIPLIER, options.computeMultiplier().orElse(null));
    put(places, Setting.EVAL_INTERVAL, options.evalInterval().orElse(null));
    put(places, Setting.EVAL_SAMPLES, options.evalSamples().orElse(null));
  }

  private void put(Map<String, @Nullable Object> places, Setting setting, @Nullable Number value) {
    if (value != null) {
      places.put(kind.place(setting.field), value);
    }
  }

  /** {@return the kinds that know a setting} */
  static Set<TuningKind> kinds(Setting setting) {
    return switch (setting) {
      case EPOCHS, BATCH_SIZE, LEARNING_RATE_MULTIPLIER -> EnumSet.allOf(TuningKind.class);
      case BETA -> EnumSet.of(TuningKind.PREFERENCE);
      case COMPUTE_MULTIPLIER, EVAL_INTERVAL, EVAL_SAMPLES -> EnumSet.of(TuningKind.REINFORCEMENT);
    };
  }

  private static Map<String, Object> schema(ResponseFormat.JsonSchema format) {
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put("name", format.name());
    format.description().ifPresent(description -> schema.put("description", description));
    schema.put("schema", format.schema());
    format.strict().ifPresent(strict -> schema.put("strict", strict));
    return Map.of("type", "json_schema", "json_schema", schema);
  }

  private Optional<Map<String, Object>> wandb() {
    return options.wandbProject().map(project -> {
      Map<String, Object> run = new LinkedHashMap<>();
      run.put("project", project);
      options.wandbName().ifPresent(name -> run.put("name", name));
      options.wandbEntity().ifPresent(entity -> run.put("entity", entity));
      if (!options.wandbTags().isEmpty()) {
        run.put("tags", options.wandbTags());
      }
      return Map.of("type", "wandb", "wandb", run);
    });
  }

  // Last, so that no field that was set by its name takes the token away.
  private void label(TuningCheck check, String token) {
    Map<String, @Nullable Object> labels = new LinkedHashMap<>(options.metadata());
    Object named = body.get("metadata");
    check.require(named == null || named instanceof Map<?, ?>, "give metadata as names and values");
    if (named instanceof Map<?, ?> map) {
      map.forEach((name, value) -> labels.put(String.valueOf(name), value));
    }
    labels.putIfAbsent(CreateOnce.TOKEN, token);
    check.metadata(labels);
    body.put("metadata", labels);
  }
}
