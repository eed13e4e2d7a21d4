package dev.fovea.chat;

import java.util.Optional;
import org.immutables.value.Value;

/**
 * A piece of a tool call in a stream; pieces with the same index belong together. Immutable and
 * thread-safe.
 */
@Value.Immutable
public abstract class ToolCallFragment {
  ToolCallFragment() {}

  /** {@return the call's place among the message's calls, from 0} */
  public abstract int index();

  /** {@return the call's id; usually in its first fragment only} */
  public abstract Optional<String> id();

  /** {@return the kind of tool; usually in the first fragment only} */
  public abstract Optional<String> type();

  /** {@return the tool's name; usually in the first fragment only} */
  public abstract Optional<String> name();

  /** {@return the next characters of the arguments' JSON text; {@code ""} if there are none} */
  public abstract String arguments();

  /** {@return a builder that starts with this fragment} */
  public abstract Builder toBuilder();

  /** {@return an empty builder} */
  public static Builder builder() {
    return ImmutableToolCallFragment.builder().index(0).arguments("");
  }

  /** Builds a {@link ToolCallFragment}; for one thread and one use. */
  public abstract static class Builder {
    Builder() {}

    /**
     * Sets the call's place among the message's calls.
     *
     * @param index the place, from 0
     * @return this builder
     */
    public abstract Builder index(int index);

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
     * Sets the next characters of the arguments.
     *
     * @param arguments a piece of JSON text
     * @return this builder
     */
    public abstract Builder arguments(String arguments);

    /** {@return the fragment} */
    public abstract ToolCallFragment build();
  }
}
