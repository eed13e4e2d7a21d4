package dev.fovea.dataset;

import dev.fovea.error.ImageException;
import dev.fovea.image.ImageFormat;
import dev.fovea.image.ImageHeader;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Looks at a picture as it passes by: format and header, and whether its end is there. */
final class PictureProbe implements PicturePass {
  private static final int HEAD = 32;

  private final byte[] head = new byte[HEAD];
  private int headLength;
  private long size;
  private @Nullable ImageFormat format;
  private @Nullable PictureWalk walk;
  private @Nullable ImageHeader header;
  private @Nullable String headerFlaw;

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
    size += length;
    if (headLength < HEAD) {
      int more = Math.min(HEAD - headLength, length);
      System.arraycopy(bytes, 0, head, headLength, more);
      headLength += more;
      if (headLength < HEAD) {
        return;
      }
      begin();
      follow(bytes, more, length);
    } else {
      follow(bytes, 0, length);
    }
  }

  private void begin() {
    format = ImageFormat.sniff(Arrays.copyOf(head, headLength)).orElse(null);
    walk = PictureWalk.of(format);
    follow(head, 0, headLength);
  }

  private void follow(byte[] bytes, int from, int to) {
    if (walk != null) {
      walk.see(bytes, from, to);
    }
  }

  /** {@return the format by the first bytes; absent if they are of none that is known} */
  Optional<ImageFormat> format() {
    if (headLength < HEAD) {
      return ImageFormat.sniff(Arrays.copyOf(head, headLength));
    }
    return Optional.ofNullable(format);
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
  PictureWalk.Verdict verdict() {
    if (headLength < HEAD && format == null) {
      // Shorter than what is awaited before the walk begins.
      begin();
    }
    return walk == null ? PictureWalk.Verdict.WHOLE : walk.verdict(size);
  }
}
