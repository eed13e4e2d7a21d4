package dev.fovea.cli;

import dev.fovea.error.ImageException;
import dev.fovea.error.ImageLimitException;
import dev.fovea.image.ColorMode;
import dev.fovea.image.DecodeLimits;
import dev.fovea.image.Image;
import dev.fovea.image.ImageFormat;
import dev.fovea.image.ImageHeader;
import dev.fovea.image.Imaging;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A picture as a page shows it.
 *
 * @param facts what is told of it
 * @param url a data URL that a browser may be trusted with; null if there is nothing to be shown
 */
record ViewPicture(Map<String, Object> facts, @Nullable String url) {
  /** Up to here a picture goes into the page as it is, in bytes and in pixels. */
  private static final long SMALL = 48_000;

  private static final long FEW_PIXELS = 4_000_000;
  private static final long MOST_UNSHRUNK = 400_000;
  private static final int LONGEST_SIDE = 640;
  private static final DecodeLimits LIMITS = new DecodeLimits(50_000_000, Duration.ofSeconds(5));
  private static final Imaging IMAGING = Imaging.find().orElseThrow();
  private static final int LONGEST_ADDRESS = 300;
  private static final Set<ImageFormat> OF_BROWSERS =
      Set.of(ImageFormat.PNG, ImageFormat.JPEG, ImageFormat.GIF, ImageFormat.WEBP);

  /** A picture that stands in the line. */
  static ViewPicture of(Path file, ViewCut cut) {
    try {
      return of(Image.of(ViewSource.of(file, cut)));
    } catch (IOException e) {
      return unseen("its base64 cannot be decoded");
    }
  }

  /** A text where a picture's address belongs. */
  static ViewPicture of(String address) {
    if (!address.regionMatches(true, 0, "data:", 0, 5)) {
      Facts facts = new Facts().put("address", ViewText.shorten(address, LONGEST_ADDRESS));
      return new ViewPicture(facts.map(), null);
    }
    try {
      return of(Image.fromDataUrl(address));
    } catch (IllegalArgumentException | ImageException e) {
      return unseen("its data URL cannot be read");
    }
  }

  static ViewPicture unseen(String why) {
    return new ViewPicture(new Facts().put("note", why).map(), null);
  }

  private static ViewPicture of(Image picture) {
    Facts facts = new Facts().put("bytes", picture.size());
    ImageHeader header;
    try {
      header = picture.header();
    } catch (ImageException e) {
      return new ViewPicture(facts.put("note", "no picture that can be read").map(), null);
    }
    facts
        .put("format", header.format().name())
        .put("width", header.isSideways() ? header.height() : header.width())
        .put("height", header.isSideways() ? header.width() : header.height())
        .put("colors", colors(header.colorMode()))
        .put("frames", header.frames() > 1 ? header.frames() : null);
    try {
      return shown(picture, header, facts);
    } catch (IOException | ImageException e) {
      return new ViewPicture(facts.put("note", e.getMessage()).map(), null);
    }
  }

  private static String colors(ColorMode mode) {
    return mode.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  private static ViewPicture shown(Image picture, ImageHeader header, Facts facts)
      throws IOException {
    boolean trusted = OF_BROWSERS.contains(header.format())
        && (long) header.width() * header.height() <= FEW_PIXELS;
    // A film in a page of pictures draws every eye: its first frame is enough.
    if (trusted && picture.size() <= SMALL && header.frames() == 1) {
      return new ViewPicture(facts.map(), whole(picture));
    }
    try {
      Image small = IMAGING.thumbnail(picture, LONGEST_SIDE, LIMITS);
      return new ViewPicture(facts.put("shrunk", true).map(), whole(small));
    } catch (ImageException e) {
      if (trusted && picture.size() <= MOST_UNSHRUNK) {
        return new ViewPicture(facts.map(), whole(picture));
      }
      boolean large = e instanceof ImageLimitException;
      String why = large ? "too large to be shown here" : "cannot be decoded";
      return new ViewPicture(facts.put("note", why).map(), null);
    }
  }

  private static String whole(Image picture) throws IOException {
    try (InputStream in = picture.open()) {
      return picture.dataUrlHead() + Base64.getEncoder().encodeToString(in.readAllBytes());
    }
  }
}
