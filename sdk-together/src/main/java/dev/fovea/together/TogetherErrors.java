package dev.fovea.together;

import dev.fovea.error.ApiFailure;
import dev.fovea.error.Failure;
import dev.fovea.error.PermissionDeniedException;
import dev.fovea.transport.ErrorFacts;
import dev.fovea.transport.ErrorReader;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Together's error bodies: the standard envelope, the batches' bare text, the limits' bare message,
 * the management interface's status objects, and the file id that a duplicate upload answers with.
 */
final class TogetherErrors implements ErrorReader {
  private static final String CLOSED = "endpoints_v1_create_access_disabled";
  private static final ErrorReader STANDARD = ErrorReader.standard();

  @Override
  public ErrorFacts read(int status, @Nullable Object body) {
    ErrorFacts facts = STANDARD.read(status, body);
    if (!(body instanceof Map<?, ?> object)) {
      return facts;
    }
    ErrorFacts.Builder more = facts.toBuilder();
    // Over one's own rate the kind of limit stands beside the error or inside it.
    if (facts.type().isEmpty()) {
      text(object, "error_type").ifPresent(more::type);
    }
    // Inference errors carry the request's id at the top.
    if (facts.requestId().isEmpty()) {
      text(object, "id").ifPresent(more::requestId);
    }
    if (facts.message().isEmpty()) {
      text(object, "file_id")
          .ifPresent(id -> more.message("the same content is stored already, as file " + id));
    }
    return more.build();
  }

  private static Optional<String> text(Map<?, ?> object, String name) {
    return object.get(name) instanceof String text && !text.isBlank()
        ? Optional.of(text)
        : Optional.empty();
  }

  /**
   * Says of a refused dedicated endpoint what to do instead; null for any other failure. Where in
   * the body the word stands is nowhere written, so it may stand anywhere.
   */
  static <T> @Nullable CompletableFuture<T> whenClosed(Throwable failure) {
    if (!(failure instanceof PermissionDeniedException denied) || !denied.body().contains(CLOSED)) {
      return null;
    }
    Failure told = denied.apiFailure().failure();
    ApiFailure closed = denied.apiFailure().toBuilder()
        .code(CLOSED)
        .failure(told.toBuilder()
            .message("Together makes no new endpoints of its first interface for this account: "
                + told.message())
            .next("use deployments().create(…), which makes them by the second")
            .build())
        .build();
    return CompletableFuture.failedFuture(new PermissionDeniedException(closed));
  }
}
