package dev.fovea.dataset;

import dev.fovea.error.ImageException;
import dev.fovea.image.Image;
import dev.fovea.image.ImageFormat;
import dev.fovea.image.ImageHeader;
import dev.fovea.image.ImageProbe;
import dev.fovea.image.Pixels;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Looks at a picture as it passes by: format and header, and whether its end is there. */
final class PictureProbe implements PicturePass {
  private ImageProbe probe;
  private @Nullable ImageHeader header;
  private @Nullable String headerFlaw;
  private long hash;
  private final @Nullable PixelCheck pixels;
  private PixelCheck.Result decoded = PixelCheck.Result.NONE;

  PictureProbe(ImageProbe.Depth depth) {
    this(depth, null);
  }

  /**
   * Makes a probe.
   *
   * @param pixels decodes the picture as it passes by; null if it does so later or not at all
   */
  PictureProbe(ImageProbe.Depth depth, @Nullable PixelCheck pixels) {
    this.probe = ImageProbe.unread(depth);
    this.pixels = pixels;
  }

  @Override
  public void read(InputStream bytes) throws IOException {
    Image kept = pixels == null ? null : pixels.keep(bytes);
    try (InputStream again = kept == null ? null : kept.open()) {
      header = ImageHeader.read(again == null ? bytes : again);
    } catch (ImageException e) {
      headerFlaw = e.getMessage();
    }
    if (kept != null && pixels != null) {
      decode(kept, pixels);
    }
  }

  /** Decodes the pixels, if the header is good. */
  void decode(Image picture, PixelCheck check) {
    decoded = check.decode(picture, header);
  }

  @Override
  public void see(byte[] bytes, int length) {
    probe.see(bytes, length);
  }

  @Override
  public long skippable() {
    return probe.skippable();
  }

  @Override
  public void skip(long bytes) {
    probe.skip(bytes);
  }

  @Override
  public void end(long name) {
    hash = name;
  }

  /** {@return whether it saw enough to be sure of its verdict} */
  boolean isSure() {
    return probe.isSure();
  }

  /** Reads the picture once more, all that can change the verdict. */
  void readAgain(ByteWindow base64) throws IOException {
    PictureProbe second = new PictureProbe(ImageProbe.Depth.STRUCTURE);
    new Base64Text(base64, second).drain();
    probe = second.probe;
  }

  /** {@return a name for the picture; the same base64 has the same name} */
  long hash() {
    return hash;
  }

  /** {@return what the pixels show; absent if they were not decoded} */
  Optional<Pixels> pixels() {
    return Optional.ofNullable(decoded.pixels());
  }

  /** {@return what came of decoding its pixels} */
  PixelCheck.Result decoded() {
    return decoded;
  }

  /** {@return the format by the first bytes; absent if they are of none that is known} */
  Optional<ImageFormat> format() {
    return probe.format();
  }

  /** {@return the header; absent if it is broken} */
  Optional<ImageHeader> header() {
    return Optional.ofNullable(header);
  }

  /** {@return why there is no header} */
  String headerFlaw() {
    return headerFlaw == null ? "it has no header" : headerFlaw;
  }

  /** {@return what the walk to the end of the picture showed} */
  ImageProbe.Verdict verdict() {
    return probe.verdict();
  }
}
