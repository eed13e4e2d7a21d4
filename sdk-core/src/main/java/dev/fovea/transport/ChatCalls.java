package dev.fovea.transport;

import dev.fovea.chat.ChatCompletion;
import dev.fovea.chat.ChatPublisher;
import dev.fovea.chat.ChatRequest;
import dev.fovea.chat.ChatService;
import dev.fovea.chat.ChatStream;
import dev.fovea.config.ProviderOptions;
import dev.fovea.config.ResponseMeta;
import dev.fovea.json.ChatBody;
import dev.fovea.json.ChatCodec;
import java.io.IOException;
import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Provider API: chat in the form most providers share, so that a provider's own chat is small.
 * Thread-safe.
 */
public final class ChatCalls implements ChatService {
  private final Transport transport;
  private final ChatCodec codec;
  private final VendorFields vendorFields;
  private final Operation<Void, ChatCompletion> create;
  private final Operation<Void, ResponseMeta> stream;

  private ChatCalls(Transport transport, ChatSetup setup) {
    this.transport = transport;
    this.vendorFields = setup.vendorFields();
    this.codec = ChatCodec.of(transport.options().limits(), setup.dialect());
    this.create = Operation.post(setup.path())
        .on(setup.base())
        .named("chat")
        .kind(OperationKind.GENERATION)
        .receives((body, meta, status) -> codec.readCompletion(body, meta))
        .build();
    this.stream = Operation.post(setup.path())
        .on(setup.base())
        .named("streamed chat")
        .kind(OperationKind.GENERATION)
        .build();
  }

  /**
   * Makes a chat service.
   *
   * @param transport carries the calls; closing it is up to whoever opened it
   * @param setup where and how the provider's chat is called
   * @return the service
   */
  public static ChatService over(Transport transport, ChatSetup setup) {
    return new ChatCalls(
        Objects.requireNonNull(transport, "transport"), Objects.requireNonNull(setup, "setup"));
  }

  @Override
  public ChatCompletion create(ChatRequest request) {
    return transport.execute(create.call().body(body(request, false)), this::withoutError);
  }

  @Override
  public CompletableFuture<ChatCompletion> createAsync(ChatRequest request) {
    Content body;
    try {
      body = body(request, false);
    } catch (RuntimeException e) {
      // Asynchronous code looks for failures in one place.
      return CompletableFuture.failedFuture(e);
    }
    return transport.executeAsync(create.call().body(body), this::withoutError);
  }

  @Override
  public ChatStream stream(ChatRequest request) {
    return new EventChatStream(chunks(transport.stream(stream.call().body(body(request, true)))));
  }

  @Override
  public ChatPublisher streamAsync(ChatRequest request) {
    Objects.requireNonNull(request, "request");
    return new EventChatPublisher(
        transport,
        () -> transport.streamAsync(stream.call().body(body(request, true))),
        this::chunks);
  }

  private ChunkSource chunks(EventStream events) {
    return new ChunkSource(events, codec.chunks(), transport.options().limits().responseBytes());
  }

  private ChatCompletion withoutError(ChatCompletion completion, ResponseMeta meta) {
    // Some servers say 200 and mean it was refused.
    if (ErrorMember.isIn(completion.additionalProperties())) {
      throw transport.errorIn(create, completion.additionalProperties(), meta);
    }
    return completion;
  }

  private Content body(ChatRequest request, boolean streamed) {
    requireOwnOptions(request.options());
    Map<String, ? extends @Nullable Object> fields = vendorFields.of(request);
    Map<String, Object> extras = request.extraProperties().get(transport.provider());
    if (extras != null) {
      Map<String, @Nullable Object> all = new LinkedHashMap<>(fields);
      all.putAll(extras);
      fields = all;
    }
    return new ChatContent(codec.body(request, streamed, fields));
  }

  // Options for another provider only are a mistake: they would be dropped without a word.
  private void requireOwnOptions(List<ProviderOptions> options) {
    if (!options.isEmpty()
        && options.stream().noneMatch(own -> own.provider().equals(transport.provider()))) {
      throw new IllegalArgumentException(
          transport.provider() + ": the chat request carries options for "
              + options.stream().map(ProviderOptions::provider).distinct().toList()
              + " and none for this provider; add its own options or leave them out");
    }
  }

  /** A chat request's body. */
  private record ChatContent(ChatBody body) implements Content {
    @Override
    public String contentType() {
      return "application/json";
    }

    @Override
    public long length() {
      return body.contentLength();
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
      body.writeTo(out);
    }
  }
}
