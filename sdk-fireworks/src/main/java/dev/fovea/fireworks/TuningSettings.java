package dev.fovea.fireworks;

import dev.fovea.json.JsonCodec;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Which of Fireworks' own options goes where in which kind of job: one table, so that what a kind
 * has no place for is refused and nothing is lost.
 */
final class TuningSettings {
  /**
   * One option.
   *
   * @param name as users know it
   * @param place where it stands in the body of a kind
   * @param kinds the kinds that have it
   * @param value reads it; empty when it is not set
   */
  private record Setting(
      String name,
      Function<TuningKind, String> place,
      Set<TuningKind> kinds,
      Function<FireworksFineTuningOptions, Optional<?>> value) {}

  private static final Set<TuningKind> ALL = EnumSet.allOf(TuningKind.class);
  private static final Set<TuningKind> SUPERVISED = EnumSet.of(TuningKind.SUPERVISED);
  private static final Set<TuningKind> PREFERENCE = EnumSet.of(TuningKind.PREFERENCE);
  private static final Set<TuningKind> REINFORCEMENT = EnumSet.of(TuningKind.REINFORCEMENT);
  private static final Set<TuningKind> NOT_PREFERENCE =
      EnumSet.complementOf(EnumSet.of(TuningKind.PREFERENCE));
  private static final Set<TuningKind> NOT_SUPERVISED =
      EnumSet.complementOf(EnumSet.of(TuningKind.SUPERVISED));

  private static final List<Setting> TABLE = List.of(
      top("displayName", "displayName", ALL, FireworksFineTuningOptions::displayName),
      training(
          "learningRateWarmupSteps",
          "learningRateWarmupSteps",
          ALL,
          FireworksFineTuningOptions::learningRateWarmupSteps),
      top(
          "schedule",
          "lrScheduler",
          SUPERVISED,
          o -> o.schedule().map(FireworksFineTuningOptions.Schedule::toWire)),
      training("batchTokens", "batchSize", ALL, FireworksFineTuningOptions::batchTokens),
      training(
          "gradientAccumulationSteps",
          "gradientAccumulationSteps",
          ALL,
          FireworksFineTuningOptions::gradientAccumulationSteps),
      training(
          "maxContextLength",
          "maxContextLength",
          ALL,
          FireworksFineTuningOptions::maxContextLength),
      training("jinjaTemplate", "jinjaTemplate", ALL, FireworksFineTuningOptions::jinjaTemplate),
      training("region", "region", ALL, FireworksFineTuningOptions::region),
      training(
          "trainerSharding",
          "trainerShardingScheme",
          NOT_SUPERVISED,
          o -> filled(o.trainerSharding())),
      new Setting(
          "nodeCount",
          kind -> kind == TuningKind.SUPERVISED ? "nodes" : "nodeCount",
          NOT_PREFERENCE,
          FireworksFineTuningOptions::nodeCount),
      top("purpose", "purpose", ALL, FireworksFineTuningOptions::purpose),
      top(
          "evaluationCarveOut",
          "evalAutoCarveout",
          NOT_PREFERENCE,
          FireworksFineTuningOptions::evaluationCarveOut),
      top("earlyStopping", "earlyStop", SUPERVISED, FireworksFineTuningOptions::earlyStopping),
      top("turbo", "isTurbo", SUPERVISED, FireworksFineTuningOptions::turbo),
      top("mtpEnabled", "mtpEnabled", SUPERVISED, FireworksFineTuningOptions::mtpEnabled),
      top(
          "mtpFreezeBaseModel",
          "mtpFreezeBaseModel",
          SUPERVISED,
          FireworksFineTuningOptions::mtpFreezeBaseModel),
      top(
          "mtpDraftTokens",
          "mtpNumDraftTokens",
          SUPERVISED,
          FireworksFineTuningOptions::mtpDraftTokens),
      top(
          "lossMethod",
          "lossConfig.method",
          NOT_SUPERVISED,
          FireworksFineTuningOptions::lossMethod),
      top("klBeta", "lossConfig.klBeta", REINFORCEMENT, FireworksFineTuningOptions::klBeta),
      top(
          "orpoLambda",
          "lossConfig.orpo.lambda",
          PREFERENCE,
          FireworksFineTuningOptions::orpoLambda),
      top(
          "referenceCacheConcurrency",
          "lossConfig.dpo.refCacheConcurrency",
          PREFERENCE,
          FireworksFineTuningOptions::referenceCacheConcurrency),
      top(
          "referenceCacheBatchSize",
          "lossConfig.dpo.refCacheBatchSize",
          PREFERENCE,
          FireworksFineTuningOptions::referenceCacheBatchSize),
      rollout(
          "candidates",
          "inferenceParameters.responseCandidatesCount",
          FireworksRollouts::candidates),
      rollout(
          "maxOutputTokens",
          "inferenceParameters.maxOutputTokens",
          FireworksRollouts::maxOutputTokens),
      rollout("temperature", "inferenceParameters.temperature", FireworksRollouts::temperature),
      rollout("topP", "inferenceParameters.topP", FireworksRollouts::topP),
      rollout("topK", "inferenceParameters.topK", FireworksRollouts::topK),
      rollout(
          "extraBody",
          "inferenceParameters.extraBody",
          r -> filled(r.extraBody()).map(TuningSettings::json)),
      rollout("chunkSize", "chunkSize", FireworksRollouts::chunkSize),
      rollout(
          "maxConcurrentRollouts",
          "maxConcurrentRollouts",
          FireworksRollouts::maxConcurrentRollouts),
      rollout(
          "maxConcurrentEvaluations",
          "maxConcurrentEvaluations",
          FireworksRollouts::maxConcurrentEvaluations),
      rollout(
          "maxInferenceReplicas",
          "maxInferenceReplicaCount",
          FireworksRollouts::maxInferenceReplicas),
      rollout("mcpServer", "mcpServer", FireworksRollouts::mcpServer),
      top(
          "awsCredentialsSecret",
          "awsS3Config.credentialsSecret",
          ALL,
          FireworksFineTuningOptions::awsCredentialsSecret),
      top("awsRole", "awsS3Config.iamRoleArn", ALL, FireworksFineTuningOptions::awsRole),
      top(
          "azureCredentialsSecret",
          "azureBlobStorageConfig.credentialsSecret",
          ALL,
          FireworksFineTuningOptions::azureCredentialsSecret),
      top(
          "azureManagedIdentity",
          "azureBlobStorageConfig.managedIdentityClientId",
          ALL,
          FireworksFineTuningOptions::azureManagedIdentity),
      top(
          "azureTenant",
          "azureBlobStorageConfig.tenantId",
          ALL,
          FireworksFineTuningOptions::azureTenant),
      top("wandb", "wandbConfig.enabled", ALL, TuningSettings::followed),
      top("wandbApiKey", "wandbConfig.apiKey", ALL, FireworksFineTuningOptions::wandbApiKey),
      top("wandbProject", "wandbConfig.project", ALL, FireworksFineTuningOptions::wandbProject),
      top("wandbEntity", "wandbConfig.entity", ALL, FireworksFineTuningOptions::wandbEntity),
      top("wandbRunId", "wandbConfig.runId", ALL, FireworksFineTuningOptions::wandbRunId));

