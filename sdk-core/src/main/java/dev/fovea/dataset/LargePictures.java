package dev.fovea.dataset;

import dev.fovea.image.Detail;
import dev.fovea.image.ImageHeader;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Pictures with more pixels than the model sees. */
final class LargePictures implements Advice {
  private final FindingSink findings;
  private final @Nullable ModelTokens model;
  private final boolean details;
  private final long pixels;
  private final long percent;

  LargePictures(DatasetProfile profile, FindingSink findings, @Nullable ModelTokens model) {
    this.findings = findings;
    this.model = model;
    this.details = profile.is("detail", "yes");
    this.pixels = profile.number("seen-pixels");
    this.percent = profile.number("seen-percent");
  }

  @Override
  public void see(Lesson lesson) {
    for (Lesson.Shown shown : lesson.pictures()) {
      ImageHeader header = shown.header().orElse(null);
      if (header != null) {
        look(shown, header);
      }
    }
  }

  private void look(Lesson.Shown shown, ImageHeader header) {
    Detail detail = details ? shown.detail() : Detail.AUTO;
    ModelTokens.Size size = model == null
        ? null
        : model.seen(header.width(), header.height(), detail).orElse(null);
    long all = (long) header.width() * header.height();
    long seen = size == null ? pixels : (long) size.width() * size.height();
    // In floating point, for a percentage of unlimited pixels is more than a long holds.
    if (all <= seen / 100.0 * percent) {
      return;
    }
    String who = size == null || model == null ? "the model" : model.model();
    ModelTokens.Size shrunk = size == null ? shrunk(header, seen) : size;
    warn(
        shown,
        String.format(
            Locale.ROOT,
            "the picture has %,d x %,d pixels, %s sees at most %s%s",
            header.width(),
            header.height(),
            who,
            size == null ? String.format(Locale.ROOT, "%,d pixels", seen) : text(size),
            size != null && detail != Detail.AUTO ? " with detail " + detail.word() : ""),
        shrunk);
  }

  private static ModelTokens.Size shrunk(ImageHeader header, long pixels) {
    double scale = Math.sqrt((double) pixels / header.width() / header.height());
    return new ModelTokens.Size(
        Math.max(1, (int) (header.width() * scale)), Math.max(1, (int) (header.height() * scale)));
  }

  private static String text(ModelTokens.Size size) {
    return String.format(Locale.ROOT, "%,d x %,d", size.width(), size.height());
  }

  private void warn(Lesson.Shown shown, String message, ModelTokens.Size shrunk) {
    findings.warning(
        new Flaw(
            Rule.PICTURE_LARGER_THAN_SEEN,
            shown.pointer(),
            message,
            "shrink it to " + text(shrunk) + " before it is written: the model sees as much, and"
                + " the file is smaller"),
        shown.index());
  }
}
