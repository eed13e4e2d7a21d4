package dev.fovea.error;

import java.util.Locale;

/** One pass over a text from outside; see {@link Excerpt}. */
final class ExcerptScanner {
  private static final String MASK = "***";
  // Shorter runs are words, paths and ids; a picture or a signed token is longer.
  private static final int LONG_RUN = 64;
  private static final int LONG_PIECE = 24;
  private static final int SURELY_DATA = 256;
  private static final int HASH_CHARS = 128;
  private static final int NAME_CHARS = 60;
  private static final int MIME_CHARS = 64;

  private final String text;
  private final int max;
  private final StringBuilder out;
  private int at;

  ExcerptScanner(String text, int max) {
    // What cannot be seen goes first: between two words it would hide that they are a name and its
    // value.
    this.text = VisibleText.of(text);
    this.max = max;
    this.out = new StringBuilder(Math.min(max, text.length()) + 16);
  }

  String scan() {
    while (at < text.length() && out.length() <= max) {
      if (!shortened()) {
        plain();
      }
    }
    boolean cut = out.length() > max;
    if (cut) {
      int end = max - 1;
      if (end > 0 && Character.isHighSurrogate(out.charAt(end - 1))) {
        end--;
      }
      out.setLength(end);
      out.append('…');
    }
    return out.toString().strip();
  }

  /** Most characters begin nothing, so each is looked at once before anything is compared. */
  private boolean shortened() {
    return switch (text.charAt(at)) {
      case 'd', 'D' -> dataUrl() || longRun();
      case 'b', 'B' -> bearer() || longRun();
      case ':' -> userInfo() || secretValue();
      case '=' -> secretValue();
      default -> longRun();
    };
  }

  /** {@code data:image/png;base64,} stays, so that one sees what was there. */
  private boolean dataUrl() {
    if (!text.regionMatches(true, at, "data:", 0, 5)) {
      return false;
    }
    int comma = at + 5;
    while (comma < text.length() && comma - at < MIME_CHARS && isMime(text.charAt(comma))) {
      comma++;
    }
    if (comma >= text.length() || text.charAt(comma) != ',') {
      return false;
    }
    int end = comma + 1;
    while (end < text.length() && isPayload(text.charAt(end))) {
      end++;
    }
    if (end - comma <= LONG_PIECE) {
      return false;
    }
    out.append(text, at, comma + 1).append("…[").append(end - comma - 1).append(" characters]");
    at = end;
    return true;
  }

  /** {@code https://user:password@host}. */
  private boolean userInfo() {
    if (!text.startsWith("://", at)) {
      return false;
    }
    int end = at + 3;
    int sign = -1;
    while (end < text.length() && !endsAuthority(text.charAt(end))) {
      if (text.charAt(end) == '@') {
        sign = end;
      }
      end++;
    }
    if (sign < 0) {
      return false;
    }
    out.append("://").append(MASK);
    at = sign;
    return true;
  }

  /** {@code Bearer abc…}. */
  private boolean bearer() {
    if (!text.regionMatches(true, at, "bearer", 0, 6) || startsInsideWord()) {
      return false;
    }
    int start = at + 6;
    while (start < text.length() && text.charAt(start) <= ' ') {
      start++;
    }
    int end = start;
    while (end < text.length() && (isRun(text.charAt(end)) || text.charAt(end) == '.')) {
      end++;
    }
    // "bearer token" is a phrase, not a token.
    if (start == at + 6 || end - start < 8) {
      return false;
    }
    out.append(text, at, at + 6).append(' ').append(MASK);
    at = end;
    return true;
  }

  private boolean longRun() {
    if (!isRun(text.charAt(at)) || startsInsideWord()) {
      return false;
    }
    int end = at;
    int piece = 0;
    int longest = 0;
    boolean hex = true;
    while (end < text.length() && isRun(text.charAt(end))) {
      char c = text.charAt(end++);
      piece = isWord(c) ? piece + 1 : 0;
      longest = Math.max(longest, piece);
      hex &= Character.digit(c, 16) >= 0;
    }
    for (int padding = 0;
        padding < 2 && end < text.length() && text.charAt(end) == '=';
        padding++) {
      end++;
    }
    int length = end - at;
    boolean data = length >= SURELY_DATA || (length >= LONG_RUN && longest >= LONG_PIECE);
    if (!data || (hex && length <= HASH_CHARS)) {
      return false;
    }
    out.append(text, at, at + 4).append("…[").append(length).append(" characters]");
    at = end;
    return true;
  }

