package dev.fovea.testkit.learning;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.POJONode;
import java.io.IOException;
import java.io.Writer;

/**
 * A string too long to keep while a data set is only checked: its beginning and how long it is.
 *
 * @param head the first characters
 * @param length how many there are
 */
public record LongText(String head, long length) {
  private static final int KEPT_WHOLE = 64 << 10;
  private static final int HEAD = 100;

  /**
   * Keeps ordinary strings whole and shortens the long ones, which are pictures.
   *
   * @param parser stands at a string value
   * @return a text node, or what {@link #head} and {@link #length} understand
   * @throws IOException when it cannot be read
   */
  public static JsonNode take(JsonParser parser) throws IOException {
    if (parser.getTextLength() <= KEPT_WHOLE) {
      return JsonNodeFactory.instance.textNode(parser.getText());
    }
    Head head = new Head();
    parser.getText(head);
    return new POJONode(new LongText(head.text.toString(), parser.getTextLength()));
  }

  /**
   * {@return the beginning of a text node or a shortened one; empty for anything else}
   *
   * @param node any node
   */
  public static String head(JsonNode node) {
    if (node.isPojo() && ((POJONode) node).getPojo() instanceof LongText text) {
      return text.head();
    }
    return node.isTextual() ? node.textValue() : "";
  }

  /**
   * {@return how many characters a text node or a shortened one has; 0 for anything else}
   *
   * @param node any node
   */
  public static long length(JsonNode node) {
    if (node.isPojo() && ((POJONode) node).getPojo() instanceof LongText text) {
      return text.length();
    }
    return node.isTextual() ? node.textValue().length() : 0;
  }

  /**
   * {@return whether a node is a string, shortened or not}
   *
   * @param node any node
   */
  public static boolean isText(JsonNode node) {
    return node.isTextual() || node.isPojo();
  }

  private static final class Head extends Writer {
    private final StringBuilder text = new StringBuilder();

    @Override
    public void write(char[] chars, int offset, int length) {
      text.append(chars, offset, Math.min(length, HEAD - text.length()));
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }
}
