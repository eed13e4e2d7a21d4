package dev.fovea.openai;

import dev.fovea.chat.ChatRequest;
import dev.fovea.chat.ContentPart;
import dev.fovea.chat.ContentPart.AudioPart;
import dev.fovea.chat.ContentPart.ImagePart;
import dev.fovea.chat.ContentPart.InputAudioPart;
import dev.fovea.chat.ContentPart.VideoPart;
import dev.fovea.chat.Message;
import dev.fovea.chat.ResponseFormat;
import dev.fovea.chat.Role;
import dev.fovea.provider.NumberFacts;
import dev.fovea.provider.Refusal;

/** Whether OpenAI can take a chat request. Nothing is sent before all of it was looked at. */
final class ChatCheck {
  private static final Refusal REFUSAL = new Refusal(OpenAiProvider.ID, "chat");

  private final ChatRequest request;
  private final OpenAiChatOptions own;
  private final NumberFacts facts = OpenAiFacts.REQUESTS;

  ChatCheck(ChatRequest request, OpenAiChatOptions own) {
    this.request = request;
    this.own = own;
  }

  void run() {
    request.messages().forEach(ChatCheck::requirePossible);
    request.responseFormat().ifPresent(ChatCheck::requirePossible);
    facts.check(request);
    own.biasByToken().values().forEach(bias -> facts.check("biasByToken", bias));
    most(request.stop().size(), "mostStops", "texts to stop at");
    own.safetyIdentifier()
        .ifPresent(word ->
            most(word.length(), "longestSafetyIdentifier", "characters in safetyIdentifier"));
    Labels.mistake(own.metadata()).ifPresent(advice -> require(false, advice));
    if (!own.unchecked()) {
      OpenAiChat.rules().require(request);
    }
  }

  private void most(int count, String fact, String what) {
    int most = facts.number(fact);
    require(count <= most, "give at most " + most + " " + what + ", not " + count);
  }

  private static void requirePossible(ResponseFormat format) {
    if (format instanceof ResponseFormat.Regex) {
      throw REFUSAL.of(
          "OpenAI does not know the response format regex",
          "ResponseFormat.regex",
          "give a custom tool the grammar: OpenAiChatOptions.builder().addCustomTool(..)");
    }
    if (format instanceof ResponseFormat.JsonObject json && !json.schema().isEmpty()) {
      throw REFUSAL.of(
          "OpenAI takes no schema with jsonObject",
          "ResponseFormat.jsonObject(schema)",
          "use ResponseFormat.jsonSchema(name, schema)");
    }
  }

  private static void requirePossible(Message message) {
    if (message.reasoning().isPresent()) {
      throw REFUSAL.of(
          "OpenAI takes no reasoning of earlier answers in chat",
          "Message.reasoning",
          "leave it out");
    }
    for (ContentPart part : message.content()) {
      if (part instanceof VideoPart) {
        throw REFUSAL.of("OpenAI takes no films", "ContentPart.video", "send some of its pictures");
      }
      if (part instanceof AudioPart) {
        throw REFUSAL.of(
            "OpenAI takes no sounds by address",
            "ContentPart.audio(URI)",
            "use ContentPart.audio(source, format)");
      }
      boolean shown = part instanceof ImagePart || part instanceof InputAudioPart;
      if (shown && message.role() != Role.USER) {
        throw REFUSAL.of(
            "OpenAI takes pictures and sounds in messages of the user only, not of the role "
                + message.providerRole(),
            "Role." + message.role(),
            "put them into a message of the user");
      }
    }
  }

  static void require(boolean fine, String advice) {
    if (!fine) {
      throw new IllegalArgumentException("openai: " + advice + " (nothing was sent)");
    }
  }
}
