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
  /** Where the place is the last entry's id, as it nearly always is. */
  static final IdPages AFTER_ENTRY = new IdPages(IdPages::lastEntry);

  /** Where OpenAI's own clients take the place from {@code last_id}. */
  static final IdPages AFTER_LAST_ID = new IdPages(answer -> answer.text("last_id"));

  private final Listing listing;

  private IdPages(Function<WireObject, Optional<String>> place) {
    listing = new Listing(
        (caller, call) -> caller.call(call),
        "after",
        answer -> answer.flag("has_more").orElse(false) ? place.apply(answer) : Optional.empty());
  }

  /**
   * Asks for the first page; the others are asked for when somebody reads on.
   *
   * @param caller makes the first call
   * @param transport makes the others
   * @param page begins the call for a page, with everything the query asks for
   * @param read reads one entry
   */
  <T> CompletableFuture<Page<T>> page(
      Caller caller,
      Transport transport,
      Supplier<Call<WireObject>> page,
      Function<WireObject, ? extends T> read) {
    return listing.page(caller, transport, page, entries(read));
  }

  /** Asks for one page after the other, up to the first with an entry that is enough. */
  <T> CompletableFuture<List<T>> until(
      Caller caller,
      Supplier<Call<WireObject>> page,
      Function<WireObject, ? extends T> read,
      Predicate<? super T> enough) {
    return listing.until(caller, page, entries(read), enough);
  }

  private static <T> Function<WireObject, List<T>> entries(Function<WireObject, ? extends T> read) {
    return answer -> answer.requiredObjects("data").stream().<T>map(read).toList();
  }

  private static Optional<String> lastEntry(WireObject answer) {
    List<WireObject> entries = answer.objects("data");
    return entries.isEmpty()
        ? Optional.empty()
        : entries.get(entries.size() - 1).glance().text("id").or(() -> answer.text("last_id"));
  }
}
