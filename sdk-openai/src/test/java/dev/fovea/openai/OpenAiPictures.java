package dev.fovea.openai;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.zip.CRC32;

/** Pictures whose headers say what a test wants. */
final class OpenAiPictures {
  private OpenAiPictures() {}

  /** A PNG of a colour mode, as its header says it. */
  static byte[] png(String mode, int bits) {
    return png(mode, bits, 64);
  }

  /** The same, with that many bytes where the pixels belong. */
  static byte[] png(String mode, int bits, int pixels) {
    int type = switch (mode) {
      case "L" -> 0;
      case "RGB" -> 2;
      case "P" -> 3;
      case "LA" -> 4;
      default -> 6;
    };
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(HexFormat.of().parseHex("89504e470d0a1a0a"));
    byte[] header = HexFormat.of().parseHex("00000010000000100802000000");
    header[8] = (byte) bits;
    header[9] = (byte) type;
    chunk(out, "IHDR", header);
    if (mode.equals("P")) {
      chunk(out, "PLTE", new byte[6]);
    }
    chunk(out, "IDAT", new byte[pixels]);
    chunk(out, "IEND", new byte[0]);
    return out.toByteArray();
  }

  /** A PNG of exactly that size. */
  static byte[] pngOf(int bytes) {
    return png("RGB", 8, 64 + bytes - png("RGB", 8, 64).length);
  }

  /** A JPEG with one, three or four components. */
  static byte[] jpeg(int components) {
    StringBuilder hex = new StringBuilder("ffd8");
    hex.append(String.format("ffc0%04x0800100010%02x", 8 + 3 * components, components));
    for (int i = 1; i <= components; i++) {
      hex.append(String.format("%02x1100", i));
    }
    hex.append(String.format("ffda%04x%02x", 6 + 2 * components, components));
    for (int i = 1; i <= components; i++) {
      hex.append(String.format("%02x00", i));
    }
    return HexFormat.of().parseHex(hex + "003f001234ff005678ffd9");
  }

  static byte[] webp() {
    return HexFormat.of().parseHex("5249464612000000574542505650384c050000002f0fc0010000");
  }

  /** A GIF with so many frames. */
  static byte[] gif(int frames) {
    String frame = "2c00000000010001000002024401" + "00";
    return HexFormat.of()
        .parseHex("47494638396101000100800000000000ffffff" + frame.repeat(frames) + "3b");
  }

  private static void chunk(ByteArrayOutputStream out, String type, byte[] data) {
    byte[] name = type.getBytes(StandardCharsets.US_ASCII);
    CRC32 crc = new CRC32();
    crc.update(name);
    crc.update(data);
    try (DataOutputStream chunk = new DataOutputStream(out)) {
      chunk.writeInt(data.length);
      chunk.write(name);
      chunk.write(data);
      chunk.writeInt((int) crc.getValue());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
