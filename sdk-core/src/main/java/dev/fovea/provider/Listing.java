package dev.fovea.provider;

import dev.fovea.page.Page;
import dev.fovea.transport.Call;
import dev.fovea.transport.Caller;
import dev.fovea.transport.Transport;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * How one interface of a provider gives its listings: each answer says where the next one begins.
 * Immutable and thread-safe.
 */
public final class Listing {
  // A server that always says there is more must not be asked for ever.
  private static final int MOST_PAGES = 1_000;

  private final BiFunction<Caller, Call<WireObject>, CompletableFuture<WireObject>> ask;
  private final String parameter;
  private final Function<WireObject, Optional<String>> next;

  /**
   * The form of an interface's listings.
   *
   * @param ask makes a call for one page
   * @param parameter the query parameter that says where a page begins
   * @param next the member of an answer that says where the next one begins
   */
  public Listing(
      BiFunction<Caller, Call<WireObject>, CompletableFuture<WireObject>> ask,
      String parameter,
      String next) {
    this(ask, parameter, answer -> answer.text(next));
  }

  /**
   * The form of an interface whose answers do not spell out where the next page begins.
   *
   * @param ask makes a call for one page
   * @param parameter the query parameter that says where a page begins
   * @param next finds in an answer where the next one begins; absent means that it is the last
   */
  public Listing(
      BiFunction<Caller, Call<WireObject>, CompletableFuture<WireObject>> ask,
      String parameter,
      Function<WireObject, Optional<String>> next) {
    this.ask = ask;
    this.parameter = parameter;
    this.next = next;
  }

  private CompletableFuture<WireObject> ask(
      Caller caller, Supplier<Call<WireObject>> listing, @Nullable String from) {
    Call<WireObject> call = listing.get();
    // Whoever asked for the first page may have said where it is to begin.
    return ask.apply(caller, from == null ? call : call.queryInstead(parameter, from));
  }

  /**
   * Asks for the first page; the others are asked for when somebody reads on.
   *
   * @param caller makes the first call
   * @param transport makes the others
   * @param listing begins the call for a page
   * @param read reads the entries of an answer
   * @param <T> one entry
   * @return the first page
   */
  public <T> CompletableFuture<Page<T>> page(
      Caller caller,
      Transport transport,
      Supplier<Call<WireObject>> listing,
      Function<WireObject, List<T>> read) {
    return ask(caller, listing, null)
        .thenApply(answer -> page(
            answer, read, from -> Caller.now(transport, onward -> ask(onward, listing, from))));
  }

  private <T> Page<T> page(
      WireObject answer, Function<WireObject, List<T>> read, Function<String, WireObject> onward) {
    List<T> items = read.apply(answer);
    return next.apply(answer)
        .map(from -> Page.of(items, from, there -> page(onward.apply(there), read, onward)))
        .orElseGet(() -> Page.of(items));
  }

  /**
   * Asks for all pages.
   *
   * @param caller makes the calls
   * @param listing begins the call for a page
   * @param read reads the entries of an answer
   * @param <T> one entry
   * @return the entries of all of them
   */
  public <T> CompletableFuture<List<T>> all(
      Caller caller, Supplier<Call<WireObject>> listing, Function<WireObject, List<T>> read) {
    return until(caller, listing, read, entry -> false);
  }

  /**
   * Asks for one page after the other, up to the first with an entry that is enough, or all.
   *
   * @param caller makes the calls
   * @param listing begins the call for a page
   * @param read reads the entries of an answer
   * @param enough true for an entry after which no further page is wanted
   * @param <T> one entry
   * @return the entries of the pages that were read
   */
  public <T> CompletableFuture<List<T>> until(
      Caller caller,
      Supplier<Call<WireObject>> listing,
      Function<WireObject, List<T>> read,
      Predicate<? super T> enough) {
    return all(caller, listing, read, new Progress<>(new ArrayList<>(), enough, null, 1));
  }

  /** What was read so far, what ends the reading, where the next page begins, and which it is. */
  private record Progress<T>(
      List<T> seen, Predicate<? super T> enough, @Nullable String from, int page) {}

  private <T> CompletableFuture<List<T>> all(
      Caller caller,
      Supplier<Call<WireObject>> listing,
      Function<WireObject, List<T>> read,
      Progress<T> so) {
    return ask(caller, listing, so.from()).thenCompose(answer -> {
      List<T> entries = read.apply(answer);
      so.seen().addAll(entries);
      String there = next.apply(answer).orElse(null);
      boolean last = there == null || there.equals(so.from()) || so.page() == MOST_PAGES;
      return last || entries.stream().anyMatch(so.enough())
          ? CompletableFuture.completedFuture(so.seen())
          : all(
              caller, listing, read, new Progress<>(so.seen(), so.enough(), there, so.page() + 1));
    });
  }
}
