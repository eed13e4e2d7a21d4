package dev.fovea.together;

import dev.fovea.chat.ChatRequest;
import dev.fovea.chat.ContentPart;
import dev.fovea.chat.Message;
import dev.fovea.chat.Role;
import dev.fovea.config.ResponseMeta;
import dev.fovea.error.UnsupportedCapabilityException;
import dev.fovea.image.Detail;
import dev.fovea.inference.CompletionService;
import dev.fovea.json.ChatDialect;
import dev.fovea.provider.NumberFacts;
import dev.fovea.provider.OwnOptions;
import dev.fovea.provider.Refusal;
import dev.fovea.transport.ChatCalls;
import dev.fovea.transport.ChatSetup;
import dev.fovea.transport.Operation;
import dev.fovea.transport.OperationKind;
import dev.fovea.transport.Transport;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Where Together's chat differs from the common form. */
final class TogetherChat {
  private TogetherChat() {}

  private static final Operation<Void, ResponseMeta> CHAT = Operation.post("chat/completions")
      .named("chat")
      .kind(OperationKind.GENERATION)
      .build();
  private static final Operation<Void, ResponseMeta> COMPLETE = Operation.post("completions")
      .named("complete text")
      .kind(OperationKind.GENERATION)
      .build();
  /** Vectors of texts. */
  static final Operation<Object, ResponseMeta> EMBED = Operation.post("embeddings")
      .named("embed texts")
      .kind(OperationKind.GENERATION)
      .sends(Object.class)
      .build();

  // Of Together's own options, those that make sense without a conversation.
  private static final Set<String> OF_COMPLETIONS =
      Set.of("top_k", "min_p", "repetition_penalty", "logit_bias", "safety_model", "echo");

  /** Chat on one of the servers: the ordinary one, or the one deployments answer on. */
  static ChatCalls on(String base, Transport transport) {
    return ChatCalls.over(
        transport,
        ChatSetup.builder()
            .operation(CHAT)
            .base(base)
            .dialect(dialect().build())
            .vendorFields(TogetherChat::fields)
            .build());
  }

  /** Completions without a conversation. */
  static CompletionService completions(Transport transport) {
    ChatCalls calls = ChatCalls.over(
        transport,
        ChatSetup.builder()
            .operation(COMPLETE)
            .dialect(dialect().plainPrompt(true).build())
            .vendorFields(TogetherChat::completionFields)
            .build());
    return CompletionService.over(calls);
  }

  private static ChatDialect.Builder dialect() {
    return ChatDialect.builder()
        .detail(false)
        .logprobsIsCount(true)
        // It comes with the last piece anyway.
        .asksForStreamUsage(false);
  }

  private static Map<String, @Nullable Object> fields(ChatRequest request) {
    request.messages().forEach(TogetherChat::requirePossible);
    TogetherChatOptions own = OwnOptions.find(
            TogetherProvider.ID, request.options(), TogetherChatOptions.class, "chat")
        .orElse(null);
    NumberFacts facts = TogetherFacts.REQUESTS;
    facts.check(request);
    if (own != null) {
      own.minP().ifPresent(v -> facts.check("minP", v));
      own.biasByToken().values().forEach(bias -> facts.check("biasByToken", bias));
    }
    return own == null ? Map.of() : own.fields();
  }

  private static Map<String, @Nullable Object> completionFields(ChatRequest request) {
    if (request.messages().get(0).content().stream()
        .anyMatch(ContentPart.ImagePart.class::isInstance)) {
      throw unsupported("pictures in completions", "images", "chat instead");
    }
    Map<String, @Nullable Object> fields = fields(request);
    for (String name : fields.keySet()) {
      if (!OF_COMPLETIONS.contains(name)) {
        throw new IllegalArgumentException(
            "together: completions take no " + name + "; leave the option out, or chat instead");
      }
    }
    return fields;
  }

  private static void requirePossible(Message message) {
    if (message.role() == Role.DEVELOPER) {
      throw unsupported("the role developer", "Role.DEVELOPER", "use a system message");
    }
    for (ContentPart part : message.content()) {
      if (part instanceof ContentPart.ImagePart picture) {
        picture.image().detail().filter(detail -> detail != Detail.AUTO).ifPresent(detail -> {
          throw unsupported(
              "detail " + detail.word() + " on a picture",
              "IMAGE_DETAIL",
              "leave the detail out, or scale the picture yourself");
        });
      }
    }
  }

  private static UnsupportedCapabilityException unsupported(
      String what, String capability, String instead) {
    return new Refusal(TogetherProvider.ID, "chat")
        .of("Together does not know " + what, capability, instead);
  }
}
