package dev.fovea.cli;

import dev.fovea.VisionClient;
import dev.fovea.config.Capability;
import dev.fovea.finetuning.Adapter;
import dev.fovea.finetuning.FineTuningJob;
import dev.fovea.finetuning.FineTuningMethod;
import dev.fovea.finetuning.FineTuningRequest;
import dev.fovea.together.TogetherFineTuningOptions;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * {@code fovea fine-tuning create}: starts a job. What is not given stays the provider's choice.
 */
@Command(name = "create", description = "Start a fine-tuning job.")
final class FineTuningCreate extends AccountTask {
  private static final int PROVIDERS_CHOICE = 0;
  private static final String EVALUATOR = "evaluator";

  @Option(
      names = "--model",
      paramLabel = "M",
      description = "The base model; none when the job goes on, as with --set from_checkpoint=JOB.")
  @Nullable
  String model;

  @Option(
      names = "--training-file",
      paramLabel = "ID",
      required = true,
      description = "The id of the uploaded training file.")
  String trainingFile = "";

  @Option(
      names = "--validation-file",
      paramLabel = "ID",
      description = "The id of a validation file.")
  @Nullable
  String validationFile;

  @Option(
      names = "--method",
      paramLabel = "sft|dpo|rft",
      defaultValue = "sft",
      description = "How to train; ${DEFAULT-VALUE}. rft grades: at Fireworks with --set"
          + " evaluator=NAME, at OpenAI with --set method.reinforcement.grader=JSON.")
  Method method = Method.sft;

  @ArgGroup
  @Nullable
  Weights weights;

  @Option(names = "--lora-alpha", paramLabel = "A", description = "The adapter's scale.")
  @Nullable
  Integer loraAlpha;

  @Option(
      names = "--train-vision",
      paramLabel = "true|false",
      arity = "1",
      description = "Train the part that sees, too (Together).")
  @Nullable
  Boolean trainVision;

  @Option(names = "--epochs", paramLabel = "N", description = "How often to see every example.")
  @Nullable
  Integer epochs;

  @Option(names = "--batch-size", paramLabel = "N", description = "Examples a step.")
  @Nullable
  Integer batchSize;

  @Option(
      names = "--learning-rate",
      paramLabel = "X",
      description = "The learning rate. OpenAI multiplies one of its own instead: --set"
          + " method.supervised.hyperparameters.learning_rate_multiplier=X.")
  @Nullable
  Double learningRate;

  @Option(names = "--beta", paramLabel = "B", description = "How close to the base model, for dpo.")
  @Nullable
  Double beta;

  @Option(names = "--seed", paramLabel = "N", description = "The seed.")
  @Nullable
  Long seed;

  @Option(
      names = "--suffix",
      paramLabel = "S",
      description = "The ending of the tuned model's name.")
  @Nullable
  String suffix;

  @Option(
      names = "--set",
      paramLabel = "path.to.field=value",
      description = "Any other field, as it stands on the wire; JSON, else a text. Repeatable.")
  Map<String, String> set = new LinkedHashMap<>();

  FineTuningCreate(Context context) {
    super(context);
  }

  /** The methods, as the command line spells them. */
  enum Method {
    sft,
    dpo,
    rft
  }

  /** An adapter or all weights; not both. */
  static final class Weights {
    @Option(
        names = "--lora",
        paramLabel = "RANK",
        arity = "0..1",
        fallbackValue = "" + PROVIDERS_CHOICE,
        description = "Train an adapter, of this rank if given. OpenAI chooses by itself.")
    @Nullable
    Integer lora;

    @Option(names = "--no-lora", description = "Train all weights (Together).")
    boolean full;
  }

  @Override
  void prepare() {
    if (model == null && set.isEmpty()) {
      throw new UsageException("missing --model, or with --set what the job goes on from");
    }
    if (beta != null && method != Method.dpo) {
      throw new UsageException("--beta goes with --method dpo only");
    }
    if (loraAlpha != null && weights != null && weights.full) {
      throw new UsageException("--lora-alpha makes no sense with --no-lora");
    }
  }

  @Override
  int work(VisionClient client) {
    requireWeights(client);
    FineTuningJob job = client.fineTuning().create(request());
    int code = Listing.printOne(context(), Facts.of(job));
    context().say("Follow it: " + context().command("fine-tuning await " + job.id()));
    context().say("Cancel it: " + context().command("fine-tuning cancel " + job.id()));
    return code;
  }

  // In the command line's own words: the library would name its builders.
  private void requireWeights(VisionClient client) {
    boolean chosen = weights != null || loraAlpha != null;
    if (chosen
        && !client.capabilities().contains(Capability.LORA_ADAPTER)
        && !client.capabilities().contains(Capability.FULL_FINE_TUNING)) {
      throw new UsageException(client.provider() + " chooses by itself which weights it trains:"
          + " leave --lora, --lora-alpha and --no-lora out");
    }
    if (learningRate != null && client.provider().equals("openai")) {
      throw new UsageException("openai multiplies a learning rate of its own: in place of"
          + " --learning-rate give --set " + multiplier());
    }
  }

  private String multiplier() {
    String kind = switch (method) {
      case sft -> "supervised";
      case dpo -> "dpo";
      case rft -> "reinforcement";
    };
    return "method." + kind + ".hyperparameters.learning_rate_multiplier=2";
  }

  private FineTuningRequest request() {
    FineTuningRequest.Builder request =
        FineTuningRequest.builder().trainingFile(trainingFile).method(method());
    if (model != null) {
      request.baseModel(model);
    }
    if (validationFile != null) {
      request.validationFile(validationFile);
    }
    addAdapter(request);
    addHyperparameters(request);
    if (suffix != null) {
      request.suffix(suffix);
    }
    if (seed != null) {
      request.seed(seed);
    }
    if (trainVision != null) {
      // At another provider the options of Together are refused, in words.
      request.options(
          TogetherFineTuningOptions.builder().trainVision(trainVision).build());
    }
    set.forEach((path, value) -> {
      if (!grader().containsKey(path)) {
        request.putExtraProperty(context().provider(), path, JsonWords.value(value));
      }
    });
    return request.build();
  }

  private FineTuningMethod method() {
    if (method == Method.dpo) {
      return beta == null ? FineTuningMethod.preference() : FineTuningMethod.preference(beta);
    }
    return method == Method.rft
        ? FineTuningMethod.reinforcement(grader())
        : FineTuningMethod.supervised();
  }

  /** What grades: an evaluator where a provider keeps them, else given field by field. */
  private Map<String, Object> grader() {
    String evaluator = method == Method.rft ? set.get(EVALUATOR) : null;
    return evaluator == null ? Map.of() : Map.of(EVALUATOR, evaluator);
  }

  private void addAdapter(FineTuningRequest.Builder request) {
    if (weights != null && weights.full) {
      request.adapter(Adapter.full());
    } else if (weights != null || loraAlpha != null) {
      request.adapter(Adapter.lora(lora -> {
        if (weights != null && weights.lora != null && weights.lora != PROVIDERS_CHOICE) {
          lora.rank(weights.lora);
        }
        if (loraAlpha != null) {
          lora.alpha(loraAlpha);
        }
      }));
    }
  }

  private void addHyperparameters(FineTuningRequest.Builder request) {
    if (epochs != null) {
      request.epochs(epochs);
    }
    if (batchSize != null) {
      request.batchSize(batchSize);
    }
    if (learningRate != null) {
      request.learningRate(learningRate);
    }
  }
}
