package dev.fovea.together;

import static dev.fovea.together.TogetherAddresses.MANAGEMENT;

import dev.fovea.config.ResponseMeta;
import dev.fovea.page.Page;
import dev.fovea.provider.Listing;
import dev.fovea.provider.WireObject;
import dev.fovea.transport.Call;
import dev.fovea.transport.Caller;
import dev.fovea.transport.Operation;
import dev.fovea.transport.OperationBuilder;
import dev.fovea.transport.Transport;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Together's management interface (its v2): how its operations are made, and the project that most
 * of them stand below. The operations themselves stand with the things they are about. Thread-safe.
 */
final class Management {
  private static final Operation<Void, WireObject> WHO_AM_I = Operation.get("whoami")
      .named("read the key's project")
      .receives(WireObject::read)
      .build();

  /** How many entries a page has when all are wanted. */
  static final int PAGE_SIZE = 100;

  private final @Nullable String configuredProject;
  private volatile @Nullable String knownProject;
  final Machines machines = new Machines();
  final Listing pages = new Listing(this::ask, "after", "next_cursor");

  Management(@Nullable String configuredProject) {
    this.configuredProject = configuredProject;
  }

  /** The key's account and project, asked anew. */
  CompletableFuture<TogetherAccount> account(Caller caller) {
    return caller.call(WHO_AM_I.call()).thenApply(answer -> {
      TogetherAccount account = new TogetherAccount(answer);
      knownProject = account.projectId();
      return account;
    });
  }

  /** The project all of it belongs to; asked for once unless it was configured. */
  CompletableFuture<String> project(Caller caller) {
    String known = configuredProject == null ? knownProject : configuredProject;
    return known == null
        ? account(caller).thenApply(TogetherAccount::projectId)
        : CompletableFuture.completedFuture(known);
  }

  /** Makes a call, below the project when its path says so. */
  <R> CompletableFuture<R> ask(Caller caller, Call<R> call) {
    return call.operation().path().startsWith("projects/{project}/")
        ? project(caller).thenCompose(project -> caller.call(call.path("project", project)))
        : caller.call(call);
  }

  /** One call, below the project when its path says so. */
  <R, T> Function<Caller, CompletableFuture<T>> one(
      Call<R> call, Function<? super R, ? extends T> read) {
    return caller -> ask(caller, call).<T>thenApply(read);
  }

  /** A listing page by page. */
  <T> Function<Caller, CompletableFuture<Page<T>>> pages(
      Transport transport, Supplier<Call<WireObject>> listing, Function<WireObject, T> read) {
    return caller -> pages.page(
        caller,
        transport,
        listing,
        answer -> answer.requiredObjects("data").stream().map(read).toList());
  }

  /** All pages of a listing. */
  CompletableFuture<List<WireObject>> all(Caller caller, Supplier<Call<WireObject>> listing) {
    return pages.all(caller, listing, answer -> answer.objects("data"));
  }

  static Operation<Void, WireObject> reading(String path, String name) {
    return reading(MANAGEMENT, path, name);
  }

  static Operation<Void, WireObject> reading(String base, String path, String name) {
    return Operation.get(path).named(name).on(base).receives(WireObject::read).build();
  }

  static Operation<Object, WireObject> sending(
      OperationBuilder<Void, ResponseMeta> operation, String name) {
    return sending(MANAGEMENT, operation, name);
  }

  static Operation<Object, WireObject> sending(
      String base, OperationBuilder<Void, ResponseMeta> operation, String name) {
    return operation
        .named(name)
        .on(base)
        .sends(Object.class)
        .receives(WireObject::read)
        .build();
  }

  // Something gone already is as good as deleted, also when nobody asked before.
  static Operation<Void, ResponseMeta> deleting(String path, String name) {
    return Operation.delete(path).named(name).on(MANAGEMENT).expects(404).build();
  }
}
