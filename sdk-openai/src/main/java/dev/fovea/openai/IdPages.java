package dev.fovea.openai;

import dev.fovea.page.Page;
import dev.fovea.provider.Listing;
import dev.fovea.provider.WireObject;
import dev.fovea.transport.Call;
import dev.fovea.transport.Caller;
import dev.fovea.transport.Transport;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * OpenAI's listings: a page begins after the last entry of the one before. Where nobody says that
 * there is more, there is none, as OpenAI's own client for Node has it.
 */
final class IdPages {
  private static final Listing LISTING =
      new Listing((caller, call) -> caller.call(call), "after", IdPages::next);

  private IdPages() {}

  /**
   * Asks for the first page; the others are asked for when somebody reads on.
   *
   * @param caller makes the first call
   * @param transport makes the others
   * @param listing begins the call for a page, with everything the query asks for
   * @param read reads one entry
   */
  static <T> CompletableFuture<Page<T>> page(
      Caller caller,
      Transport transport,
      Supplier<Call<WireObject>> listing,
      Function<WireObject, ? extends T> read) {
    return LISTING.page(caller, transport, listing, entries(read));
  }

  /** Asks for all pages. */
  static <T> CompletableFuture<List<T>> all(
      Caller caller, Supplier<Call<WireObject>> listing, Function<WireObject, ? extends T> read) {
    return LISTING.all(caller, listing, entries(read));
  }

  /** Asks for one page after the other, up to the first with an entry that is enough. */
  static <T> CompletableFuture<List<T>> until(
      Caller caller,
      Supplier<Call<WireObject>> listing,
      Function<WireObject, ? extends T> read,
      Predicate<? super T> enough) {
    return LISTING.until(caller, listing, entries(read), enough);
  }

  private static <T> Function<WireObject, List<T>> entries(Function<WireObject, ? extends T> read) {
    return answer -> answer.requiredObjects("data").stream().<T>map(read).toList();
  }

  private static Optional<String> next(WireObject answer) {
    if (!answer.flag("has_more").orElse(false)) {
      return Optional.empty();
    }
    List<WireObject> entries = answer.objects("data");
    return entries.isEmpty()
        ? Optional.empty()
        : entries.get(entries.size() - 1).glance().text("id").or(() -> answer.text("last_id"));
  }
}
