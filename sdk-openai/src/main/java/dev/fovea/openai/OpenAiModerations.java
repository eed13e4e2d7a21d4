package dev.fovea.openai;

import dev.fovea.provider.CallingService;
import dev.fovea.provider.WireObject;
import dev.fovea.transport.Call;
import dev.fovea.transport.Operation;
import dev.fovea.transport.OperationKind;
import dev.fovea.transport.Transport;
import java.util.concurrent.CompletableFuture;

/** Moderations at OpenAI. Thread-safe. */
final class OpenAiModerations extends CallingService implements OpenAiModerationService {
  // It changes nothing and costs nothing.
  private static final Operation<Void, OpenAiModeration> CREATE = Operation.post("moderations")
      .named("moderate")
      .kind(OperationKind.READ)
      .receives(WireObject.as(OpenAiModeration::new))
      .build();

  OpenAiModerations(Transport transport) {
    super(transport);
  }

  @Override
  public OpenAiModeration create(OpenAiModerationRequest request) {
    return now(caller -> caller.call(call(request)));
  }

  @Override
  public CompletableFuture<OpenAiModeration> createAsync(OpenAiModerationRequest request) {
    return later(caller -> caller.call(call(request)));
  }

  private Call<OpenAiModeration> call(OpenAiModerationRequest request) {
    return CREATE.call().body(new ModerationContent(transport.json(), request));
  }
}
