package dev.fovea.chat;

import dev.fovea.chat.ContentPart.TextPart;
import dev.fovea.chat.ContentPart.UnknownPart;
import dev.fovea.config.AllowNulls;
import dev.fovea.image.Image;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.immutables.value.Value;

/**
 * One turn of a conversation, in a request, in an answer or in a data set. Immutable and
 * thread-safe.
 */
@Value.Immutable
public abstract class Message {
  Message() {}

  /** {@return who speaks} */
  public abstract Role role();

  /** {@return the role's word on the wire; names the role when {@link #role()} is unknown} */
  public String providerRole() {
    return toldRole().orElse(role().word());
  }

  abstract Optional<String> toldRole();

  /** {@return text and pictures in their order; empty if there is no content} */
  public abstract List<ContentPart> content();

  /**
   * {@return whether the content is written as a list of parts} Otherwise it is written as one
   * string. Always true if the content is more than one piece of text; can be asked for with the
   * builder where every message of a data set's line must have the same form.
   */
  public abstract boolean contentIsList();

  /** {@return the speaker's name, to tell speakers of one role apart; absent if none} */
  public abstract Optional<String> name();

  /** {@return the call this message answers; present in tool messages only} */
  public abstract Optional<String> toolCallId();

  /** {@return the tools the model wants called; empty if none} */
  public abstract List<ToolCall> toolCalls();

  /** {@return the model's reasoning beside the answer; absent if the provider shows none} */
  public abstract Optional<String> reasoning();

  /**
   * {@return how much this message counts in training, 0 for not at all; the provider's choice if
   * absent}
   */
  public abstract Optional<Double> weight();

  /** {@return members of the message this version does not know, by name; JSON null is null} */
  public abstract Map<String, @AllowNulls Object> additionalProperties();

  /** {@return the text of all parts, joined; {@code ""} if there is none} */
  public String text() {
    List<ContentPart> parts = content();
    if (parts.size() == 1) {
      return textOf(parts.get(0));
    }
    StringBuilder text = new StringBuilder();
    for (ContentPart part : parts) {
      text.append(textOf(part));
    }
    return text.toString();
  }

  private static String textOf(ContentPart part) {
    if (part instanceof TextPart text) {
      return text.text();
    }
    // A text part with members we do not know is still text.
    if (part instanceof UnknownPart unknown
        && unknown.type().equals("text")
        && unknown.fields().get("text") instanceof String text) {
      return text;
    }
    return "";
  }

  private boolean needsList() {
    List<ContentPart> parts = content();
    return parts.size() > 1 || (parts.size() == 1 && !(parts.get(0) instanceof TextPart));
  }

  @Value.Check
  Message check() {
    if (providerRole().isBlank()) {
      throw new IllegalArgumentException("a message needs a role");
    }
    Role named = Role.of(providerRole());
    if (named != role()) {
      throw new IllegalArgumentException(
          "role " + role() + " does not go with the word '" + providerRole() + "'");
    }
    // A builder that began with a plain text may have got a picture since.
    return needsList() && !contentIsList() ? toBuilder().contentIsList(true).build() : this;
  }

  /**
   * Makes a message with instructions that stand above the conversation.
   *
   * @param text the instructions
   * @return the message
   */
  public static Message system(String text) {
    return builder().role(Role.SYSTEM).addContent(ContentPart.text(text)).build();
  }

  /**
   * Makes a question, its text first, then its pictures.
   *
   * @param text the text
   * @param images the pictures, none for a plain text
   * @return the message
   */
  public static Message user(String text, Image... images) {
    Builder message = builder().role(Role.USER).addContent(ContentPart.text(text));
    for (Image image : images) {
      message.addContent(ContentPart.image(image));
    }
    return message.build();
  }

  /**
   * Makes a question, its picture first, then its text.
   *
   * @param image the picture
   * @param text the text
   * @return the message
   */
  public static Message user(Image image, String text) {
    return builder()
        .role(Role.USER)
        .addContent(ContentPart.image(image))
        .addContent(ContentPart.text(text))
        .build();
  }

  /**
   * Makes a question of any parts.
   *
   * @param parts the parts in their order
   * @return the message
   */
  public static Message user(List<? extends ContentPart> parts) {
    return builder().role(Role.USER).content(parts).build();
  }

  /**
   * Makes an answer, as an example or to carry a conversation on.
   *
   * @param text the text
   * @return the message
   */
  public static Message assistant(String text) {
    return builder().role(Role.ASSISTANT).addContent(ContentPart.text(text)).build();
  }

  /**
   * Makes a tool's result.
   *
   * @param toolCallId the id of the call it answers
   * @param text the result
   * @return the message
   */
  public static Message tool(String toolCallId, String text) {
    return builder()
        .role(Role.TOOL)
        .toolCallId(toolCallId)
        .addContent(ContentPart.text(text))
        .build();
  }

  /** {@return a builder that starts with this message} */
  public abstract Builder toBuilder();

  /** {@return an empty builder} */
  public static Builder builder() {
    return ImmutableMessage.builder().contentIsList(false);
  }

  /** Builds a {@link Message}; for one thread and one use. */
  public abstract static class Builder {
    Builder() {}

    /**
     * Sets who speaks. Required.
     *
     * @param role the role
     * @return this builder
     */
    public abstract Builder role(Role role);

    /**
     * Sets the role's word on the wire; needed for {@link Role#UNKNOWN} only.
     *
     * @param providerRole the word, one that goes with the role
     * @return this builder
     */
    public Builder providerRole(String providerRole) {
      return toldRole(providerRole);
    }

    abstract Builder toldRole(String toldRole);

    /**
     * Adds a part.
     *
     * @param part the part
     * @return this builder
     */
    public abstract Builder addContent(ContentPart part);

    /**
     * Sets all parts.
     *
     * @param parts the parts in their order
     * @return this builder
     */
    public abstract Builder content(Iterable<? extends ContentPart> parts);

    /**
     * Sets whether the content is written as a list even if it is a single text.
     *
     * @param contentIsList true for the list; false leaves it to the content
     * @return this builder
     */
    public abstract Builder contentIsList(boolean contentIsList);

    /**
     * Sets the speaker's name.
     *
     * @param name the name
     * @return this builder
     */
    public abstract Builder name(String name);

    /**
     * Sets the call this message answers.
     *
     * @param toolCallId the call's id
     * @return this builder
     */
    public abstract Builder toolCallId(String toolCallId);

    /**
     * Adds a call the model wants.
     *
     * @param toolCall the call
     * @return this builder
     */
    public abstract Builder addToolCall(ToolCall toolCall);

    /**
     * Sets all calls the model wants.
     *
     * @param toolCalls the calls in their order
     * @return this builder
     */
    public abstract Builder toolCalls(Iterable<? extends ToolCall> toolCalls);

    /**
     * Sets the model's reasoning.
     *
     * @param reasoning the text
     * @return this builder
     */
    public abstract Builder reasoning(String reasoning);

    /**
     * Sets how much this message counts in training.
     *
     * @param weight the weight, 0 for not at all
     * @return this builder
     */
    public abstract Builder weight(double weight);

    /**
     * Sets the members this version does not know.
     *
     * @param additionalProperties the members by name
     * @return this builder
     */
    public abstract Builder additionalProperties(Map<String, ?> additionalProperties);

    /** {@return the message} */
    public abstract Message build();
  }
}
