package dev.fovea.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The pictures of one line, in the order in which they are met. */
final class ViewAlbum {
  private static final int MOST = 24;

  private final Path file;
  private final ViewLine line;
  private final ViewBudget budget;
  private final List<Object> facts = new ArrayList<>();
  private final List<String> urls = new ArrayList<>();

  ViewAlbum(Path file, ViewLine line, ViewBudget budget) {
    this.file = file;
    this.line = line;
    this.budget = budget;
  }

  /** {@return a part of a message that shows the picture at that address} */
  Map<String, Object> part(String address, @Nullable Object detail, String pointer) {
    Map<String, Object> part = new LinkedHashMap<>();
    part.put("picture", facts.size());
    part.put("at", pointer);
    if (detail instanceof String word) {
      part.put("detail", ViewText.shorten(word, 20));
    }
    add(picture(address));
    return part;
  }

  /** Takes in all pictures of a line of which nothing else can be said. */
  void addAll() {
    for (ViewCut cut : line.cuts()) {
      if (cut.isPicture()) {
        add(isFull() ? left() : ViewPicture.of(file, cut));
      }
    }
  }

  private ViewPicture picture(String address) {
    if (isFull()) {
      return left();
    }
    ViewCut cut = line.cut(address);
    if (cut == null) {
      return ViewPicture.of(address);
    }
    return cut.isPicture() ? ViewPicture.of(file, cut) : ViewPicture.of(cut.start());
  }

  private boolean isFull() {
    return facts.size() >= MOST || budget.isSpent();
  }

  private static ViewPicture left() {
    return ViewPicture.unseen("left out, for the page is full");
  }

  private void add(ViewPicture picture) {
    facts.add(picture.facts());
    String url = picture.url() == null ? "" : picture.url();
    budget.spend(url.length());
    urls.add(url);
  }

  /** {@return what is told of each picture} */
  List<Object> facts() {
    return facts;
  }

  /** {@return a data URL for each picture; empty where there is nothing to be shown} */
  List<String> urls() {
    return urls;
  }
}
