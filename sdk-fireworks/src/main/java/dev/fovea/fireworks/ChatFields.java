package dev.fovea.fireworks;

import dev.fovea.chat.ChatRequest;
import dev.fovea.chat.ContentPart;
import dev.fovea.chat.ContentPart.ImagePart;
import dev.fovea.chat.ContentPart.InputAudioPart;
import dev.fovea.chat.Message;
import dev.fovea.chat.ResponseFormat;
import dev.fovea.chat.Role;
import dev.fovea.image.Detail;
import dev.fovea.provider.NumberFacts;
import dev.fovea.provider.Refusal;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What of a request only Fireworks knows, once all of it is something Fireworks can take. */
final class ChatFields {
  private static final Refusal REFUSAL = new Refusal(FireworksProvider.ID, "chat");
  private static final String MARKER = "<image>";

  private final ChatRequest request;
  private final @Nullable FireworksChatOptions own;
  private final ChatFacts facts = ChatFacts.known();
  private final Map<String, @Nullable Object> fields;

  private ChatFields(ChatRequest request) {
    this.request = request;
    this.own = FireworksChat.own(request).orElse(null);
    this.fields = own == null ? Map.of() : own.fields();
  }

  /** {@return the fields of a conversation} */
  static Map<String, @Nullable Object> of(ChatRequest request) {
    ChatFields fields = new ChatFields(request);
    fields.check();
    if (fields.fields.containsKey("prompt")) {
      throw new IllegalArgumentException(
          "fireworks: promptTokens are for completions; nothing was" + " sent");
    }
    return fields.fields;
  }

  /** {@return the fields of a completion} */
  static Map<String, @Nullable Object> ofCompletion(ChatRequest request) {
    ChatFields fields = new ChatFields(request);
    fields.check();
    fields.checkPrompt();
    return fields.fields;
  }

  private void check() {
    request.messages().forEach(ChatFields::requirePossible);
    if (request.responseFormat().orElse(null) instanceof ResponseFormat.Regex) {
      throw REFUSAL.of(
          "Fireworks does not know the response format regex",
          "ResponseFormat.regex",
          "say it as a grammar with FireworksChatOptions.grammar(..)");
    }
    numbers(facts.numbers());
    exclusive();
    if (own == null || !own.unchecked()) {
      FireworksChat.rules().require(request);
    }
  }

  private static void requirePossible(Message message) {
    if (message.role() == Role.DEVELOPER || message.role() == Role.FUNCTION) {
      throw REFUSAL.of(
          "Fireworks does not know the role " + message.providerRole(),
          "Role." + message.role(),
          message.role() == Role.DEVELOPER ? "use a system message" : "use a tool message");
    }
    if (message.name().isPresent()) {
      throw REFUSAL.of(
          "Fireworks takes no names of speakers",
          "Message.name",
          "leave the name out, or put it into the text");
    }
    if (message.content().stream().anyMatch(ChatFields::inItsOwnSize)) {
      throw REFUSAL.of(
          "Fireworks does not know the detail original",
          "Detail.ORIGINAL",
          "use Detail.HIGH, or leave the detail out");
    }
    if (message.content().stream().anyMatch(InputAudioPart.class::isInstance)) {
      throw REFUSAL.of(
          "Fireworks takes sounds by address only",
          "ContentPart.audio",
          "use ContentPart.audio(URI), with a data URL for a sound that is on no server");
    }
  }

  private static boolean inItsOwnSize(ContentPart part) {
    return part instanceof ImagePart picture
        && picture.image().detail().equals(Optional.of(Detail.ORIGINAL));
  }

  private void numbers(NumberFacts numbers) {
    numbers.check(request);
    int most = numbers.number("mostStops");
    require(
        request.stop().size() <= most,
        "give at most " + most + " texts to stop at, not " + request.stop().size());
    if (own != null) {
      own.topK().ifPresent(v -> numbers.check("topK", v));
      own.minP().ifPresent(v -> numbers.check("minP", v));
      own.typicalP().ifPresent(v -> numbers.check("typicalP", v));
      own.repetitionPenalty().ifPresent(v -> numbers.check("repetitionPenalty", v));
      own.legacyLogprobs().ifPresent(v -> numbers.check("legacyLogprobs", v));
      own.thinkingTokens().ifPresent(v -> numbers.check("thinkingTokens", v));
      own.biasByToken().values().forEach(bias -> numbers.check("biasByToken", bias));
    }
  }

  private void exclusive() {
    Set<String> names = new HashSet<>(fields.keySet());
    names.addAll(
        request.extraProperties().getOrDefault(FireworksProvider.ID, Map.of()).keySet());
    request.maxTokens().ifPresent(tokens -> names.add("max_tokens"));
    for (ChatFacts.Pair pair : facts.exclusive()) {
      require(
          !(names.contains(pair.one()) && names.contains(pair.other())),
          "set either " + pair.one() + " or " + pair.other() + ", not both");
    }
    require(
        !(fields.containsKey("logprobs") && request.topLogprobs().isPresent()),
        "set either topLogprobs or legacyLogprobs, not both");
    require(
        !(fields.containsKey("response_format") && request.responseFormat().isPresent()),
        "set either responseFormat or grammar, not both");
  }

  private void checkPrompt() {
    for (String name : fields.keySet()) {
      require(
          !facts.conversationsOnly().contains(name),
          "completions take no " + name + "; leave the option out, or chat instead");
    }
    Message prompt = request.messages().get(0);
    if (fields.containsKey("prompt")) {
      require(
          prompt.text().isEmpty(),
          "give the prompt either as text or as promptTokens; with tokens the text is \"\"");
      return;
    }
    int markers = prompt.text().split(MARKER, -1).length - 1;
    long pictures =
        prompt.content().stream().filter(ImagePart.class::isInstance).count();
    require(
        markers == pictures,
        "the prompt has " + markers + " marks " + MARKER + " and the request " + pictures
            + " pictures; put one mark where each picture belongs");
  }

  private static void require(boolean fine, String advice) {
    if (!fine) {
      throw new IllegalArgumentException("fireworks: " + advice + " (nothing was sent)");
    }
  }
}
