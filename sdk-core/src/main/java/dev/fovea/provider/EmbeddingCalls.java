package dev.fovea.provider;

import dev.fovea.config.ResponseMeta;
import dev.fovea.inference.EmbeddingRequest;
import dev.fovea.inference.EmbeddingService;
import dev.fovea.inference.Embeddings;
import dev.fovea.json.EmbeddingReader;
import dev.fovea.json.FieldPaths;
import dev.fovea.transport.Call;
import dev.fovea.transport.Operation;
import dev.fovea.transport.Transport;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Vectors of texts, in the form all providers share. Thread-safe. */
public final class EmbeddingCalls extends CallingService implements EmbeddingService {
  private final Operation<Object, ResponseMeta> operation;

  private EmbeddingCalls(Transport transport, Operation<Object, ResponseMeta> operation) {
    super(transport);
    this.operation = operation;
  }

  /**
   * Makes a service.
   *
   * @param transport makes the calls
   * @param operation a POST of kind {@code GENERATION} that sends the body as JSON
   * @return the service
   */
  public static EmbeddingService over(
      Transport transport, Operation<Object, ResponseMeta> operation) {
    return new EmbeddingCalls(transport, operation);
  }

  @Override
  public Embeddings create(EmbeddingRequest request) {
    return now(caller -> caller.call(call(request)));
  }

  @Override
  public CompletableFuture<Embeddings> createAsync(EmbeddingRequest request) {
    return later(caller -> caller.call(call(request)));
  }

  private Call<Embeddings> call(EmbeddingRequest request) {
    Map<String, @Nullable Object> body = new LinkedHashMap<>();
    body.put("model", request.model());
    body.put("input", request.inputs());
    return operation
        .call(FieldPaths.merge(body, request.extraProperties().getOrDefault(provider(), Map.of())))
        .receives((answer, meta, status) -> EmbeddingReader.read(transport.json(), answer, meta));
  }
}
