package dev.fovea.openai;

import dev.fovea.chat.ContentPart;
import dev.fovea.image.Image;
import java.util.List;
import java.util.Optional;
import org.immutables.value.Value;

/** Texts and pictures to be looked at for what must not be there. Immutable. */
@Value.Immutable
public abstract class OpenAiModerationRequest {
  OpenAiModerationRequest() {}

  /** {@return the model; absent means OpenAI's newest, {@code omni-moderation-latest}} */
  public abstract Optional<String> model();

  /**
   * {@return the texts and pictures} Texts alone are judged one by one; as soon as there is a
   * picture, everything is judged together.
   */
  public abstract List<ContentPart> inputs();

  @Value.Check
  void check() {
    if (inputs().isEmpty()) {
      throw new IllegalArgumentException("there is nothing to judge: add a text or an image");
    }
    for (ContentPart part : inputs()) {
      if (!(part instanceof ContentPart.TextPart) && !(part instanceof ContentPart.ImagePart)) {
        throw new IllegalArgumentException("OpenAI judges texts and pictures, not " + part.type());
      }
    }
  }

  /** {@return a builder that starts with these values} */
  public abstract Builder toBuilder();

  /** {@return a new builder} */
  public static Builder builder() {
    return ImmutableOpenAiModerationRequest.builder();
  }

  /** Builds {@link OpenAiModerationRequest}; for one thread and one use. */
  public abstract static class Builder {
    Builder() {}

    /**
     * Sets the model.
     *
     * @param model its name
     * @return this builder
     */
    public abstract Builder model(String model);

    abstract Builder addInput(ContentPart part);

    /**
     * Adds a text.
     *
     * @param text the text
     * @return this builder
     */
    public Builder text(String text) {
      return addInput(ContentPart.text(text));
    }

    /**
     * Adds a picture, which is read while it is sent.
     *
     * @param image the picture
     * @return this builder
     */
    public Builder image(Image image) {
      return addInput(ContentPart.image(image));
    }

    /**
     * Builds the value.
     *
     * @return the value
     */
    public abstract OpenAiModerationRequest build();
  }
}
