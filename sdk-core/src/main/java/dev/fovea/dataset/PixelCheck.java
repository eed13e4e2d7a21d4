package dev.fovea.dataset;

import dev.fovea.error.ImageException;
import dev.fovea.error.ImageLimitException;
import dev.fovea.image.DecodeLimits;
import dev.fovea.image.Image;
import dev.fovea.image.ImageFormat;
import dev.fovea.image.Imaging;
import dev.fovea.image.Pixels;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Decodes the pixels of a data set's pictures, where that was asked for and is possible. */
final class PixelCheck {
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
   * {@return the picture, kept so that it can be read more than once; null if its pixels will not
   * be decoded, and nothing was read}
   */
  @Nullable
  Image keep(InputStream picture) throws IOException {
    met = true;
    if (imaging == null) {
      return null;
    }
    try {
      return Image.of(picture);
    } catch (ImageException e) {
      if (e.getCause() instanceof IOException broken) {
        throw broken;
      }
      throw e;
    }
  }

  /** Decodes a picture, unless its format is refused anyhow. */
  Result decode(Image picture, ImageFormat format) {
    if (imaging == null || !mediaTypes.contains(format.mediaType())) {
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
}
