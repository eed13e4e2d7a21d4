package dev.fovea.image;

import dev.fovea.config.ValueObject;
import dev.fovea.error.ImageException;
import java.io.InputStream;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * What a picture's header says, learnt without decoding a pixel. The pixels may still be broken.
 * Immutable.
 */
public final class ImageHeader extends ValueObject {
  private final ImageFormat format;
  private final int width;
  private final int height;
  private final ColorMode colorMode;
  private final int bitDepth;
  private final int frames;
  private final @Nullable Integer orientation;

  private ImageHeader(Builder from) {
    this.format = required("format", from.format);
    this.width = from.width;
    this.height = from.height;
    this.colorMode = required("colorMode", from.colorMode);
    this.bitDepth = from.bitDepth;
    this.frames = from.frames;
    this.orientation = from.orientation;
  }

  /** {@return the format} */
  public ImageFormat format() {
    return format;
  }

  /** {@return the width in pixels as stored, at least 1} */
  public int width() {
    return width;
  }

  /** {@return the height in pixels as stored, at least 1} */
  public int height() {
    return height;
  }

  /** {@return what the channels mean} */
  public ColorMode colorMode() {
    return colorMode;
  }

  /**
   * {@return the bits of one channel, or of one index into a palette; 0 when the header does not
   * say}
   */
  public int bitDepth() {
    return bitDepth;
  }

  /**
   * {@return the number of frames or pages, at least 1} Of a picture that is cut short or very
   * long, those that were found.
   */
  public int frames() {
    return frames;
  }

  /**
   * {@return how to turn the picture upright, 1 to 8 as EXIF counts; absent when the header does
   * not say}
   */
  public Optional<Integer> orientation() {
    return Optional.ofNullable(orientation);
  }

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

  @Override
  protected void parts(BiConsumer<String, @Nullable Object> part) {
    part.accept("format", format);
    part.accept("width", width);
    part.accept("height", height);
    part.accept("colorMode", colorMode);
    part.accept("bitDepth", bitDepth);
    part.accept("frames", frames);
    part.accept("orientation", orientation);
  }

  static Builder builder() {
    return new Builder();
  }

  /** Builds the header; hidden, for headers are read. */
  static final class Builder {
    private @Nullable ImageFormat format;
    private int width;
    private int height;
    private @Nullable ColorMode colorMode;
    private int bitDepth;
    private int frames = 1;
    private @Nullable Integer orientation;

    Builder format(ImageFormat format) {
      this.format = Objects.requireNonNull(format, "format");
      return this;
    }

    Builder width(int width) {
      this.width = width;
      return this;
    }

    Builder height(int height) {
      this.height = height;
      return this;
    }

    Builder colorMode(ColorMode colorMode) {
      this.colorMode = Objects.requireNonNull(colorMode, "colorMode");
      return this;
    }

    Builder bitDepth(int bitDepth) {
      this.bitDepth = bitDepth;
      return this;
    }

    Builder frames(int frames) {
      this.frames = frames;
      return this;
    }

    Builder orientation(int orientation) {
      this.orientation = orientation;
      return this;
    }

    ImageHeader build() {
      return new ImageHeader(this);
    }
  }
}
