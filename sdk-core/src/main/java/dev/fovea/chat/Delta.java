package dev.fovea.chat;

import dev.fovea.config.ValueObject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** The new words of an answer. Immutable and thread-safe. */
public final class Delta extends ValueObject {
  private static final Delta NONE = builder().build();

  private final @Nullable Role role;
  private final String text;
  private final @Nullable String reasoning;
  private final List<ToolCallFragment> toolCalls;
  private final @Nullable Long tokenId;
  private final Map<String, Object> additionalProperties;

  private Delta(Builder from) {
    this.role = from.role;
    this.text = from.text;
    this.reasoning = from.reasoning;
    this.toolCalls = List.copyOf(from.toolCalls);
    this.tokenId = from.tokenId;
    this.additionalProperties = from.additionalProperties;
  }

  /** {@return who speaks; absent where the provider tells it in the first piece only} */
  public Optional<Role> role() {
    return Optional.ofNullable(role);
  }

  /** {@return the new text; {@code ""} if there is none} */
  public String text() {
    return text;
  }

  /** {@return the new part of the model's reasoning; absent if there is none} */
  public Optional<String> reasoning() {
    return Optional.ofNullable(reasoning);
  }

  /**
   * {@return new fragments of tool calls; empty if there are none} The older {@code function_call}
   * is a fragment of that type.
   */
  public List<ToolCallFragment> toolCalls() {
    return toolCalls;
  }

  /** {@return the model's number for the new piece of text; absent if not told} */
  public Optional<Long> tokenId() {
    return Optional.ofNullable(tokenId);
  }

  /**
   * {@return what is added to members of the message this version does not know, by name} Of texts
   * it is the next characters.
   */
  public Map<String, Object> additionalProperties() {
    return additionalProperties;
  }

  /** {@return a delta that adds nothing} */
  public static Delta none() {
    return NONE;
  }

  @Override
  protected void parts(BiConsumer<String, @Nullable Object> part) {
    part.accept("role", role);
    part.accept("text", text);
    part.accept("reasoning", reasoning);
    part.accept("toolCalls", toolCalls);
    part.accept("tokenId", tokenId);
    part.accept("additionalProperties", additionalProperties);
  }

  /** {@return a builder that starts with this delta} */
  public Builder toBuilder() {
    return new Builder(this);
  }

  /** {@return an empty builder} */
  public static Builder builder() {
    return new Builder();
  }

  /** Builds a {@link Delta}; for one thread and one use. */
  public static final class Builder {
    private @Nullable Role role;
    private String text = "";
    private @Nullable String reasoning;
    private List<ToolCallFragment> toolCalls = List.of();
    private @Nullable Long tokenId;
    private Map<String, Object> additionalProperties = Map.of();

    private Builder() {}

    private Builder(Delta from) {
      role = from.role;
      text = from.text;
      reasoning = from.reasoning;
      toolCalls = new ArrayList<>(from.toolCalls);
      tokenId = from.tokenId;
      additionalProperties = from.additionalProperties;
    }

    /**
     * Sets who speaks.
     *
     * @param role the role
     * @return this builder
     */
    public Builder role(Role role) {
      this.role = Objects.requireNonNull(role, "role");
      return this;
    }

    /**
     * Sets the new text.
     *
     * @param text the text
     * @return this builder
     */
    public Builder text(String text) {
      this.text = Objects.requireNonNull(text, "text");
      return this;
    }

    /**
     * Sets the new part of the model's reasoning.
     *
     * @param reasoning the text
     * @return this builder
     */
    public Builder reasoning(String reasoning) {
      this.reasoning = Objects.requireNonNull(reasoning, "reasoning");
      return this;
    }

    /**
     * Adds a fragment of a tool call.
     *
     * @param fragment the fragment
     * @return this builder
     */
    public Builder addToolCall(ToolCallFragment fragment) {
      if (toolCalls.isEmpty()) {
        toolCalls = new ArrayList<>(1);
      }
      toolCalls.add(Objects.requireNonNull(fragment, "fragment"));
      return this;
    }

    /**
     * Sets all fragments of tool calls.
     *
     * @param toolCalls the fragments
     * @return this builder
     */
    public Builder toolCalls(Iterable<? extends ToolCallFragment> toolCalls) {
      this.toolCalls = List.of();
      toolCalls.forEach(this::addToolCall);
      return this;
    }

    /**
     * Sets the model's number for the new piece of text.
     *
     * @param tokenId the number
     * @return this builder
     */
    public Builder tokenId(long tokenId) {
      this.tokenId = tokenId;
      return this;
    }

    /**
     * Sets what is added to members this version does not know.
     *
     * @param additionalProperties the members by name
     * @return this builder
     */
    public Builder additionalProperties(Map<String, ?> additionalProperties) {
      this.additionalProperties =
          Collections.unmodifiableMap(new LinkedHashMap<>(additionalProperties));
      return this;
    }

    /** {@return the delta} */
    public Delta build() {
      return new Delta(this);
    }
  }
}
