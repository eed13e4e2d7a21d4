package dev.fovea.together;

import dev.fovea.config.ResponseMeta;
import dev.fovea.inference.EmbeddingRequest;
import dev.fovea.inference.EmbeddingService;
import dev.fovea.inference.Embeddings;
import dev.fovea.json.EmbeddingReader;
import dev.fovea.json.FieldPaths;
import dev.fovea.transport.Call;
import dev.fovea.transport.Operation;
import dev.fovea.transport.OperationKind;
import dev.fovea.transport.Transport;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Vectors of texts. Thread-safe. */
final class TogetherEmbeddings implements EmbeddingService {
  private static final Operation<Object, ResponseMeta> EMBED = Operation.post("embeddings")
      .named("embed texts")
      .kind(OperationKind.GENERATION)
      .sends(Object.class)
      .build();

  private final Transport transport;

  TogetherEmbeddings(Transport transport) {
    this.transport = transport;
  }

  @Override
  public Embeddings create(EmbeddingRequest request) {
    return transport.execute(call(request));
  }

  @Override
  public CompletableFuture<Embeddings> createAsync(EmbeddingRequest request) {
    return transport.executeAsync(call(request));
  }

  private Call<Embeddings> call(EmbeddingRequest request) {
    Map<String, @Nullable Object> body = new LinkedHashMap<>();
    body.put("model", request.model());
    body.put("input", request.inputs());
    return EMBED
        .call(FieldPaths.merge(body, request.extraProperties().getOrDefault("together", Map.of())))
        .receives((answer, meta, status) -> EmbeddingReader.read(transport.json(), answer, meta));
  }
}
