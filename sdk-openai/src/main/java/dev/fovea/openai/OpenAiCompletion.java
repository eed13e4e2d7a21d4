package dev.fovea.openai;

import dev.fovea.chat.ChatCompletion;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What only OpenAI tells in an answer of chat, a streamed one's whole answer included. Immutable
 * and thread-safe.
 */
public final class OpenAiCompletion {
  private final ChatCompletion completion;

  private OpenAiCompletion(ChatCompletion completion) {
    this.completion = completion;
  }

  /**
   * Looks at an answer.
   *
   * @param completion an answer of OpenAI's
   * @return the view
   */
  public static OpenAiCompletion of(ChatCompletion completion) {
    return new OpenAiCompletion(completion);
  }

  /** {@return the answer} */
  public ChatCompletion completion() {
    return completion;
  }

  /** {@return what the model says in place of the first answer it refuses; absent if it answers} */
  public Optional<String> refusal() {
    return refusal(0);
  }

  /**
   * {@return what the model says in place of an answer it refuses; absent if it answers}
   *
   * @param choice the answer's place among the choices, from 0
   */
  public Optional<String> refusal(int choice) {
    return choice < completion.choices().size()
        ? text(completion.choices().get(choice).message().additionalProperties().get("refusal"))
        : Optional.empty();
  }

  /**
   * {@return the service level that answered, which may be another than asked; absent if untold}
   */
  public Optional<String> serviceTier() {
    return text(completion.additionalProperties().get("service_tier"));
  }

  private static Optional<String> text(@Nullable Object value) {
    return value instanceof String text ? Optional.of(text) : Optional.empty();
  }

  /** {@return the answer's text} */
  @Override
  public String toString() {
    return "OpenAiCompletion[" + completion + "]";
  }
}
