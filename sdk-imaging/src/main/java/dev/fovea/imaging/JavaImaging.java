package dev.fovea.imaging;

import dev.fovea.config.Timing;
import dev.fovea.error.ImageException;
import dev.fovea.error.ImageLimitException;
import dev.fovea.image.DecodeLimits;
import dev.fovea.image.Image;
import dev.fovea.image.ImageFormat;
import dev.fovea.image.ImageHeader;
import dev.fovea.image.Imaging;
import dev.fovea.image.Pixels;
import java.io.IOException;
import java.util.Objects;

/**
 * Pixels by the JDK's codecs, and by one for WEBP. Needs no display, touches no global setting of
 * ImageIO, and uses no plugin but those it names itself. Immutable and thread-safe; each call works
 * on the caller's thread.
 *
 * <p>To look at a picture, a million of its pixels are kept at most, and for a thumbnail four times
 * its side in each direction. WEBP and TIFF pictures are decoded as a whole before: if that would
 * take more than half of the JVM's memory, it is refused.
 */
public final class JavaImaging implements Imaging {
  private static final int KEPT_SIDE = 1024;
  private static final int LARGEST_THUMBNAIL = 4096;

  private final Timing timing;

  /** Makes it; {@link Imaging#find()} does. */
  public JavaImaging() {
    this(Timing.system());
  }

  JavaImaging(Timing timing) {
    this.timing = timing;
  }

  @Override
  public Pixels decode(Image picture, DecodeLimits limits) {
    return guarded(picture, limits, decoding -> {
      Frame frame = decoding.read(KEPT_SIDE);
      ImageHeader header = decoding.header();
      return new Pixels(
          header.width(),
          header.height(),
          header.colorMode(),
          PerceptualHash.of(frame, header.orientation().orElse(1), decoding.deadline()),
          decoding.warnings());
    });
  }

  @Override
  public Image reencode(Image picture, ImageFormat format, DecodeLimits limits) {
    Objects.requireNonNull(format, "format");
    if (format != ImageFormat.PNG && format != ImageFormat.JPEG) {
      throw new IllegalArgumentException("pictures are written as PNG or JPEG, never as " + format);
    }
    return detailed(picture, guarded(picture, limits, one -> Encoding.whole(one, format)));
  }

  @Override
  public Image thumbnail(Image picture, int longestSide, DecodeLimits limits) {
    if (longestSide < 1 || longestSide > LARGEST_THUMBNAIL) {
      throw new IllegalArgumentException("the longer side of a thumbnail has 1 to "
          + LARGEST_THUMBNAIL + " pixels, not " + longestSide);
    }
    return detailed(picture, guarded(picture, limits, one -> Encoding.small(one, longestSide)));
  }

  private static Image detailed(Image picture, Image made) {
    return picture.detail().map(made::withDetail).orElse(made);
  }

  private interface Step<T> {
    T run(Decoding decoding) throws IOException;
  }

  private <T> T guarded(Image picture, DecodeLimits limits, Step<T> step) {
    Deadline deadline = new Deadline(timing, limits.timeout());
    try {
      return step.run(new Decoding(picture, limits, deadline));
    } catch (ImageException e) {
      throw named(picture, e);
    } catch (IOException | RuntimeException | StackOverflowError e) {
      // Decoders throw all kinds of things at bytes that nobody foresaw.
      throw failed(picture, deadline, e);
    } catch (OutOfMemoryError e) {
      throw outOfMemory(picture, e);
    }
  }

  /** One large array that broken bytes ask for; the heap is not full without it. */
  private static ImageLimitException outOfMemory(Image picture, Throwable e) {
    return new ImageLimitException(
        picture + ": its decoder asks for more memory than there is; the picture may be broken, or"
            + " the JVM needs more (-Xmx)",
        e);
  }

  private static ImageException named(Image picture, ImageException e) {
    String message = String.valueOf(e.getMessage());
    if (message.startsWith("picture ")) {
      return e;
    }
    return e instanceof ImageLimitException
        ? new ImageLimitException(picture + ": " + message, e)
        : new ImageException(picture + ": " + message, e);
  }

  private static ImageException failed(Image picture, Deadline deadline, Throwable e) {
    Throwable cause = e;
    while (cause.getCause() != null && cause.getCause() != cause) {
      cause = cause.getCause();
      if (cause instanceof ImageException known) {
        return named(picture, known);
      }
    }
    // Some decoders pass it on as a picture that cannot be read.
    if (cause instanceof OutOfMemoryError) {
      return outOfMemory(picture, e);
    }
    if (deadline.isPast()) {
      return named(picture, deadline.exceeded());
    }
    String why = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    return new ImageException(picture + ": its pixels cannot be decoded: " + why, e);
  }
}
