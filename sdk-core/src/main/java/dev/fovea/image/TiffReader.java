package dev.fovea.image;

import java.io.EOFException;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Follows the directories of a TIFF or BigTIFF; they may stand anywhere in the file. */
final class TiffReader {
  private static final int WIDTH = 256;
  private static final int HEIGHT = 257;
  private static final int BITS = 258;
  private static final int PHOTOMETRIC = 262;
  private static final int ORIENTATION = 274;
  private static final int SAMPLES = 277;
  private static final Set<Integer> WANTED =
      Set.of(WIDTH, HEIGHT, BITS, PHOTOMETRIC, ORIENTATION, SAMPLES);
  private static final int MOST_PAGES = 10_000;
  private static final int MOST_ENTRIES = 4_096;

  private final HeaderInput in;
  private boolean bigEndian;
  private boolean large;

  private TiffReader(HeaderInput in) {
    this.in = in;
  }

  static ImageHeader read(HeaderInput in) throws IOException {
    return new TiffReader(in).read();
  }

  /** {@return 1 to 8, or 0 when it does not say} */
  static int orientation(HeaderInput in) throws IOException {
    TiffReader reader = new TiffReader(in);
    if (!in.seek(reader.firstDirectory())) {
      return 0;
    }
    return orientation(reader.directory());
  }

  private static int orientation(Directory directory) {
    long value = directory.first(ORIENTATION, 0);
    return value >= 1 && value <= 8 ? (int) value : 0;
  }

  private ImageHeader read() throws IOException {
    long first = firstDirectory();
    if (!in.seek(first)) {
      throw HeaderInput.broken(ImageFormat.TIFF, "its first directory lies inside its header");
    }
    Directory directory = directory();
    ImageHeader.Builder header = ImageHeader.builder()
        .format(ImageFormat.TIFF)
        .width(HeaderInput.dimension(ImageFormat.TIFF, "width", directory.first(WIDTH, 0)))
        .height(HeaderInput.dimension(ImageFormat.TIFF, "height", directory.first(HEIGHT, 0)))
        .colorMode(mode(directory))
        .bitDepth(bits(directory))
        .frames(pages(first, directory.next()));
    int orientation = orientation(directory);
    return (orientation > 0 ? header.orientation(orientation) : header).build();
  }

  private long firstDirectory() throws IOException {
    bigEndian = in.u16be() == 0x4D4D;
    large = u16() == 43;
    if (large && (u16() != 8 || u16() != 0)) {
      throw HeaderInput.broken(ImageFormat.TIFF, "its offsets have an unknown size");
    }
    return offset();
  }

  private Directory directory() throws IOException {
    long count = large ? offset() : u16();
    if (count < 1 || count > MOST_ENTRIES) {
      throw HeaderInput.broken(ImageFormat.TIFF, "a directory has " + count + " entries");
    }
    Map<Integer, Long> values = new HashMap<>();
    Map<Integer, Long> places = new HashMap<>();
    for (int i = 0; i < count; i++) {
      int tag = u16();
      int type = u16();
      long length = offset();
      if (WANTED.contains(tag) && length > 0 && sizeOf(type) > 0) {
        entry(tag, sizeOf(type), length, values, places);
      } else {
        in.skip(large ? 8 : 4);
      }
    }
    return new Directory(values, places, offset());
  }

  private void entry(
      int tag, int size, long length, Map<Integer, Long> values, Map<Integer, Long> places)
      throws IOException {
    int room = large ? 8 : 4;
    if (length > room / size) {
      places.put(tag, offset());
      return;
    }
    values.put(tag, size == 1 ? in.u8() : size == 2 ? u16() : size == 4 ? u32() : offset());
    in.skip(room - size);
  }

  // Bytes, shorts, longs and eight-byte longs; nothing else is wanted.
  private static int sizeOf(int type) {
    return switch (type) {
      case 1 -> 1;
      case 3 -> 2;
      case 4 -> 4;
      case 16 -> 8;
      default -> 0;
    };
  }

  private static ColorMode mode(Directory directory) {
    long samples = directory.first(SAMPLES, 1);
    return switch ((int) directory.first(PHOTOMETRIC, -1)) {
      case 0, 1 ->
        samples == 1 ? ColorMode.GRAY : samples == 2 ? ColorMode.GRAY_ALPHA : ColorMode.UNKNOWN;
      case 2 -> samples == 4 ? ColorMode.RGBA : ColorMode.RGB;
      case 3 -> ColorMode.PALETTE;
      case 5 -> ColorMode.CMYK;
      case 6, 8 -> ColorMode.RGB;
      default -> ColorMode.UNKNOWN;
    };
  }

  private int bits(Directory directory) throws IOException {
    Long place = directory.places().get(BITS);
    if (place == null) {
      return depth(directory.first(BITS, 1));
    }
    // A stream cannot go back: the next page is worth more than the depth.
    boolean before = place < in.position() || (directory.next() != 0 && directory.next() < place);
    if ((before && !in.canSeekBack()) || !in.seek(place)) {
      return 0;
    }
    return depth(u16());
  }

  private static int depth(long bits) {
    return bits >= 1 && bits <= 64 ? (int) bits : 0;
  }

  private int pages(long first, long second) throws IOException {
    Set<Long> seen = new HashSet<>(Set.of(first));
    long next = second;
    try {
      while (next != 0 && seen.size() < MOST_PAGES) {
        if (!seen.add(next)) {
          throw HeaderInput.broken(ImageFormat.TIFF, "its pages follow each other in a circle");
        }
        if (!in.seek(next)) {
          return seen.size() - 1;
        }
        next = nextDirectory();
      }
    } catch (EOFException e) {
      // The pages that came are worth counting.
      return seen.size() - 1;
    }
    return seen.size();
  }

  private long nextDirectory() throws IOException {
    long count = large ? offset() : u16();
    if (count < 1 || count > MOST_ENTRIES) {
      throw HeaderInput.broken(ImageFormat.TIFF, "a directory has " + count + " entries");
    }
    in.skip(count * (large ? 20 : 12));
    return offset();
  }

  private int u16() throws IOException {
    return bigEndian ? in.u16be() : in.u16le();
  }

  private long u32() throws IOException {
    return bigEndian ? in.u32be() : in.u32le();
  }

  private long offset() throws IOException {
    if (!large) {
      return u32();
    }
    long high = bigEndian ? u32() : 0;
    long low = u32();
    high = bigEndian ? high : u32();
    if (high != 0) {
      // A picture of more than 4 GB is nothing a model is shown.
      throw HeaderInput.broken(ImageFormat.TIFF, "it points beyond 4 GB");
    }
    return low;
  }

  private record Directory(Map<Integer, Long> values, Map<Integer, Long> places, long next) {
    long first(int tag, long absent) {
      return values.getOrDefault(tag, absent);
    }
  }
}
