package dev.fovea.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class PageTest {
  @Test
  void theOnlyPageHasNoNext() {
    Page<String> page = Page.of(List.of("a", "b"));

    assertThat(page.items()).containsExactly("a", "b");
    assertThat(page.hasNext()).isFalse();
    assertThat(page.next()).isEmpty();
    assertThat(page.all()).containsExactly("a", "b");
  }

  @Test
  void allFetchesAPageOnlyWhenTheOneBeforeIsUsedUp() {
    AtomicInteger fetched = new AtomicInteger();
    Iterator<Integer> items = numbers(0, 3, fetched).all().iterator();

    assertThat(items.next()).isZero();
    assertThat(items.next()).isEqualTo(1);
    assertThat(fetched).hasValue(0);
    assertThat(items.next()).isEqualTo(10);
    assertThat(fetched).hasValue(1);
  }

  @Test
  void allGivesEveryItemInOrderAndEachIterationFetchesAnew() {
    AtomicInteger fetched = new AtomicInteger();
    Page<Integer> first = numbers(0, 3, fetched);

    assertThat(first.all()).containsExactly(0, 1, 10, 11, 20, 21);
    assertThat(first.all()).hasSize(6);
    assertThat(fetched).hasValue(4);
  }

  @Test
  void anEmptyPageInBetweenDoesNotEndTheListing() {
    Page<String> page =
        Page.of(List.of(), "1", a -> Page.of(List.of(), "2", b -> Page.of(List.of("last"))));

    assertThat(page.all()).containsExactly("last");
  }

  @Test
  void listingsThatFollowEachOtherMayUseTheSameCursors() {
    AtomicInteger fetched = new AtomicInteger();
    Page<Integer> first = numbers(0, 2, fetched)
        .followedBy("second", () -> numbers(5, 7, fetched))
        .followedBy("third", () -> numbers(0, 2, fetched));

    assertThat(first.items()).containsExactly(0, 1);
    assertThat(first.all()).containsExactly(0, 1, 10, 11, 50, 51, 60, 61, 0, 1, 10, 11);
    assertThat(fetched).hasValue(3);
  }

  @Test
  void aListingThatLoopsEndsWithAnErrorAlsoBehindAnother() {
    Page<String> both = Page.of(List.of("a")).followedBy("second", () -> loop("x"));

    assertThatThrownBy(() -> both.all().forEach(item -> {}))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("cursor second x twice");
  }

  @Test
  void aCursorThatComesTwiceEndsWithAnErrorThatNamesIt() {
    assertThatThrownBy(() -> loop("x").all().forEach(item -> {}))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("cursor x twice");
  }

  @Test
  void aLongerCircleOfCursorsIsNoticedToo() {
    List<String> seen = new ArrayList<>();

    assertThatThrownBy(() -> circle(0).all().forEach(seen::add))
        .isInstanceOf(IllegalStateException.class);
    assertThat(seen).hasSizeLessThan(10);
  }

  @Test
  void pastTheEndThereIsNothing() {
    Iterator<String> items = Page.<String>of(List.of()).all().iterator();

    assertThat(items.hasNext()).isFalse();
    assertThatThrownBy(items::next).isInstanceOf(NoSuchElementException.class);
  }

  @Test
  void laterChangesToTheListDoNotReachThePage() {
    List<String> items = new ArrayList<>(Arrays.asList("a"));
    Page<String> page = Page.of(items);
    items.add("b");

    assertThat(page.items()).containsExactly("a");
  }

  private static Page<Integer> numbers(int page, int pages, AtomicInteger fetched) {
    List<Integer> items = List.of(page * 10, page * 10 + 1);
    if (page + 1 == pages) {
      return Page.of(items);
    }
    return Page.of(items, "page " + (page + 1), cursor -> {
      fetched.incrementAndGet();
      return numbers(page + 1, pages, fetched);
    });
  }

  private static Page<String> loop(String cursor) {
    return Page.of(List.of("item"), cursor, PageTest::loop);
  }

  private static Page<String> circle(int place) {
    return Page.of(List.of("item"), "c" + (place + 1) % 3, cursor -> circle((place + 1) % 3));
  }
}
