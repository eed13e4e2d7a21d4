package dev.fovea.together;

import static dev.fovea.together.TogetherAddresses.MANAGEMENT;

import dev.fovea.config.ResponseMeta;
import dev.fovea.provider.WireObject;
import dev.fovea.transport.Call;
import dev.fovea.transport.Caller;
import dev.fovea.transport.Operation;
import dev.fovea.transport.OperationBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
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

  private static final int MOST_PAGES = 1_000;

  private final @Nullable String configuredProject;
  private volatile @Nullable String knownProject;
  final Machines machines = new Machines();

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

  /** All pages of a listing. */
  CompletableFuture<List<WireObject>> all(Caller caller, Supplier<Call<WireObject>> listing) {
    return more(caller, listing, null, new ArrayList<>(), 1);
  }

  private CompletableFuture<List<WireObject>> more(
      Caller caller,
      Supplier<Call<WireObject>> listing,
      @Nullable String after,
      List<WireObject> seen,
      int page) {
    return ask(caller, listing.get().query("after", after)).thenCompose(answer -> {
      seen.addAll(answer.objects("data"));
      String next = answer.text("next_cursor").orElse(null);
      boolean last = next == null || next.equals(after) || page == MOST_PAGES;
      return last
          ? CompletableFuture.completedFuture(seen)
          : more(caller, listing, next, seen, page + 1);
    });
  }

  static Operation<Void, WireObject> reading(String path, String name) {
    return Operation.get(path)
        .named(name)
        .on(MANAGEMENT)
        .receives(WireObject::read)
        .build();
  }

  static Operation<Object, WireObject> sending(
      OperationBuilder<Void, ResponseMeta> operation, String name) {
    return operation
        .named(name)
        .on(MANAGEMENT)
        .sends(Object.class)
        .receives(WireObject::read)
        .build();
  }

  // Something gone already is as good as deleted, also when nobody asked before.
  static Operation<Void, ResponseMeta> deleting(String path, String name) {
    return Operation.delete(path).named(name).on(MANAGEMENT).expects(404).build();
  }
}
