package dev.fovea.fireworks;

import dev.fovea.provider.WireObject;
import dev.fovea.provider.WireResource;
import java.util.Optional;

/**
 * A validated set-up for a model: hardware, precision and speculation. Its id is its full name,
 * {@code accounts/fireworks/deploymentShapes/…}.
 */
public final class FireworksDeploymentShape extends WireResource {
  FireworksDeploymentShape(WireObject wire) {
    super(wire, "name");
  }

  private FireworksDeploymentShape(String id, WireObject wire) {
    super(id, wire);
  }

  /** {@return the name people read} */
  public Optional<String> displayName() {
    return text("displayName");
  }

  /** {@return what Fireworks says about it} */
  public Optional<String> description() {
    return text("description");
  }

  /** {@return the model it is for} */
  public Optional<String> baseModel() {
    return text("baseModel");
  }

  /** {@return what it is best at, in Fireworks' word, such as {@code FAST}} */
  public Optional<String> presetType() {
    return text("presetType");
  }

  /** {@return the accelerators of a replica, in Fireworks' word} */
  public Optional<String> acceleratorType() {
    return text("acceleratorType");
  }

  /** {@return how many accelerators one replica has} */
  public Optional<Integer> acceleratorCount() {
    return count("acceleratorCount");
  }

  /** {@return in which precision it computes, in Fireworks' word} */
  public Optional<String> precision() {
    return text("precision");
  }

  /** {@return the most tokens of a request and its answer} */
  public Optional<Integer> maxContextLength() {
    return count("maxContextLength");
  }

  /** {@return whether adapters can be loaded on a deployment of this shape} */
  public Optional<Boolean> enableAddons() {
    return wire().flag("enableAddons");
  }

  /** A state of a shape. Its id is its full name, {@code …/versions/…}. */
  public static final class Version extends WireResource {
    Version(WireObject wire) {
      super(wire, "name");
    }

    /**
     * {@return the shape as it was; its id is the version's when the shape has no name of its own}
     */
    public Optional<FireworksDeploymentShape> snapshot() {
      return wire()
          .object("snapshot")
          .map(shape ->
              new FireworksDeploymentShape(shape.glance().text("name").orElse(id()), shape));
    }

    /** {@return whether Fireworks has tried it out} */
    public Optional<Boolean> validated() {
      return wire().flag("validated");
    }

    /** {@return whether it is the newest that Fireworks has tried out} */
    public Optional<Boolean> latestValidated() {
      return wire().flag("latestValidated");
    }
  }
}
