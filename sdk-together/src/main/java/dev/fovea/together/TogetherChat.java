package dev.fovea.together;

import dev.fovea.chat.ChatRequest;
import dev.fovea.chat.ChatService;
import dev.fovea.chat.ContentPart;
import dev.fovea.chat.Message;
import dev.fovea.chat.Role;
import dev.fovea.error.Failure;
import dev.fovea.error.UnsupportedCapabilityException;
import dev.fovea.image.Detail;
import dev.fovea.json.ChatDialect;
import dev.fovea.transport.ChatCalls;
import dev.fovea.transport.ChatSetup;
import dev.fovea.transport.Transport;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where Together's chat differs from the common form. */
final class TogetherChat {
  private TogetherChat() {}

  /** Chat on one of the servers: the ordinary one, or the one deployments answer on. */
  static ChatService on(String base, Transport transport) {
    return ChatCalls.over(
        transport,
        ChatSetup.builder()
            .base(base)
            .dialect(ChatDialect.builder()
                .detail(false)
                .logprobsIsCount(true)
                // It comes with the last piece anyway.
                .asksForStreamUsage(false)
                .build())
            .vendorFields(TogetherChat::fields)
            .build());
  }

  private static Map<String, @Nullable Object> fields(ChatRequest request) {
    request.messages().forEach(TogetherChat::requirePossible);
    return OwnOptions.find(request.options(), TogetherChatOptions.class, "chat")
        .map(TogetherChatOptions::fields)
        .orElseGet(Map::of);
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
    return new UnsupportedCapabilityException(
        Failure.builder()
            .provider(TogetherProvider.ID)
            .operation("chat")
            .message("Together does not know " + what)
            .next(instead)
            .build(),
        capability,
        instead);
  }
}
