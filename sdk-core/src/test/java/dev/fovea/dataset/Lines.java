package dev.fovea.dataset;

import java.nio.ByteBuffer;
import java.util.zip.CRC32;

/** Lines of a question about a picture and its answer, for tests of what saves money. */
final class Lines {
  private Lines() {}

  /** A PNG whose header claims a size; pictures of another number have other bytes. */
  static String png(int width, int height, int number) {
    byte[] png = Samples.png(number);
    ByteBuffer header = ByteBuffer.wrap(png);
    header.putInt(16, width).putInt(20, height);
    CRC32 crc = new CRC32();
    crc.update(png, 12, 17);
    header.putInt(29, (int) crc.getValue());
    return Samples.url("png", png);
  }

  /** A small PNG; those of another number have other bytes. */
  static String png(int number) {
    return png(16, 8, number);
  }

  static String line(String url, String answer) {
    return line(url, "What is it?", answer);
  }

  static String line(String url, String question, String answer) {
    return json("{'messages':[{'role':'user','content':[{'type':'text','text':'%s'},%s]},"
            + "{'role':'assistant','content':[{'type':'text','text':'%s'}]}]}\n")
        .formatted(question, part(url), answer);
  }

  static String part(String url) {
    return json("{'type':'image_url','image_url':{'url':'" + url + "'}}");
  }

  /** A line without a picture. */
  static String said(String question, String answer) {
    return json("{'messages':[{'role':'user','content':'%s'},{'role':'assistant','content':'%s'}]}\n")
        .formatted(question, answer);
  }

  static String json(String singleQuoted) {
    return singleQuoted.replace('\'', '"');
  }
}
