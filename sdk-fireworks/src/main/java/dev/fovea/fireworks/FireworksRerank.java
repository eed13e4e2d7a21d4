package dev.fovea.fireworks;

import dev.fovea.json.FieldPaths;
import dev.fovea.provider.CallingService;
import dev.fovea.provider.WireObject;
import dev.fovea.transport.Call;
import dev.fovea.transport.Operation;
import dev.fovea.transport.OperationKind;
import dev.fovea.transport.Transport;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Ranking at Fireworks. Thread-safe. */
final class FireworksRerank extends CallingService implements FireworksRerankService {
  private static final Operation<Object, FireworksRanking> RANK = Operation.post("rerank")
      .named("rank texts")
      .on(FireworksAddresses.INFERENCE)
      .kind(OperationKind.GENERATION)
      .sends(Object.class)
      .receives(WireObject.as(FireworksRanking::of))
      .build();

  FireworksRerank(Transport transport) {
    super(transport);
  }

  @Override
  public FireworksRanking create(FireworksRerankRequest request) {
    return now(caller -> caller.call(call(request)));
  }

  @Override
  public CompletableFuture<FireworksRanking> createAsync(FireworksRerankRequest request) {
    return later(caller -> caller.call(call(request)));
  }

  private static Call<FireworksRanking> call(FireworksRerankRequest request) {
    Map<String, @Nullable Object> body = new LinkedHashMap<>();
    body.put("model", request.model());
    body.put("query", request.query());
    body.put("documents", request.documents());
    request.topN().ifPresent(n -> body.put("top_n", n));
    request.returnDocuments().ifPresent(wanted -> body.put("return_documents", wanted));
    request.task().ifPresent(task -> body.put("task", task));
    return RANK.call(FieldPaths.merge(body, request.extraProperties()));
  }
}
