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
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Provider API: chat in the form most providers share, so that a provider's own chat is small.
 * Thread-safe.
 */
public final class ChatCalls implements ChatService {
  private static final String STREAM_OPTIONS = "stream_options";

  private final Transport transport;
  private final ChatCodec codec;
  private final VendorFields vendorFields;
  private final Operation<Void, ResponseMeta> operation;
  private final String base;
  private final Function<ChatRequest, Map<String, String>> headers;

  private ChatCalls(Transport transport, ChatSetup setup) {
    this.transport = transport;
    this.vendorFields = setup.vendorFields();
    this.codec = ChatCodec.of(transport.options().limits(), setup.dialect());
    this.operation = setup.operation();
    this.base = setup.base();
    this.headers = setup.headers();
  }

  /**
   * Makes a chat service.
   *
   * @param transport carries the calls; closing it is up to whoever opened it
   * @param setup where and how the provider's chat is called
   * @return the service
   */
  public static ChatCalls over(Transport transport, ChatSetup setup) {
    return new ChatCalls(
        Objects.requireNonNull(transport, "transport"), Objects.requireNonNull(setup, "setup"));
  }

  @Override
  public ChatCompletion create(ChatRequest request) {
    return transport.execute(call(request), this::withoutError);
  }

  @Override
  public CompletableFuture<ChatCompletion> createAsync(ChatRequest request) {
    Call<ChatCompletion> call;
    try {
      call = call(request);
    } catch (RuntimeException e) {
      // Asynchronous code looks for failures in one place.
      return CompletableFuture.failedFuture(e);
    }
    return transport.executeAsync(call, this::withoutError);
  }

  @Override
  public ChatStream stream(ChatRequest request) {
    return new EventChatStream(chunks(transport.stream(streamed(request))));
  }

  @Override
  public ChatPublisher streamAsync(ChatRequest request) {
    Objects.requireNonNull(request, "request");
    return new EventChatPublisher(
        transport, () -> transport.streamAsync(streamed(request)), this::chunks);
  }

  /**
   * The body that {@link #create} sends, for requests that travel by file.
   *
   * @param request what to ask
   * @return the body; its pictures are read when it is written
   */
  public ChatBody body(ChatRequest request) {
    return body(request, false);
  }

  /** {@return what writes requests and reads answers} */
  public ChatCodec codec() {
    return codec;
  }

  private Call<ChatCompletion> call(ChatRequest request) {
    return begin(request, false)
        .receives((answer, meta, status) -> codec.readCompletion(answer, meta));
  }

  private Call<ResponseMeta> begin(ChatRequest request, boolean streamed) {
    Call<ResponseMeta> call =
        operation.call().on(base).body(new ChatContent(body(request, streamed)));
    headers.apply(request).forEach(call::header);
    return call;
  }

  private Call<ResponseMeta> streamed(ChatRequest request) {
    return begin(request, true).named("streamed " + operation.name());
  }

  private ChunkSource chunks(EventStream events) {
    return new ChunkSource(events, codec.chunks(), transport.options().limits().responseBytes());
  }

  private ChatCompletion withoutError(ChatCompletion completion, ResponseMeta meta) {
    // Some servers say 200 and mean it was refused.
    if (ErrorMember.isIn(completion.additionalProperties())) {
      throw transport.errorIn(operation, completion.additionalProperties(), meta);
    }
    return completion;
  }

  private ChatBody body(ChatRequest request, boolean streamed) {
    requireOwnOptions(request.options());
    Map<String, ? extends @Nullable Object> fields = vendorFields.of(request);
    Map<String, Object> extras = request.extraProperties().get(transport.provider());
    if (extras != null) {
      Map<String, @Nullable Object> all = new LinkedHashMap<>(fields);
      all.putAll(extras);
      fields = all;
    }
    if (!streamed && fields.keySet().stream().anyMatch(ChatCalls::isOfStreams)) {
      // Servers refuse them where nothing streams.
      fields = new LinkedHashMap<>(fields);
      fields.keySet().removeIf(ChatCalls::isOfStreams);
    }
    return codec.body(request, streamed, fields);
  }

  private static boolean isOfStreams(String path) {
    return path.equals(STREAM_OPTIONS) || path.startsWith(STREAM_OPTIONS + ".");
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
