package dev.fovea.together;

import dev.fovea.provider.WireObject;
import dev.fovea.provider.WireResource;
import java.time.Instant;
import java.util.Optional;

/** A model or an adapter in the project's registry; {@code ml_…}. */
public final class TogetherModel extends WireResource {
  TogetherModel(WireObject wire) {
    super(wire, "id");
  }

  /** {@return its name, {@code <slug>/<name>}} */
  public Optional<String> name() {
    return text("name");
  }

  /** {@return what its owner says about it} */
  public Optional<String> description() {
    return text("description");
  }

  /** {@return who may use it, in Together's word, such as {@code VISIBILITY_PRIVATE}} */
  public Optional<String> visibility() {
    return text("visibility");
  }

  /** {@return the project it belongs to} */
  public Optional<String> projectId() {
    return text("projectId");
  }

  /** {@return the organization it belongs to} */
  public Optional<String> organizationId() {
    return text("organizationId");
  }

  /** {@return the name of the model below it} */
  public Optional<String> baseModel() {
    return text("baseModel");
  }

  /** {@return the registry id of the model below it} */
  public Optional<String> baseModelId() {
    return text("baseModelId");
  }

  /** {@return what its weights are, in Together's word, such as {@code WEIGHTS_TYPE_ADAPTER}} */
  public Optional<String> weightsType() {
    return wire().object("weights").flatMap(weights -> weights.text("type"));
  }

  /** {@return the number of its parameters} */
  public Optional<Long> parameters() {
    return wire()
        .object("weights")
        .flatMap(weights -> weights.object("parameters"))
        .flatMap(parameters -> parameters.integer("total"));
  }

  /** A state of a model's weights; {@code rv_…}. */
  public static final class Revision extends WireResource {
    Revision(WireObject wire) {
      super(wire, "revisionId", "id");
    }

    /** {@return when it was made} */
    public Optional<Instant> createdAt() {
      return time("createdAt");
    }

    /** {@return what Together's check of it says, in its word} */
    public Optional<String> validationStatus() {
      return text("validationStatus");
    }
  }

  /** A file of a revision, by its path. */
  public static final class StoredFile extends WireResource {
    StoredFile(WireObject wire) {
      super(wire.glance().text("path", "name", "id").orElse(""), wire);
    }

    /** {@return its size in bytes} */
    public Optional<Long> bytes() {
      return wire().integer("sizeBytes", "size");
    }

    /** {@return the hash of its content} */
    public Optional<String> hash() {
      return text("hash");
    }
  }
}
