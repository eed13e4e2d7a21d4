package dev.fovea.together;

import dev.fovea.config.WaitOptions;
import dev.fovea.page.Page;
import dev.fovea.transport.Call;
import dev.fovea.transport.Caller;
import dev.fovea.transport.Transport;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What services do alike: run a flow now or later, read one thing, read a listing page by page. */
abstract class CallingService {
  final Transport transport;
  final Management management;

  CallingService(Transport transport, Management management) {
    this.transport = transport;
    this.management = management;
  }

  final <T> T now(Function<Caller, CompletableFuture<T>> flow) {
    return Caller.now(transport, flow);
  }

  final <T> CompletableFuture<T> later(Function<Caller, CompletableFuture<T>> flow) {
    return Caller.later(transport, flow);
  }

  /** Runs a flow whose result nobody needs. */
  final void done(Function<Caller, ? extends CompletableFuture<?>> flow) {
    boolean unused = now(settled(flow));
  }

  final CompletableFuture<Void> doneLater(Function<Caller, ? extends CompletableFuture<?>> flow) {
    return later(settled(flow)).thenAccept(done -> {});
  }

  private static Function<Caller, CompletableFuture<Boolean>> settled(
      Function<Caller, ? extends CompletableFuture<?>> flow) {
    return caller -> flow.apply(caller).thenApply(result -> true);
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

  static WaitOptions patience(Consumer<WaitOptions.Builder> spec, WaitOptions.Builder start) {
    spec.accept(start);
    return start.build();
  }
}
