package dev.fovea.dataset;

import dev.fovea.error.ImageException;
import dev.fovea.error.ImageLimitException;
import dev.fovea.image.DecodeLimits;
import dev.fovea.image.Image;
import dev.fovea.image.ImageHeader;
import dev.fovea.image.Imaging;
import dev.fovea.image.Pixels;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Decodes the pixels of a data set's pictures, where that was asked for and is possible. */
final class PixelCheck implements Closeable {
  /**
   * What came of decoding one picture.
   *
   * @param pixels what they show; null if they were not decoded
   * @param flaw why they were not decoded; null if they were, or nobody tried
   * @param overLimits whether they were not decoded for what it would cost
   */
  record Result(@Nullable Pixels pixels, @Nullable String flaw, boolean overLimits) {
    static final Result NONE = new Result(null, null, false);
  }

  private final boolean asked;
  private final @Nullable Imaging imaging;
  private final DecodeLimits limits;
  private final List<String> mediaTypes;
  private final Spill spill = new Spill();
  private boolean met;

  PixelCheck(DatasetProfile profile, boolean asked, @Nullable Imaging imaging) {
    this.asked = asked;
    this.imaging = imaging;
    this.limits = new DecodeLimits(
        profile.number("max-decoded-pixels"),
        Duration.ofSeconds(profile.number("max-decode-seconds")));
    this.mediaTypes = profile.words("media-types");
  }

  /**
   * {@return a picture that passes by, kept on disk until the next one so that it can be read more
   * than once; null if its pixels will not be decoded, and nothing was read}
   */
  @Nullable
  Image keep(InputStream picture) throws IOException {
    met = true;
    return imaging == null ? null : Image.of(spill.only(picture));
  }

  /** Decodes a picture, unless its header is broken or its format refused anyhow. */
  Result decode(Image picture, @Nullable ImageHeader header) {
    met = true;
    if (imaging == null
        || header == null
        || !mediaTypes.contains(header.format().mediaType())) {
      return Result.NONE;
    }
    try {
      return new Result(imaging.decode(picture, limits), null, false);
    } catch (ImageLimitException e) {
      return new Result(null, why(picture, e), true);
    } catch (ImageException e) {
      return new Result(null, why(picture, e), false);
    }
  }

  // Where the bytes lie meanwhile is of no interest; the finding says which picture it is.
  private static String why(Image picture, ImageException e) {
    String message = String.valueOf(e.getMessage());
    String name = picture + ": ";
    return message.startsWith(name) ? message.substring(name.length()) : message;
  }

  /** Says that no pixels were decoded, if there were any. */
  void tellSkipped(FindingSink findings) {
    if (!met || imaging != null) {
      return;
    }
    findings.skip(
        Rule.PICTURE_UNDECODABLE,
        "pixels are decoded only "
            + (asked ? "" : "when asked for, by decode(true) or --decode, and ")
            + "with dev.fovea:sdk-imaging on the class path");
  }

  @Override
  public void close() throws IOException {
    spill.close();
  }
}
