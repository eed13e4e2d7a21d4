package dev.fovea.dataset;

import dev.fovea.chat.ContentPart;
import dev.fovea.chat.Message;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One labelled example: what a model is shown and what it shall answer. May grow in a minor
 * version: keep a default branch. Immutable; its pictures stay references until they are written.
 */
public sealed interface Example permits Conversation, Instruction, Preference, Prompt, Text {
  /**
   * {@return the top-level fields of the line that have no meaning of their own here, as JDK
   * values; empty when there are none}
   */
  Map<String, Object> additionalProperties();

  /**
   * {@return a conversation that ends with the wanted answer}
   *
   * @param messages the messages in their order
   */
  static Conversation conversation(Message... messages) {
    return Conversation.builder().messages(Arrays.asList(messages)).build();
  }

  /**
   * {@return a prompt and the wanted completion}
   *
   * @param prompt the parts of the prompt, pictures included
   * @param completion the wanted answer
   */
  static Instruction instruction(List<? extends ContentPart> prompt, String completion) {
    return Instruction.builder()
        .prompt(prompt)
        .addCompletion(ContentPart.text(completion))
        .build();
  }

  /**
   * {@return a conversation with a better and a worse answer}
   *
   * @param input the messages before the answer
   * @param preferred the better answer
   * @param nonPreferred the worse answer
   */
  static Preference preference(
      List<? extends Message> input, Message preferred, Message nonPreferred) {
    return Preference.builder()
        .input(input)
        .preferred(preferred)
        .nonPreferred(nonPreferred)
        .build();
  }

  /**
   * {@return a conversation without an answer, for learning from a grader}
   *
   * @param messages the messages shown to the model
   * @param fields what the grader compares with, by name
   */
  static Prompt prompt(
      List<? extends Message> messages, Map<String, ? extends @Nullable Object> fields) {
    return Prompt.builder().messages(messages).fields(fields).build();
  }

  /**
   * {@return plain text to learn}
   *
   * @param text the text
   */
  static Text text(String text) {
    return Text.builder().addContent(ContentPart.text(text)).build();
  }
}
