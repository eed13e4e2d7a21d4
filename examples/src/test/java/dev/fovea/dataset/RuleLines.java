package dev.fovea.dataset;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.zip.Adler32;
import java.util.zip.CRC32;

/** The lines and pictures that the cases of the rules are made of. */
final class RuleLines {
  static final String GOOD = "{'messages':[USER,ANSWER]}\n";
  static final String SHOWN = shown(url("png", png(2, 8, 7)));
  private static final String TEXT = "{'type':'text','text':'What is the total?'}";
  private static final String SAID = "[{'type':'text','text':'EUR 12.40'}]";

  private RuleLines() {}

  /** The short words written out: a question, its answer, both as lists of parts. */
  static String filled(String lines) {
    return lines
        .replace("USER", "{'role':'user','content':'What is the total?'}")
        .replace("ANSWER", "{'role':'assistant','content':'EUR 12.40'}")
        .replace("ASKED", "{'role':'user','content':[" + TEXT + "]}")
        .replace("SAID", "{'role':'assistant','content':" + SAID + "}")
        .replace("TEXT", TEXT)
        .replace("TOOLS", "'tools':[{'type':'function','function':{'name':'total'}}]")
        .replace('\'', '"');
  }

  /** A conversation about one picture. */
  static String shown(String url) {
    return talk("{'role':'user','content':[TEXT," + part(url) + "]},SAID");
  }

  static String part(String url) {
    return "{'type':'image_url','image_url':{'url':'" + url + "'}}";
  }

  static String talk(String messages) {
    return "{'messages':[" + messages + "]}\n";
  }

  static String preference(String input, String preferred, String other) {
    return "{'input':{'messages':[" + input + "]},'preferred_output':[" + preferred
        + "],'non_preferred_output':[" + other + "]}\n";
  }

  static String preference() {
    return preference("USER", "ANSWER", "{'role':'assistant','content':'I do not know'}");
  }

  static String call(String call) {
    return "{TOOLS,'messages':[USER,{'role':'assistant','tool_calls':[{'id':'c1',"
        + "'type':'function','function':" + call
        + "}]},{'role':'tool','tool_call_id':'c1','content':'12.40'},ANSWER]}\n";
  }

  static String url(String type, byte[] picture) {
    return "data:image/" + type + ";base64," + Base64.getEncoder().encodeToString(picture);
  }

  static byte[] gif() {
    return HexFormat.of()
        .parseHex("47494638396101000100800000000000ffffff2c00000000010001000002024401003b");
  }

  /** One pixel, every byte of it the same. */
  static byte[] png(int colors, int bits, int value) {
    int channels = colors == 2 ? 3 : 1;
    byte[] row = new byte[1 + channels * bits / 8];
    Arrays.fill(row, 1, row.length, (byte) value);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(HexFormat.of().parseHex("89504e470d0a1a0a"));
    chunk(out, "IHDR", new byte[] {0, 0, 0, 1, 0, 0, 0, 1, (byte) bits, (byte) colors, 0, 0, 0});
    chunk(out, "IDAT", stored(row));
    chunk(out, "IEND", new byte[0]);
    return out.toByteArray();
  }

  /** A picture that says it is larger than it is, and whose pixels are what is given. */
  static byte[] png(int width, int height, byte[] pixels) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(HexFormat.of().parseHex("89504e470d0a1a0a"));
    ByteBuffer header = ByteBuffer.allocate(13).putInt(width).putInt(height);
    chunk(out, "IHDR", header.put(new byte[] {8, 2, 0, 0, 0}).array());
    chunk(out, "IDAT", pixels);
    chunk(out, "IEND", new byte[0]);
    return out.toByteArray();
  }

  /** The same picture with a chunk behind its header. */
  static byte[] withChunk(byte[] png, String type, byte[] data) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(png, 0, 33);
    chunk(out, type, data);
    out.write(png, 33, png.length - 33);
    return out.toByteArray();
  }

  private static byte[] stored(byte[] row) {
    Adler32 adler = new Adler32();
    adler.update(row);
    return ByteBuffer.allocate(row.length + 11)
        .put(new byte[] {0x78, 1, 1, (byte) row.length, 0, (byte) ~row.length, (byte) 0xFF})
        .put(row)
        .putInt((int) adler.getValue())
        .array();
  }

  private static void chunk(ByteArrayOutputStream out, String type, byte[] data) {
    ByteBuffer named = ByteBuffer.allocate(4 + data.length);
    named.put(type.getBytes(StandardCharsets.US_ASCII)).put(data);
    CRC32 crc = new CRC32();
    crc.update(named.array());
    out.writeBytes(ByteBuffer.allocate(4).putInt(data.length).array());
    out.writeBytes(named.array());
    out.writeBytes(ByteBuffer.allocate(4).putInt((int) crc.getValue()).array());
  }
}
