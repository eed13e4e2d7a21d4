package dev.fovea.chat;

import java.util.List;
import java.util.Optional;
import org.immutables.value.Value;

/** The new words of an answer. Immutable and thread-safe. */
@Value.Immutable
public abstract class Delta {
  Delta() {}

  /** {@return who speaks; absent where the provider tells it in the first piece only} */
  public abstract Optional<Role> role();

  /** {@return the new text; {@code ""} if there is none} */
  public abstract String text();

  /** {@return the new part of the model's reasoning; absent if there is none} */
  public abstract Optional<String> reasoning();

  /**
   * {@return new fragments of tool calls; empty if there are none} The older {@code function_call}
   * is a fragment of that type.
   */
  public abstract List<ToolCallFragment> toolCalls();

  /** {@return the model's number for the new piece of text; absent if not told} */
  public abstract Optional<Long> tokenId();

  /** {@return a delta that adds nothing} */
  public static Delta none() {
    return builder().build();
  }

  /** {@return a builder that starts with this delta} */
  public abstract Builder toBuilder();

  /** {@return an empty builder} */
  public static Builder builder() {
    return ImmutableDelta.builder().text("");
  }

  /** Builds a {@link Delta}; for one thread and one use. */
  public abstract static class Builder {
    Builder() {}

    /**
     * Sets who speaks.
     *
     * @param role the role
     * @return this builder
     */
    public abstract Builder role(Role role);

    /**
     * Sets the new text.
     *
     * @param text the text
     * @return this builder
     */
    public abstract Builder text(String text);

    /**
     * Sets the new part of the model's reasoning.
     *
     * @param reasoning the text
     * @return this builder
     */
    public abstract Builder reasoning(String reasoning);

    /**
     * Adds a fragment of a tool call.
     *
     * @param fragment the fragment
     * @return this builder
     */
    public abstract Builder addToolCall(ToolCallFragment fragment);

    /**
     * Sets all fragments of tool calls.
     *
     * @param toolCalls the fragments
     * @return this builder
     */
    public abstract Builder toolCalls(Iterable<? extends ToolCallFragment> toolCalls);

    /**
     * Sets the model's number for the new piece of text.
     *
     * @param tokenId the number
     * @return this builder
     */
    public abstract Builder tokenId(long tokenId);

    /** {@return the delta} */
    public abstract Delta build();
  }
}
