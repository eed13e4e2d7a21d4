package dev.fovea.fireworks;

import dev.fovea.ModelCard;
import dev.fovea.provider.WireObject;
import java.util.List;
import java.util.Optional;

/** A model with what only Fireworks tells about it: a view of the neutral card. Immutable. */
public final class FireworksModel {
  private final ModelCard card;

  private FireworksModel(ModelCard card) {
    this.card = card;
  }

  /**
   * Looks at a model Fireworks reported.
   *
   * @param card the neutral card
   * @return the view
   * @throws IllegalArgumentException if another provider reported it
   */
  public static FireworksModel of(ModelCard card) {
    ResourceName unused = ResourceName.of(card.id(), "", ModelCalls.MODELS);
    return new FireworksModel(card);
  }

  /** {@return the neutral card} */
  public ModelCard card() {
    return card;
  }

  /** {@return how far it is, in Fireworks' word, such as {@code UPLOADING} or {@code READY}} */
  public String state() {
    return wire().text("state").orElse("");
  }

  /** {@return whether it can be deployed and tuned} */
  public boolean isReady() {
    return state().equals("READY");
  }

  /** {@return what went wrong with it, word and message; absent when nothing did} */
  public Optional<String> trouble() {
    return wire().object("status").flatMap(status -> {
      String code = status.text("code").orElse("OK");
      return code.equals("OK")
          ? Optional.empty()
          : Optional.of(code + status.text("message").map(m -> ": " + m).orElse(""));
    });
  }

  /** {@return what is said about it} */
  public Optional<String> description() {
    return wire().text("description");
  }

  /** {@return the model an adapter belongs to; absent for other models} */
  public Optional<String> baseModel() {
    return adapter().flatMap(adapter -> adapter.text("baseModel"));
  }

  /** {@return the rank of an adapter; absent for other models} */
  public Optional<Integer> rank() {
    return adapter().flatMap(adapter -> adapter.count("r"));
  }

  /** {@return which parts of the model an adapter changes; empty for other models} */
  public List<String> targetModules() {
    return adapter().map(adapter -> adapter.texts("targetModules")).orElse(List.of());
  }

  /** {@return the number of parameters of a base model} */
  public Optional<Long> parameters() {
    return wire().object("baseModelDetails").flatMap(details -> details.integer("parameterCount"));
  }

  /** {@return the job that made it} */
  public Optional<String> fineTuningJob() {
    return wire().text("fineTuningJob");
  }

  /** {@return whether pictures can be given to it; absent when Fireworks does not say} */
  public Optional<Boolean> supportsImageInput() {
    return wire().flag("supportsImageInput");
  }

  /** {@return whether tools can be given to it; absent when Fireworks does not say} */
  public Optional<Boolean> supportsTools() {
    return wire().flag("supportsTools");
  }

  /** {@return whether adapters can be loaded on it; absent when Fireworks does not say} */
  public Optional<Boolean> supportsLora() {
    return wire().flag("supportsLora");
  }

  /** {@return whether it can be asked without a deployment; absent when Fireworks does not say} */
  public Optional<Boolean> supportsServerless() {
    return wire().flag("supportsServerless");
  }

  /** {@return whether it can be tuned; absent when Fireworks does not say} */
  public Optional<Boolean> tunable() {
    return wire().flag("tunable");
  }

  /** {@return the deployments it is on; told only of a model that was asked for by itself} */
  public List<String> deployments() {
    return wire().objects("deployedModelRefs").stream()
        .flatMap(ref -> ref.text("deployment").stream())
        .toList();
  }

  private Optional<WireObject> adapter() {
    return wire().object("peftDetails");
  }

  private WireObject wire() {
    return WireObject.of(card.additionalProperties());
  }

  @Override
  public String toString() {
    return "FireworksModel(" + card + ")";
  }
}
