package dev.fovea.together;

import dev.fovea.page.Page;
import dev.fovea.provider.CallingService;
import dev.fovea.provider.WireObject;
import dev.fovea.transport.Call;
import dev.fovea.transport.Caller;
import dev.fovea.transport.Transport;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What services of the management interface do alike: read one thing, read a listing. */
abstract class ManagedService extends CallingService {
  final Management management;

  ManagedService(Transport transport, Management management) {
    super(transport);
    this.management = management;
  }

  /** One call, below the project when its path says so. */
  final <R, T> Function<Caller, CompletableFuture<T>> one(
      Call<R> call, Function<? super R, ? extends T> read) {
    return caller -> management.ask(caller, call).<T>thenApply(read);
  }

  final <T> Function<Caller, CompletableFuture<Page<T>>> pages(
      Supplier<Call<WireObject>> listing, Function<WireObject, T> read) {
    return pages(listing, read, null);
  }

  private <T> Function<Caller, CompletableFuture<Page<T>>> pages(
      Supplier<Call<WireObject>> listing, Function<WireObject, T> read, @Nullable String after) {
    return caller -> management
        .ask(caller, listing.get().query("after", after))
        .thenApply(answer -> {
          List<T> items = answer.requiredObjects("data").stream().map(read).toList();
          return answer
              .text("next_cursor")
              .map(cursor -> Page.of(items, cursor, next -> now(pages(listing, read, next))))
              .orElseGet(() -> Page.of(items));
        });
  }
}
