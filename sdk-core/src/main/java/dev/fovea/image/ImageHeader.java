package dev.fovea.image;

import dev.fovea.error.ImageException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a picture's header says, learnt without decoding a pixel. The pixels may still be broken.
 * Immutable.
 */
public final class ImageHeader {
  private final ImageFormat format;
  private final int width;
  private final int height;
  private final ColorMode colorMode;
  private final int bitDepth;
  private final int frames;
  private final @Nullable Integer orientation;

  private ImageHeader(Builder from) {
    this.format = Objects.requireNonNull(from.format, "format");
    this.width = from.width;
    this.height = from.height;
    this.colorMode = Objects.requireNonNull(from.colorMode, "colorMode");
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
  public boolean equals(@Nullable Object other) {
    return other instanceof ImageHeader that && parts().equals(that.parts());
  }

  @Override
  public int hashCode() {
    return parts().hashCode();
  }

  @Override
  public String toString() {
    return "ImageHeader" + parts();
  }

  private Map<String, @Nullable Object> parts() {
    Map<String, @Nullable Object> parts = new LinkedHashMap<>();
    parts.put("format", format);
    parts.put("width", width);
    parts.put("height", height);
    parts.put("colorMode", colorMode);
    parts.put("bitDepth", bitDepth);
    parts.put("frames", frames);
    parts.put("orientation", orientation);
    parts.values().removeIf(Objects::isNull);
    return parts;
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
