package dev.fovea.testkit.learning;

import com.fasterxml.jackson.core.JsonParser;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * Decodes the picture of a data URL piece by piece as its characters come; the text never stands as
 * a whole.
 */
public final class DataUrl extends Writer {
  private static final String START = "data:image/";
  private static final String MARK = ";base64,";
  private static final int LONGEST_HEAD = 64;
  private static final int PIECE = 32 << 10;

  private final StringBuilder head = new StringBuilder();
  private final byte[] waiting = new byte[PIECE];
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private int filled;
  private boolean inData;
  private boolean padded;

  private DataUrl() {}

  /**
   * Says whether a text begins like a picture's data URL.
   *
   * @param text a text or its beginning
   * @return whether it does
   */
  public static boolean isPicture(String text) {
    return text.startsWith(START);
  }

  /**
   * Decodes a whole URL.
   *
   * @param url the URL
   * @return the picture's bytes
   * @throws Picture.Unreadable when it is no base64 data URL of a picture
   */
  public static byte[] decode(String url) throws Picture.Unreadable {
    DataUrl decoder = new DataUrl();
    try {
      decoder.write(url);
      return decoder.finish();
    } catch (Picture.Unreadable unreadable) {
      throw unreadable;
    } catch (IOException e) {
      throw new Picture.Unreadable(String.valueOf(e.getMessage()));
    }
  }

  /** Decodes the string a parser stands at. */
  static byte[] decode(JsonParser parser) throws IOException {
    DataUrl decoder = new DataUrl();
    parser.getText(decoder);
    return decoder.finish();
  }

  @Override
  public void write(char[] chars, int offset, int length) throws IOException {
    for (int i = offset; i < offset + length; i++) {
      if (inData) {
        data(chars[i]);
      } else {
        head(chars[i]);
      }
    }
  }

  private void head(char c) throws Picture.Unreadable {
    head.append(c);
    inData = head.length() >= MARK.length() && head.indexOf(MARK) == head.length() - MARK.length();
    if (head.length() > LONGEST_HEAD || (inData && !isPicture(head.toString()))) {
      throw new Picture.Unreadable("not a base64 data URL of a picture");
    }
  }

  private void data(char c) throws Picture.Unreadable {
    if (padded && c != '=') {
      throw new Picture.Unreadable("the base64 goes on after its padding");
    }
    padded |= c == '=';
    waiting[filled++] = (byte) (c < 128 ? c : '?');
    if (filled == PIECE) {
      decodeWaiting();
    }
  }

  private void decodeWaiting() throws Picture.Unreadable {
    try {
      bytes.writeBytes(
          Base64.getDecoder().decode(new String(waiting, 0, filled, StandardCharsets.ISO_8859_1)));
      filled = 0;
    } catch (IllegalArgumentException notBase64) {
      throw new Picture.Unreadable("not base64");
    }
  }

  private byte[] finish() throws Picture.Unreadable {
    decodeWaiting();
    if (bytes.size() == 0) {
      throw new Picture.Unreadable("no bytes");
    }
    return bytes.toByteArray();
  }

  @Override
  public void flush() {}

  @Override
  public void close() {}
}
