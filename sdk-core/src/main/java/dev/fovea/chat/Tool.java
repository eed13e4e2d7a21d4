package dev.fovea.chat;

import java.util.Map;
import java.util.Optional;
import org.immutables.value.Value;

/** A function the model may ask the caller to call. Immutable and thread-safe. */
@Value.Immutable
public abstract class Tool {
  Tool() {}

  /** {@return the function's name} */
  public abstract String name();

  /** {@return what the function does, for the model to read; absent if not told} */
  public abstract Optional<String> description();

  /** {@return the JSON schema of the arguments; absent for a function without any} */
  public abstract Optional<Map<String, Object>> parameters();

  /** {@return whether arguments must follow the schema exactly; the provider's choice if absent} */
  public abstract Optional<Boolean> strict();

  @Value.Check
  void check() {
    if (name().isBlank()) {
      throw new IllegalArgumentException("a tool needs a name");
    }
  }

  /** {@return a builder that starts with this tool} */
  public abstract Builder toBuilder();

  /** {@return an empty builder} */
  public static Builder builder() {
    return ImmutableTool.builder();
  }

  /** Builds a {@link Tool}; for one thread and one use. */
  public abstract static class Builder {
    Builder() {}

    /**
     * Sets the function's name. Required.
     *
     * @param name the name, not blank
     * @return this builder
     */
    public abstract Builder name(String name);

    /**
     * Sets what the function does.
     *
     * @param description a sentence for the model
     * @return this builder
     */
    public abstract Builder description(String description);

    /**
     * Sets the JSON schema of the arguments.
     *
     * @param parameters the schema as maps, lists, strings, numbers and booleans; not to be changed
     *     afterwards
     * @return this builder
     */
    public abstract Builder parameters(Map<String, Object> parameters);

    /**
     * Sets whether arguments must follow the schema exactly.
     *
     * @param strict true if they must
     * @return this builder
     */
    public abstract Builder strict(boolean strict);

    /** {@return the tool} */
    public abstract Tool build();
  }
}
