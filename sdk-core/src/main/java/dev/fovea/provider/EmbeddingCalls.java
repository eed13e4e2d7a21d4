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

  private final boolean dimensions;

  private EmbeddingCalls(
      Transport transport, Operation<Object, ResponseMeta> operation, boolean dimensions) {
    super(transport);
    this.operation = operation;
    this.dimensions = dimensions;
  }

  /**
   * Makes a service whose vectors have as many numbers as the model likes; who asks for another
   * number is refused.
   *
   * @param transport makes the calls
   * @param operation a POST of kind {@code GENERATION} that sends the body as JSON
   * @return the service
   */
  public static EmbeddingService over(
      Transport transport, Operation<Object, ResponseMeta> operation) {
    return new EmbeddingCalls(transport, operation, false);
  }

  /**
   * Makes a service that can ask for vectors of a given length.
   *
   * @param transport makes the calls
   * @param operation a POST of kind {@code GENERATION} that sends the body as JSON
   * @return the service
   */
  public static EmbeddingService withDimensions(
      Transport transport, Operation<Object, ResponseMeta> operation) {
    return new EmbeddingCalls(transport, operation, true);
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
    if (!dimensions && request.dimensions().isPresent()) {
      throw new Refusal(provider(), operation.name())
          .of(
              "the length of a vector cannot be chosen here",
              "dimensions",
              "leave the dimensions out, or take another model");
    }
    Map<String, @Nullable Object> body = new LinkedHashMap<>();
    body.put("model", request.model());
    body.put("input", request.inputs());
    request.dimensions().ifPresent(dimensions -> body.put("dimensions", dimensions));
    return operation
        .call(FieldPaths.merge(body, request.extraProperties().getOrDefault(provider(), Map.of())))
        .receives((answer, meta, status) -> EmbeddingReader.read(transport.json(), answer, meta));
  }
}
