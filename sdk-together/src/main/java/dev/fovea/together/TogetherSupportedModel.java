package dev.fovea.together;

import dev.fovea.provider.WireObject;
import dev.fovea.provider.WireResource;
import java.util.List;
import java.util.Optional;

/** A model of Together's catalogue, and the ways it can be deployed. */
public final class TogetherSupportedModel extends WireResource {
  TogetherSupportedModel(WireObject wire) {
    super(wire, "id", "name");
  }

  /** {@return the name requests use} */
  public Optional<String> name() {
    return text("name");
  }

  /** {@return the name people read} */
  public Optional<String> displayName() {
    return text("displayName");
  }

  /** {@return what it takes, in Together's words, such as {@code MODALITY_IMAGE}} */
  public List<String> inputModalities() {
    return wire().texts("inputModalities");
  }

  /** {@return what it can be used for, in Together's words, such as {@code PRODUCT_DEDICATED}} */
  public List<String> products() {
    return wire().texts("products");
  }

  /** {@return the most tokens a request and its answer may have together} */
  public Optional<Long> contextLength() {
    return wire().integer("contextLength");
  }

  /** {@return the ways it can be deployed; empty when it cannot be} */
  public List<Profile> deploymentProfiles() {
    return list("deploymentProfiles", Profile::new);
  }

  /** One way a model of the catalogue can be deployed. */
  public static final class Profile extends WireResource {
    Profile(WireObject wire) {
      super(wire.glance().text("profileId", "config", "model").orElse(""), wire);
    }

    /** {@return the configuration, as {@code projects/…/configs/cr_…}} */
    public Optional<String> config() {
      return text("config");
    }

    /** {@return the registry's model, as {@code projects/…/models/ml_…}} */
    public Optional<String> model() {
      return text("model");
    }

    /** {@return the model's name} */
    public Optional<String> modelName() {
      return text("modelName");
    }

    /** {@return the kind of accelerator} */
    public Optional<String> gpuType() {
      return text("gpuType");
    }

    /** {@return how many accelerators a replica takes} */
    public Optional<Integer> gpuCount() {
      return count("gpuCount");
    }

    /** {@return how the model is spread over them, such as {@code TP2}} */
    public Optional<String> parallelism() {
      return text("parallelism");
    }

    /** {@return how its weights are stored, such as {@code FP8}} */
    public Optional<String> quantization() {
      return text("quantization");
    }
  }
}
