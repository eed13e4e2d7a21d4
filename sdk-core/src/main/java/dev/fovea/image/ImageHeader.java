package dev.fovea.image;

import dev.fovea.error.ImageException;
import java.io.InputStream;
import java.util.Optional;
import org.immutables.value.Value;

/**
 * What a picture's header says, learnt without decoding a pixel. The pixels may still be broken.
 * Immutable.
 */
@Value.Immutable
public abstract class ImageHeader {
  ImageHeader() {}

  /** {@return the format} */
  public abstract ImageFormat format();

  /** {@return the width in pixels as stored, at least 1} */
  public abstract int width();

  /** {@return the height in pixels as stored, at least 1} */
  public abstract int height();

  /** {@return what the channels mean} */
  public abstract ColorMode colorMode();

  /**
   * {@return the bits of one channel, or of one index into a palette; 0 when the header does not
   * say}
   */
  public abstract int bitDepth();

  /**
   * {@return the number of frames or pages, at least 1} Of a picture that is cut short or very
   * long, those that were found.
   */
  public abstract int frames();

  /**
   * {@return how to turn the picture upright, 1 to 8 as EXIF counts; absent when the header does
   * not say}
   */
  public abstract Optional<Integer> orientation();

  /**
   * {@return whether the picture lies on its side, so that upright its width is {@link #height()}}
   */
  public boolean isSideways() {
    return orientation().orElse(1) >= 5;
  }

  /**
   * Reads the header of a picture.
   *
   * <p>Only as much of the stream is read as is needed: a few bytes for most pictures, all of it
   * where frames have to be counted. Little memory is used whatever the header claims.
   *
   * @param stream the picture's bytes from the first on; it is not closed, and may stand anywhere
   *     afterwards
   * @return what the header says
   * @throws ImageException if the bytes are no picture of a known format, or its header is broken,
   *     or the stream cannot be read; the message says why
   */
  public static ImageHeader read(InputStream stream) {
    return HeaderReader.read(stream);
  }

  static Builder builder() {
    return ImmutableImageHeader.builder().frames(1);
  }

  /** Builds the header; hidden, for headers are read. */
  abstract static class Builder {
    abstract Builder format(ImageFormat format);

    abstract Builder width(int width);

    abstract Builder height(int height);

    abstract Builder colorMode(ColorMode colorMode);

    abstract Builder bitDepth(int bitDepth);

    abstract Builder frames(int frames);

    abstract Builder orientation(int orientation);

    abstract ImageHeader build();
  }
}
