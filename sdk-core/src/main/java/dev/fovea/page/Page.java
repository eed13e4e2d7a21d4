package dev.fovea.page;

import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One page of a listing, and the way to the next. A page is immutable and thread-safe; asking for
 * the next one is a call to the server, each time it is asked.
 *
 * @param <T> what is listed
 */
public final class Page<T> {
  private final List<T> items;
  private final @Nullable String cursor;
  private final @Nullable Function<String, Page<T>> fetch;

  private Page(List<T> items, @Nullable String cursor, @Nullable Function<String, Page<T>> fetch) {
    this.items = List.copyOf(items);
    this.cursor = cursor;
    this.fetch = fetch;
  }

  /**
   * The only page of a listing, or its last.
   *
   * @param items what is on it
   * @param <T> what is listed
   * @return the page
   */
  public static <T> Page<T> of(List<T> items) {
    return new Page<>(items, null, null);
  }

  /**
   * A page that another one follows.
   *
   * @param items what is on it
   * @param cursor the server's word for the next page
   * @param fetch gets the page of a cursor
   * @param <T> what is listed
   * @return the page
   */
  public static <T> Page<T> of(List<T> items, String cursor, Function<String, Page<T>> fetch) {
    return new Page<>(
        items, Objects.requireNonNull(cursor, "cursor"), Objects.requireNonNull(fetch, "fetch"));
  }

  /**
   * This listing and, after its last page, another one.
   *
   * @param name tells the other's cursors from those before, which may be the same words
   * @param other gets the other's first page
   * @return the first page of both
   */
  public Page<T> followedBy(String name, Supplier<Page<T>> other) {
    String here = cursor;
    Function<String, Page<T>> onward = fetch;
    return here == null || onward == null
        ? new Page<>(items, name, start -> other.get().after(name + " "))
        : new Page<>(items, here, from -> onward.apply(from).followedBy(name, other));
  }

  private Page<T> after(String name) {
    String here = cursor;
    Function<String, Page<T>> onward = fetch;
    return here == null || onward == null
        ? this
        : new Page<>(
            items,
            name + here,
            from -> onward.apply(from.substring(name.length())).after(name));
  }

  /**
   * {@return what is on this page, in the server's order; may be empty though another page follows}
   */
  public List<T> items() {
    return items;
  }

  /** {@return whether another page follows; asks nobody} */
  public boolean hasNext() {
    return fetch != null;
  }

  /** {@return the next page, fetched now; absent when this is the last} */
  public Optional<Page<T>> next() {
    if (fetch == null || cursor == null) {
      return Optional.empty();
    }
    return Optional.of(fetch.apply(cursor));
  }

  /**
   * The items of this page and all that follow. Each page is fetched when the one before it is used
   * up. Every iteration starts here and fetches anew.
   *
   * @return the items; its iterator throws {@link IllegalStateException} when the server gives the
   *     same cursor twice, for such a listing never ends
   */
  public Iterable<T> all() {
    return () -> new Walk<>(this);
  }

  private static final class Walk<T> implements Iterator<T> {
    private final Set<String> seen = new HashSet<>();
    private Page<T> page;
    private Iterator<T> items;

    Walk(Page<T> first) {
      this.page = first;
      this.items = first.items.iterator();
    }

    @Override
    public boolean hasNext() {
      while (!items.hasNext()) {
        if (page.cursor != null && !seen.add(page.cursor)) {
          throw new IllegalStateException(
              "the listing never ends: the server gave the cursor " + page.cursor + " twice");
        }
        Optional<Page<T>> next = page.next();
        if (next.isEmpty()) {
          return false;
        }
        page = next.get();
        items = page.items.iterator();
      }
      return true;
    }

    @Override
    public T next() {
      if (!hasNext()) {
        throw new NoSuchElementException("the listing has no more items");
      }
      return items.next();
    }
  }
}
