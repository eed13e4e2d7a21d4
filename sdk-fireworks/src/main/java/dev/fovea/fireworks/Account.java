package dev.fovea.fireworks;

import dev.fovea.error.Failure;
import dev.fovea.error.Outcome;
import dev.fovea.error.UnreadableResponseException;
import dev.fovea.page.Page;
import dev.fovea.provider.Listing;
import dev.fovea.provider.WireObject;
import dev.fovea.transport.Call;
import dev.fovea.transport.Caller;
import dev.fovea.transport.Operation;
import dev.fovea.transport.Transport;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The account that everything on the control plane stands below: configured, or found from the key
 * once. Thread-safe.
 */
final class Account {
  private static final Operation<Void, WireObject> LIST = Operation.get("accounts")
      .named("find the key's account")
      .receives(WireObject::read)
      .build();

  private final Transport transport;
  private final Listing pages =
      new Listing((caller, call) -> ask(caller, call), "pageToken", "nextPageToken");
  private volatile @Nullable String known;

  Account(Transport transport, @Nullable String configured) {
    this.transport = transport;
    this.known = configured == null ? null : shortId(configured);
  }

  /** The same account for a view of the client. */
  Account over(Transport view) {
    return new Account(view, known);
  }

  private static String shortId(String name) {
    return name.startsWith("accounts/") ? name.substring("accounts/".length()) : name;
  }

  /** The account's short id; asked for once unless it was configured. */
  CompletableFuture<String> id(Caller caller) {
    String id = known;
    return id == null
        ? caller.call(LIST.call().query("pageSize", 2)).thenApply(this::only)
        : CompletableFuture.completedFuture(id);
  }

  private String only(WireObject answer) {
    List<WireObject> accounts = answer.objects("accounts");
    if (accounts.size() != 1) {
      throw new UnreadableResponseException(
          Failure.builder()
              .provider(FireworksProvider.ID)
              .operation("find the key's account")
              .message("the key sees " + (accounts.isEmpty() ? "no account" : "several accounts"))
              .outcome(Outcome.REJECTED)
              .next("say which one: set " + FireworksOptions.ACCOUNT_ID
                  + ", or FireworksClient.builder().accountId(..)")
              .build(),
          "$.accounts");
    }
    String id = shortId(accounts.get(0).required("name"));
    known = id;
    return id;
  }

  /** Makes a call whose path begins with {@code accounts/{account}}, below this account. */
  <R> CompletableFuture<R> ask(Caller caller, Call<R> call) {
    return id(caller).thenCompose(id -> caller.call(call.path("account", id)));
  }

  /**
   * Makes a call about one thing: its path is {@code accounts/{account}/<collection>/{id}}.
   *
   * @param nameOrId the thing's full name, or its short id in this account
   */
  <R> CompletableFuture<R> ask(
      Caller caller, Supplier<Call<R>> call, String collection, String nameOrId) {
    return name(caller, collection, nameOrId)
        .thenCompose(
            name -> caller.call(call.get().path("account", name.account()).path("id", name.id())));
  }

  /** The full name; a name that has its account asks nobody. */
  CompletableFuture<ResourceName> name(Caller caller, String collection, String nameOrId) {
    return nameOrId.contains("/")
        ? CompletableFuture.completedFuture(ResourceName.of(nameOrId, "", collection))
        : id(caller).thenApply(account -> ResourceName.of(nameOrId, account, collection));
  }

  /**
   * A listing page by page.
   *
   * @param listing begins the call for a page; its path has {@code {account}}
   * @param plural the member with the entries
   * @param read reads one
   */
  <T> CompletableFuture<Page<T>> page(
      Caller caller,
      Supplier<Call<WireObject>> listing,
      String plural,
      Function<WireObject, T> read) {
    // An empty page may leave the list out.
    return pages.page(
        caller,
        transport,
        listing,
        answer -> answer.objects(plural).stream().map(read).toList());
  }
}
