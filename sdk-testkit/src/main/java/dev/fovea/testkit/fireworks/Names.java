package dev.fovea.testkit.fireworks;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How fields, ids and resource names are spelled. */
final class Names {
  private static final Pattern LOW_LINE = Pattern.compile("_([a-z0-9])");
  private static final String ID = "[a-z]([a-z0-9-]{0,61}[a-z0-9])?";

  private Names() {}

  /** A field's name as replies spell it; requests may write it with low lines as well. */
  static String camel(String field) {
    return LOW_LINE
        .matcher(field)
        .replaceAll(
            found -> Matcher.quoteReplacement(found.group(1).toUpperCase(java.util.Locale.ROOT)));
  }

  /** Checks an id that a caller chose. */
  static String chosen(String id, String what) {
    Grpc.unless(
        id.matches(ID),
        "invalid " + what + " \"" + id
            + "\": must be 1 to 63 lower-case letters, digits or hyphens, begin with a letter and not"
            + " end with a hyphen");
    return id;
  }

  /**
   * The last part of a full name, checked: it must lead into a collection of this account.
   *
   * @param name a full name, or a bare id
   */
  static String id(String name, String collection, String field) {
    String prefix = Account.name(collection, "");
    String id = name.startsWith(prefix) ? name.substring(prefix.length()) : name;
    Grpc.unless(
        !id.isEmpty() && !id.contains("/"),
        "invalid " + field + " \"" + name + "\": it must be like " + prefix + "my-id");
    return id;
  }
}
