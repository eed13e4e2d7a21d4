package dev.fovea.dataset;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.CRC32;

/** Pictures, lines and rules for the tests of this package. */
final class Samples {
  private Samples() {}

  static DatasetProfile profile() {
    try (InputStream in = Samples.class.getResourceAsStream("test.properties")) {
      return DatasetProfile.read("test", in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static DatasetFormat format() {
    return DatasetFormat.of(profile());
  }

  static DatasetRules rules() {
    return format().rules();
  }

  /** A PNG with chunks of so many bytes where the pixels belong. */
  static byte[] png(int... pixels) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(HexFormat.of().parseHex("89504e470d0a1a0a"));
    chunk(out, "IHDR", HexFormat.of().parseHex("00000010000000080802000000"));
    for (int size : pixels) {
      byte[] data = new byte[size];
      for (int i = 0; i < size; i++) {
        data[i] = (byte) (i * 31 + (i >> 5));
      }
      chunk(out, "IDAT", data);
    }
    chunk(out, "IEND", new byte[0]);
    return out.toByteArray();
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

  /** A JPEG, with a preview in front that has an end marker of its own. */
  static byte[] jpeg() {
    return HexFormat.of()
        .parseHex("ffd8ffe10008ffd8ffd900ff"
            + "ffc00011080010001003012200021101031101"
            + "ffda000c03010002110311003f00"
            + "1234ff005678"
            + "ffd9");
  }

  static byte[] webp() {
    return HexFormat.of().parseHex("5249464612000000574542505650384c050000002f0fc0010000");
  }

  static byte[] gif() {
    return HexFormat.of()
        .parseHex("47494638396101000100800000000000ffffff2c00000000010001000002024401003b");
  }

  static String url(String type, byte[] picture) {
    return "data:image/" + type + ";base64," + Base64.getEncoder().encodeToString(picture);
  }

  /** A conversation with a picture whose URL is written as it is given. */
  static String shown(String url) {
    return """
        {"messages":[{"role":"user","content":[{"type":"text","text":"What?"},\
        {"type":"image_url","image_url":{"url":"%s"}}]},\
        {"role":"assistant","content":[{"type":"text","text":"That."}]}]}""".formatted(url);
  }

  static InputStream stream(String lines) {
    return new ByteArrayInputStream(lines.getBytes(StandardCharsets.UTF_8));
  }

  static DatasetReport check(String lines) {
    return rules().check(stream(lines));
  }

  /** The rules that are broken, without the provider's name. */
  static List<String> broken(String lines) {
    List<String> rules = new ArrayList<>();
    check(lines).counts().keySet().forEach(rule -> rules.add(rule.substring("test.".length())));
    return rules;
  }
}
