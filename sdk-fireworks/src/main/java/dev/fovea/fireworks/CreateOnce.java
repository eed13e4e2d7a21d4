package dev.fovea.fireworks;

import dev.fovea.config.ResponseMeta;
import dev.fovea.error.ApiFailure;
import dev.fovea.error.ConflictException;
import dev.fovea.error.Failure;
import dev.fovea.error.Outcome;
import dev.fovea.provider.WireObject;
import dev.fovea.transport.Operation;
import dev.fovea.transport.OperationBuilder;
import dev.fovea.transport.OperationKind;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Creates with an id that the caller's side chose: however often the request travels, at most one
 * thing is made. A 409 after a lost answer means that the first one arrived, or that somebody had
 * the id before: what stands there is compared with what was asked for.
 */
final class CreateOnce {
  private CreateOnce() {}

  /** {@return an operation that may be sent again} Its result is empty when the thing was there. */
  static Operation<Object, Optional<WireObject>> operation(
      OperationBuilder<Void, ResponseMeta> post, String name) {
    return post.named(name)
        .kind(OperationKind.IDEMPOTENT_WRITE)
        .sends(Object.class)
        .settledBy(409)
        .receives((body, meta, status) -> status == 409
            ? Optional.<WireObject>empty()
            : Optional.of(WireObject.read(body, meta, status)))
        .build();
  }

  /**
   * {@return what was made, or what the lost first request had made}
   *
   * @param answered the create's answer
   * @param look reads what stands under the id
   * @param asked what was asked for, by the wire's names
   * @param telling the fields that tell one thing from another; a dot leads into an object
   */
  static CompletableFuture<WireObject> settled(
      CompletableFuture<Optional<WireObject>> answered,
      Supplier<CompletableFuture<WireObject>> look,
      Map<String, ? extends @Nullable Object> asked,
      List<String> telling) {
    return answered.thenCompose(made -> made.map(CompletableFuture::completedFuture)
        .orElseGet(() -> look.get().thenApply(there -> same(there, asked, telling))));
  }

  private static WireObject same(
      WireObject there, Map<String, ? extends @Nullable Object> asked, List<String> telling) {
    Map<String, @Nullable Object> stored = there.glance().rest();
    for (String field : telling) {
      Object wanted = at(asked, field);
      Object found = at(stored, field);
      if (wanted != null && found != null && !wanted.equals(found)) {
        throw taken(
            there.glance().text("name").orElse("a thing of that id"),
            "its " + field + " is another");
      }
    }
    return there;
  }

  /** {@return what is thrown when somebody had the id before} */
  static ConflictException taken(String name, String why) {
    return new ConflictException(ApiFailure.builder()
        .status(409)
        .failure(Failure.builder()
            .provider(FireworksProvider.ID)
            .message(name + " exists already and " + why)
            .outcome(Outcome.REJECTED)
            .next("choose another id")
            .build())
        .build());
  }

  private static @Nullable Object at(Map<String, ? extends @Nullable Object> fields, String path) {
    Object node = fields;
    for (String name : path.split("\\.", -1)) {
      node = node instanceof Map<?, ?> object ? object.get(name) : null;
    }
    return node;
  }
}
