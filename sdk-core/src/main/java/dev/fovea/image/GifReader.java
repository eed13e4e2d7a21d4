package dev.fovea.image;

import java.io.EOFException;
import java.io.IOException;

/** Walks over the blocks of a GIF and counts its frames. */
final class GifReader {
  private final HeaderInput in;
  private int frames;
  private int width;
  private int height;
  private int bits;

  private GifReader(HeaderInput in) {
    this.in = in;
  }

  static ImageHeader read(HeaderInput in) throws IOException {
    return new GifReader(in).read();
  }

  private ImageHeader read() throws IOException {
    in.skip(6);
    width = in.u16le();
    height = in.u16le();
    int flags = in.u8();
    in.skip(2);
    skipPalette(flags);
    countFrames();
    return ImageHeader.builder()
        .format(ImageFormat.GIF)
        .width(HeaderInput.dimension(ImageFormat.GIF, "width", width))
        .height(HeaderInput.dimension(ImageFormat.GIF, "height", height))
        .colorMode(ColorMode.PALETTE)
        .bitDepth(bits == 0 ? 8 : bits)
        .frames(frames)
        .build();
  }

  private void countFrames() throws IOException {
    try {
      while (in.isNear() && readBlock()) {}
    } catch (EOFException e) {
      // The frames that came are worth counting; decoders show them too.
      if (frames == 0) {
        throw e;
      }
    }
    if (frames == 0) {
      throw HeaderInput.broken(ImageFormat.GIF, "it has no frame");
    }
  }

  private boolean readBlock() throws IOException {
    int kind = in.u8();
    switch (kind) {
      case 0x2C -> readFrame();
      case 0x21 -> {
        in.skip(1);
        skipSubBlocks();
      }
      case 0x3B -> {
        return false;
      }
      case 0 -> {
        // A superfluous terminator, which old encoders write.
      }
      default -> {
        if (frames == 0) {
          throw HeaderInput.broken(
              ImageFormat.GIF, "no block begins at byte " + (in.position() - 1));
        }
        return false;
      }
    }
    return true;
  }

  private void readFrame() throws IOException {
    int left = in.u16le();
    int top = in.u16le();
    int frameWidth = in.u16le();
    int frameHeight = in.u16le();
    int flags = in.u8();
    frames++;
    if (frames == 1) {
      // Decoders enlarge the screen for a first frame that reaches beyond it.
      width = Math.max(width, left + frameWidth);
      height = Math.max(height, top + frameHeight);
    }
    skipPalette(flags);
    in.skip(1);
    skipSubBlocks();
  }

  private void skipPalette(int flags) throws IOException {
    if ((flags & 0x80) != 0) {
      bits = bits == 0 ? (flags & 7) + 1 : bits;
      in.skip(3L << ((flags & 7) + 1));
    }
  }

  private void skipSubBlocks() throws IOException {
    for (int length = in.u8(); length > 0 && in.isNear(); length = in.u8()) {
      in.skip(length);
    }
  }
}
