package dev.fovea.providertests;

import dev.fovea.chat.ChatRequest;
import dev.fovea.chat.ContentPart;
import dev.fovea.chat.Message;
import dev.fovea.chat.ResponseFormat;
import dev.fovea.chat.Tool;
import dev.fovea.chat.ToolChoice;
import dev.fovea.image.Image;
import java.util.List;
import java.util.Map;

/** What the neutral words of chat can say, to which a provider's check adds the provider's own. */
public final class LeafRequests {
  private LeafRequests() {}

  /** {@return a tool with everything a tool has} */
  public static Tool tool() {
    return Tool.builder()
        .name("look_up")
        .description("Finds a leaf in the book.")
        .parameters(Map.of("type", "object", "properties", Map.of()))
        .build();
  }

  /**
   * {@return a conversation of several turns with a picture and a tool}
   *
   * @param model whom it is with
   * @param leaf the picture
   */
  public static ChatRequest.Builder conversation(String model, Image leaf) {
    return ChatRequest.builder()
        .model(model)
        .system("Answer in one word.")
        .addMessage(Message.user(List.of(ContentPart.text("Which leaf?"), ContentPart.image(leaf))))
        .assistant("Oak.")
        .user("Sure?")
        .addTool(tool())
        .toolChoice(ToolChoice.auto());
  }

  /**
   * {@return a question with every neutral setting}
   *
   * @param plain the question
   */
  public static ChatRequest.Builder settings(ChatRequest plain) {
    return plain.toBuilder()
        .maxTokens(10)
        .temperature(0.5)
        .topP(0.9)
        .n(1)
        .seed(7)
        .addStop("END")
        .presencePenalty(0.1)
        .frequencyPenalty(0.1)
        .topLogprobs(2)
        .endUser("user-1")
        .responseFormat(ResponseFormat.jsonSchema("leaf", Map.of("type", "object"), true));
  }
}
