package dev.fovea.together;

import dev.fovea.error.Failure;
import dev.fovea.error.UnsupportedCapabilityException;
import dev.fovea.provider.DatedFacts;
import dev.fovea.provider.WireObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which vision model can be tuned in which way, as Together's guide said on the table's date.
 * Immutable. A model that is not listed is the server's to judge.
 */
final class ModelTable {
  private record Ways(@Nullable Boolean full, @Nullable Boolean lora) {}

  private final String date;
  private final Map<String, Ways> models;

  private ModelTable(String date, Map<String, Ways> models) {
    this.date = date;
    this.models = models;
  }

  /** {@return the table that came with this version} */
  static ModelTable bundled() {
    return of(DatedFacts.read(TogetherProvider.class, "models.json"));
  }

  static ModelTable of(WireObject facts) {
    Map<String, Ways> models = new LinkedHashMap<>();
    for (WireObject model : facts.requiredObjects("models")) {
      models.put(
          model.required("name"),
          new Ways(model.flag("full").orElse(null), model.flag("lora").orElse(null)));
    }
    return new ModelTable(facts.required("date"), models);
  }

  /** Refuses full tuning of a model that the table says takes only LoRA. */
  void requireFull(String model) {
    Ways ways = models.get(model);
    if (ways != null && Boolean.FALSE.equals(ways.full())) {
      throw refused(model, "full tuning", "FULL_FINE_TUNING", insteadOfFull(ways));
    }
  }

  /** Refuses LoRA for a model that the table says takes only full tuning. */
  void requireLora(String model) {
    Ways ways = models.get(model);
    if (ways != null && Boolean.FALSE.equals(ways.lora())) {
      throw refused(model, "a LoRA adapter", "LORA_ADAPTER", "use Adapter.full()");
    }
  }

  private String insteadOfFull(Ways ways) {
    List<String> full = new ArrayList<>();
    models.forEach((name, way) -> {
      if (Boolean.TRUE.equals(way.full())) {
        full.add(name);
      }
    });
    String others = full.isEmpty() ? "" : ", or tune one of " + String.join(", ", full);
    return (Boolean.FALSE.equals(ways.lora()) ? "choose another model" : "use Adapter.lora()")
        + others;
  }

  private UnsupportedCapabilityException refused(
      String model, String way, String capability, String instead) {
    return new UnsupportedCapabilityException(
        Failure.builder()
            .provider("together")
            .operation("create fine-tuning job")
            .message(model + " does not take " + way + " (model table of " + date + ")")
            .next(instead + "; if Together has learnt more since, set modelTableChecked(false) in"
                + " TogetherFineTuningOptions")
            .build(),
        capability,
        instead);
  }
}
