package dev.fovea.dataset;

import dev.fovea.error.ImageException;
import dev.fovea.image.ImageFormat;
import dev.fovea.image.ImageHeader;
import dev.fovea.image.ImageProbe;
import dev.fovea.image.Pixels;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/** Looks at a picture as it passes by: format and header, and whether its end is there. */
final class PictureProbe implements PicturePass {
  private final ImageProbe probe = ImageProbe.unread();
  private @Nullable ImageHeader header;
  private @Nullable String headerFlaw;
  private final CRC32 crc = new CRC32();
  private final CRC32C crc2 = new CRC32C();

  @Override
  public void read(InputStream decoded) throws IOException {
    try {
      header = ImageHeader.read(decoded);
    } catch (ImageException e) {
      headerFlaw = e.getMessage();
    }
  }

  @Override
  public void see(byte[] bytes, int length) {
    probe.see(bytes, length);
    crc.update(bytes, 0, length);
    crc2.update(bytes, 0, length);
  }

  /** {@return a name for the picture; equal bytes have equal names} */
  long hash() {
    return (crc.getValue() << 32) | crc2.getValue();
  }

  /** {@return what the pixels show; absent if they were not decoded} */
  Optional<Pixels> pixels() {
    return Optional.empty();
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