  private TuningSettings() {}

  private static Setting top(
      String name,
      String path,
      Set<TuningKind> kinds,
      Function<FireworksFineTuningOptions, Optional<?>> value) {
    return new Setting(name, kind -> path, kinds, value);
  }

  private static Setting training(
      String name,
      String field,
      Set<TuningKind> kinds,
      Function<FireworksFineTuningOptions, Optional<?>> value) {
    return new Setting(name, kind -> kind.training(field), kinds, value);
  }

  private static Setting rollout(
      String name, String path, Function<FireworksRollouts, Optional<?>> value) {
    return top(name, path, REINFORCEMENT, o -> o.rollouts().flatMap(value));
  }

  private static Optional<Map<String, Object>> filled(Map<String, Object> map) {
    return Optional.of(map).filter(m -> !m.isEmpty());
  }

  // A text on the wire, with JSON in it.
  private static String json(Map<String, Object> body) {
    return new String(JsonCodec.shared().write(body), StandardCharsets.UTF_8);
  }

  private static Optional<Boolean> followed(FireworksFineTuningOptions options) {
    boolean set = options.wandbApiKey().isPresent()
        || options.wandbProject().isPresent()
        || options.wandbEntity().isPresent()
        || options.wandbRunId().isPresent();
    return set ? Optional.of(true) : Optional.empty();
  }

  /**
   * {@return what the options say, by the places in the body of a kind of job}
   *
   * @param kind the kind
   * @param options the options
   * @param facts which numbers may be set
   * @throws IllegalArgumentException if the kind has no place for one, or a number is out of range
   */
  static Map<String, Object> places(
      TuningKind kind, FireworksFineTuningOptions options, TuningFacts facts) {
    Map<String, Object> places = new LinkedHashMap<>();
    for (Setting setting : TABLE) {
      setting.value().apply(options).ifPresent(value -> {
        require(setting, kind);
        if (value instanceof Number number) {
          facts.check(setting.name(), number);
        }
        places.put(setting.place().apply(kind), value);
      });
    }
    return places;
  }

  private static void require(Setting setting, TuningKind kind) {
    if (!setting.kinds().contains(kind)) {
      throw new IllegalArgumentException("fireworks: to create fine-tuning job, leave "
          + setting.name() + " out: it goes with "
          + setting.kinds().stream().map(TuningKind::method).collect(Collectors.joining(" or ")));
    }
  }
}
