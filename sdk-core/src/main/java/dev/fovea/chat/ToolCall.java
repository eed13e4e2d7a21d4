package dev.fovea.chat;

import dev.fovea.config.AllowNulls;
import java.util.Map;
import java.util.Optional;
import org.immutables.value.Value;

/** The model's wish to have a tool called. Immutable and thread-safe. */
@Value.Immutable
public abstract class ToolCall {
  ToolCall() {}

  /**
   * {@return the call's id, to be given back with the tool's result; absent where the provider
   * gives none}
   */
  public abstract Optional<String> id();

  /** {@return the kind of tool, {@code function} by default} */
  public abstract String type();

  /** {@return the tool's name, {@code ""} if the provider gave none} */
  public abstract String name();

  /**
   * {@return the arguments as JSON text, {@code ""} if the provider gave none} The model wrote it:
   * it may not be valid JSON.
   */
  public abstract String arguments();

  /** {@return members of the call this version does not know, by name; JSON null is null} */
  public abstract Map<String, @AllowNulls Object> additionalProperties();

  /** {@return a builder that starts with this call} */
  public abstract Builder toBuilder();

  /** {@return an empty builder} */
  public static Builder builder() {
    return ImmutableToolCall.builder().type("function").name("").arguments("");
  }

  /** Builds a {@link ToolCall}; for one thread and one use. */
  public abstract static class Builder {
    Builder() {}

    /**
     * Sets the call's id.
     *
     * @param id the id
     * @return this builder
     */
    public abstract Builder id(String id);

    /**
     * Sets the kind of tool.
     *
     * @param type the kind, as it stands on the wire
     * @return this builder
     */
    public abstract Builder type(String type);

    /**
     * Sets the tool's name.
     *
     * @param name the name
     * @return this builder
     */
    public abstract Builder name(String name);

    /**
     * Sets the arguments.
     *
     * @param arguments JSON text
     * @return this builder
     */
    public abstract Builder arguments(String arguments);

    /**
     * Sets the members this version does not know.
     *
     * @param additionalProperties the members by name
     * @return this builder
     */
    public abstract Builder additionalProperties(Map<String, ?> additionalProperties);

    /** {@return the call} */
    public abstract ToolCall build();
  }
}
