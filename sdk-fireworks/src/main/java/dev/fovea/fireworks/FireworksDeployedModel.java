package dev.fovea.fireworks;

import dev.fovea.provider.WireObject;
import dev.fovea.provider.WireResource;
import java.time.Instant;
import java.util.Optional;

/** An adapter on a deployment. Its id is its full name, {@code accounts/…/deployedModels/…}. */
public final class FireworksDeployedModel extends WireResource {
  FireworksDeployedModel(WireObject wire) {
    super(wire, "name");
  }

  /** {@return the adapter's model} */
  public Optional<String> model() {
    return text("model");
  }

  /** {@return the deployment it is loaded on} */
  public Optional<String> deployment() {
    return text("deployment");
  }

  /** {@return what a chat request names as its model to reach it} */
  public Optional<String> chatModel() {
    return model().flatMap(model -> deployment().map(on -> model + "#" + on));
  }

  /** {@return how far it is, in Fireworks' word, such as {@code DEPLOYING} or {@code DEPLOYED}} */
  public String state() {
    return text("state").orElse("");
  }

  /** {@return whether it can be used} */
  public boolean isReady() {
    return state().equals("DEPLOYED");
  }

  /** {@return what Fireworks says about its state; absent when it says nothing} */
  public Optional<String> message() {
    return wire().object("status").flatMap(status -> status.text("message"));
  }

  /** {@return whether the model's own name leads here} */
  public Optional<Boolean> isDefault() {
    return wire().flag("default");
  }

  /** {@return whether others may use it} */
  public Optional<Boolean> isPublic() {
    return wire().flag("public");
  }

  /** {@return the name people read} */
  public Optional<String> displayName() {
    return text("displayName");
  }

  /** {@return when it was loaded} */
  public Optional<Instant> createdAt() {
    return time("createTime");
  }
}
