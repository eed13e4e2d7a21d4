package dev.fovea.image;

import java.util.Optional;

/**
 * The picture formats this library knows, told by their bytes and never by a file's name. May grow
 * in a minor version: keep a default branch.
 */
public enum ImageFormat {
  /** Portable Network Graphics, animated ones included. */
  PNG("image/png"),
  /** JPEG. */
  JPEG("image/jpeg"),
  /** WebP, lossy, lossless or animated. */
  WEBP("image/webp"),
  /** GIF. */
  GIF("image/gif"),
  /** Windows or OS/2 bitmap. */
  BMP("image/bmp"),
  /** TIFF or BigTIFF. */
  TIFF("image/tiff"),
  /** The Netpbm family, {@code P1} to {@code P6}: bitmaps and grey maps count as well. */
  PPM("image/x-portable-pixmap");

  private final String mediaType;

  ImageFormat(String mediaType) {
    this.mediaType = mediaType;
  }

  /** {@return the media type, as {@code image/png}} */
  public String mediaType() {
    return mediaType;
  }

  /**
   * Tells a format by the first bytes. That they begin like a picture does not make them one:
   * {@link ImageHeader#read} looks closer.
   *
   * @param head the first bytes, 18 or more where there are as many
   * @return the format; absent when the bytes are none of these
   */
  public static Optional<ImageFormat> sniff(byte[] head) {
    return Optional.ofNullable(Magic.format(head));
  }
}
