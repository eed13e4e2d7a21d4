package dev.fovea.cli;

import dev.fovea.ModelCard;
import dev.fovea.chat.ChatCompletion;
import dev.fovea.chat.Usage;
import dev.fovea.config.Money;
import dev.fovea.deployment.Deployment;
import dev.fovea.deployment.Hardware;
import dev.fovea.file.RemoteFile;
import dev.fovea.finding.Finding;
import dev.fovea.finetuning.Checkpoint;
import dev.fovea.finetuning.FineTunedModel;
import dev.fovea.finetuning.FineTuningJob;
import dev.fovea.finetuning.JobEvent;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Results as names and values: printed as lines for people, as JSON for machines. Absent stays
 * absent.
 */
final class Facts {
  private final Map<String, Object> values = new LinkedHashMap<>();

  Facts put(String name, @Nullable Object value) {
    if (value != null) {
      values.put(name, value);
    }
    return this;
  }

  Map<String, Object> map() {
    return values;
  }

  static Map<String, Object> of(RemoteFile file) {
    return new Facts()
        .put("id", file.id())
        .put("filename", file.filename())
        .put("bytes", file.bytes())
        .put("purpose", file.purpose())
        .put("status", file.status())
        .put("providerStatus", file.providerStatus())
        .put("createdAt", file.createdAt().orElse(null))
        .put("lineCount", file.lineCount().orElse(null))
        .put(
            "findings",
            file.findings().isEmpty()
                ? null
                : file.findings().stream().map(Facts::of).toList())
        .map();
  }

  static Map<String, Object> of(Finding finding) {
    return new Facts()
        .put("rule", finding.rule())
        .put("severity", finding.severity())
        .put("line", finding.line().orElse(null))
        .put("pointer", finding.pointer().orElse(null))
        .put("picture", finding.picture().orElse(null))
        .put("message", finding.message())
        .put("fix", finding.fix())
        .put("excerpt", finding.excerpt().orElse(null))
        .map();
  }

  static Map<String, Object> of(FineTuningJob job) {
    return new Facts()
        .put("id", job.id())
        .put("status", job.status())
        .put("providerStatus", job.providerStatus())
        .put("baseModel", job.baseModel().orElse(null))
        .put("fineTunedModel", job.fineTunedModel().map(FineTunedModel::name).orElse(null))
        .put(
            "fineTunedModelId",
            job.fineTunedModel().map(FineTunedModel::providerId).orElse(null))
        .put("trainingFile", job.trainingFile().orElse(null))
        .put("validationFile", job.validationFile().orElse(null))
        .put("epochs", job.epochs().orElse(null))
        .put("trainedTokens", job.trainedTokens().orElse(null))
        .put("createdAt", job.createdAt().orElse(null))
        .put("startedAt", job.startedAt().orElse(null))
        .put("finishedAt", job.finishedAt().orElse(null))
        .put("failureReason", job.failureReason().orElse(null))
        .map();
  }

  static Map<String, Object> of(JobEvent event) {
    return new Facts()
        .put("id", event.id().orElse(null))
        .put("createdAt", event.createdAt().orElse(null))
        .put("level", event.level())
        .put("type", event.type())
        .put("message", event.message())
        .put("step", event.step().orElse(null))
        .put("affected", event.affected().orElse(null))
        .put("finding", event.finding().map(Facts::of).orElse(null))
        .put("fix", event.finding().map(Finding::fix).orElse(null))
        .map();
  }

  static Map<String, Object> of(Checkpoint checkpoint) {
    return new Facts()
        .put("id", checkpoint.id())
        .put("step", checkpoint.step().orElse(null))
        .put("type", checkpoint.type())
        .put("createdAt", checkpoint.createdAt().orElse(null))
        .put("model", checkpoint.model().map(FineTunedModel::name).orElse(null))
        .put("modelId", checkpoint.model().map(FineTunedModel::providerId).orElse(null))
        .put("path", checkpoint.path().orElse(null))
        .map();
  }

  static Map<String, Object> of(Deployment deployment) {
    return new Facts()
        .put("id", deployment.id())
        .put("name", deployment.name().orElse(null))
        .put("chatModel", deployment.chatModel())
        .put("model", deployment.model().orElse(null))
        .put("status", deployment.status())
        .put("providerStatus", deployment.providerStatus())
        .put("hardware", deployment.hardware().orElse(null))
        .put("minReplicas", deployment.minReplicas().orElse(null))
        .put("maxReplicas", deployment.maxReplicas().orElse(null))
        .put("readyReplicas", deployment.readyReplicas().orElse(null))
        .put("pricePerHour", deployment.pricePerHour().orElse(null))
        .put("createdAt", deployment.createdAt().orElse(null))
        .put("message", deployment.message().orElse(null))
        .map();
  }

  static Map<String, Object> of(Hardware hardware) {
    return new Facts()
        .put("id", hardware.id())
        .put("description", hardware.description().orElse(null))
        .put("gpuType", hardware.gpuType().orElse(null))
        .put("gpuCount", hardware.gpuCount().orElse(null))
        .put("gpuMemoryGib", hardware.gpuMemoryGib().orElse(null))
        .put("pricePerHour", hardware.pricePerHour().orElse(null))
        .put("availability", hardware.availability().orElse(null))
        .map();
  }

  static Map<String, Object> of(ModelCard model) {
    return new Facts()
        .put("id", model.id())
        .put("displayName", model.displayName().orElse(null))
        .put("type", model.type().orElse(null))
        .put("owner", model.owner().orElse(null))
        .put("contextLength", model.contextLength().orElse(null))
        .put("createdAt", model.createdAt().orElse(null))
        .map();
  }

  static Map<String, Object> of(ChatCompletion completion) {
    return new Facts()
        .put("id", completion.id())
        .put("model", completion.model())
        .put("text", completion.text())
        .put("finishReason", completion.finishReason().orElse(null))
        .put("usage", completion.usage().map(Facts::of).orElse(null))
        .put("requestId", completion.meta().requestId().orElse(null))
        .map();
  }

  private static Map<String, Object> of(Usage usage) {
    return new Facts()
        .put("promptTokens", usage.promptTokens())
        .put("completionTokens", usage.completionTokens())
        .put("totalTokens", usage.totalTokens())
        .map();
  }

  /** {@return the value in the JDK types that JSON has words for} */
  static Object plain(Object value) {
    if (value instanceof Map<?, ?> map) {
      Map<String, Object> plain = new LinkedHashMap<>();
      map.forEach((name, inner) -> plain.put(String.valueOf(name), plain(inner)));
      return plain;
    }
    if (value instanceof List<?> list) {
      return list.stream().map(Facts::plain).toList();
    }
    if (value instanceof Money money) {
      return Map.of("amount", money.amount(), "currency", money.currency());
    }
    return value instanceof Number || value instanceof Boolean ? value : value.toString();
  }
}