  /** The value after {@code token=} or {@code "api_key": }. */
  private boolean secretValue() {
    char c = text.charAt(at);
    if ((c != '=' && c != ':') || !isSecretName(nameBefore(), c)) {
      return false;
    }
    int start = at + 1;
    while (start < text.length() && (text.charAt(start) == ' ' || isQuote(text.charAt(start)))) {
      start++;
    }
    int end = start;
    while (end < text.length() && !endsValue(text.charAt(end), c)) {
      end++;
    }
    if (end == start) {
      return false;
    }
    out.append(text, at, start).append(MASK);
    at = end;
    return true;
  }

  private String nameBefore() {
    int end = out.length();
    while (end > 0 && (isQuote(out.charAt(end - 1)) || out.charAt(end - 1) == ' ')) {
      end--;
    }
    int start = end;
    while (start > 0 && end - start < NAME_CHARS && isName(out.charAt(start - 1))) {
      start--;
    }
    boolean inQuery = start > 0 && (out.charAt(start - 1) == '?' || out.charAt(start - 1) == '&');
    String name = out.substring(start, end).toLowerCase(Locale.ROOT);
    // JSON writers may spell the ampersand as an escape.
    return name.startsWith("u0026") ? "&" + name.substring(5) : inQuery ? "&" + name : name;
  }

  private static boolean isSecretName(String name, char sign) {
    boolean always = name.endsWith("api_key")
        || name.endsWith("api-key")
        || name.endsWith("apikey")
        || name.endsWith("secret")
        || name.endsWith("password")
        || name.endsWith("access_token")
        || name.endsWith("authorization")
        || name.endsWith("cookie");
    if (always || sign == ':') {
      return always;
    }
    boolean inQuery = name.startsWith("&");
    return name.endsWith("signature")
        || name.endsWith("token")
        || name.endsWith("credential")
        || name.endsWith("accesskeyid")
        || name.contains("x-amz-")
        || name.contains("x-goog-")
        || (inQuery && (name.equals("&sig") || name.equals("&key") || name.equals("&code")));
  }

  private void plain() {
    char c = text.charAt(at++);
    if (!VisibleText.isSpace(c)) {
      out.append(c);
    } else if (out.length() > 0 && out.charAt(out.length() - 1) != ' ') {
      out.append(' ');
    }
  }

  private boolean startsInsideWord() {
    return at > 0 && isRun(text.charAt(at - 1));
  }

  private static boolean isWord(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  }

  private static boolean isRun(char c) {
    return isWord(c) || c == '+' || c == '/' || c == '-' || c == '_';
  }

  private static boolean isPayload(char c) {
    return isRun(c) || c == '=' || c == '%' || c == '.' || c == '\\';
  }

  private static boolean isMime(char c) {
    return isWord(c) || "/;=+-._\\\"".indexOf(c) >= 0;
  }

  private static boolean isName(char c) {
    return isWord(c) || c == '_' || c == '-';
  }

  private static boolean isQuote(char c) {
    return c == '"' || c == '\'' || c == '\\';
  }

  private static boolean endsAuthority(char c) {
    return c <= ' ' || c == '/' || c == '?' || c == '#' || c == '"' || c == '\'' || c == '\\';
  }

  private static boolean endsValue(char c, char sign) {
    // A header's value goes on to the end of its line; a query's value ends at the next one.
    return c == '\n'
        || c == '\r'
        || c == '"'
        || c == '\''
        || c == '\\'
        || c == ','
        || c == '}'
        || c == '&'
        || (sign == '=' && (c <= ' ' || c == ')' || c == '#' || c == '<' || c == ';'));
  }
}
