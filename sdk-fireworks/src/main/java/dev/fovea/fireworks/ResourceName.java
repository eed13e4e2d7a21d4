package dev.fovea.fireworks;

import java.util.regex.Pattern;

/**
 * The full name of a thing at Fireworks, {@code accounts/acme/datasets/receipts}.
 *
 * @param account the account's short id
 * @param collection what kind of thing it is, as paths spell it
 * @param id its short id
 */
record ResourceName(String account, String collection, String id) {
  // Only ids that a caller chooses must look so: the service makes others too.
  private static final Pattern CHOSEN = Pattern.compile("[a-z]([a-z0-9-]{0,61}[a-z0-9])?");

  /**
   * Reads a name.
   *
   * @param text a full name, or a short id
   * @param account whose it is when only the short id is given
   * @param collection what it must be
   */
  static ResourceName of(String text, String account, String collection) {
    String[] parts = text.split("/", -1);
    if (parts.length == 1 && !text.isBlank()) {
      return new ResourceName(account, collection, text);
    }
    boolean full = parts.length == 4
        && parts[0].equals("accounts")
        && !parts[1].isEmpty()
        && parts[2].equals(collection)
        && !parts[3].isEmpty();
    if (!full) {
      throw new IllegalArgumentException("fireworks: '" + text + "' is not the name of one of the "
          + collection + "; write accounts/ACCOUNT/" + collection + "/ID, or ID alone for one of"
          + " your own");
    }
    return new ResourceName(parts[1], collection, parts[3]);
  }

  /** {@return whether a text is a full name in a collection} */
  static boolean isIn(String collection, String text) {
    return text.startsWith("accounts/") && text.contains("/" + collection + "/");
  }

  /** {@return whether an id is one that a caller may choose} */
  static boolean mayBeChosen(String id) {
    return CHOSEN.matcher(id).matches();
  }

  /** {@return an id that a caller chose, once it is one Fireworks takes} */
  static String chosen(String id) {
    if (!mayBeChosen(id)) {
      throw new IllegalArgumentException("fireworks: '" + id + "' cannot be an id: 1 to 63 of a-z,"
          + " 0-9 and -, beginning with a letter and not ending with -");
    }
    return id;
  }

  @Override
  public String toString() {
    return "accounts/" + account + "/" + collection + "/" + id;
  }
}
