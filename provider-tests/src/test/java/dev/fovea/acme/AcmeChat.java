package dev.fovea.acme;

import dev.fovea.chat.ChatRequest;
import dev.fovea.chat.ContentPart;
import dev.fovea.config.Capability;
import dev.fovea.config.ResponseMeta;
import dev.fovea.error.UnsupportedCapabilityException;
import dev.fovea.json.ChatDialect;
import dev.fovea.provider.Refusal;
import dev.fovea.provider.WireObject;
import dev.fovea.transport.ChatCalls;
import dev.fovea.transport.ChatSetup;
import dev.fovea.transport.Operation;
import dev.fovea.transport.OperationKind;
import dev.fovea.transport.Transport;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where Acme's chat differs from the common form: it only reads what is sent along. */
final class AcmeChat {
  private static final Operation<Void, ResponseMeta> TALK =
      Operation.post("talk").named("chat").kind(OperationKind.GENERATION).build();

  /** A question whose answer is only waited for; the wait repeats it. */
  static final Operation<Object, WireObject> PROBE = Operation.post("talk")
      .named("probe deployment")
      .kind(OperationKind.CREATE)
      .sends(Object.class)
      .receives(WireObject::read)
      .build();

  private AcmeChat() {}

  static ChatCalls over(Transport transport) {
    return ChatCalls.over(
        transport,
        ChatSetup.builder()
            .operation(TALK)
            .dialect(ChatDialect.builder().detail(false).build())
            .vendorFields(AcmeChat::fields)
            .build());
  }

  private static Map<String, @Nullable Object> fields(ChatRequest request) {
    new Refusal(AcmeProvider.ID, "chat").noOptions(request.options());
    request.messages().stream()
        .flatMap(message -> message.content().stream())
        .forEach(AcmeChat::requirePossible);
    return Map.of();
  }

  private static void requirePossible(ContentPart part) {
    if (part instanceof ContentPart.ImagePart picture) {
      if (picture.image().isRemote()) {
        throw lacks(Capability.REMOTE_IMAGES);
      }
      if (picture.image().detail().isPresent()) {
        throw lacks(Capability.IMAGE_DETAIL);
      }
    } else if (!(part instanceof ContentPart.TextPart)) {
      throw lacks(
          part instanceof ContentPart.VideoPart ? Capability.VIDEO_INPUT : Capability.AUDIO_INPUT);
    }
  }

  private static UnsupportedCapabilityException lacks(Capability capability) {
    return UnsupportedCapabilityException.of(AcmeProvider.ID, "chat", capability);
  }
}
