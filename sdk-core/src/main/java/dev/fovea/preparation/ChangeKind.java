package dev.fovea.preparation;

import java.util.Locale;

/**
 * What a conversion does to a line that cannot stay as it is. May grow in a minor version: keep a
 * default branch.
 */
public enum ChangeKind {
  /** Two messages of one role that follow each other became one. */
  MERGED_TURNS,
  /** A content that was one text became a list of parts. */
  WRAPPED_CONTENT,
  /** A role got the target's word, such as system for developer. */
  CHANGED_ROLE,
  /** The example became one of another kind that means the same. */
  CHANGED_KIND,
  /** A message stands at another place than before. */
  MOVED_TURN,
  /** Turns behind the last answer were left out. */
  DROPPED_TURN,
  /** A field got the target's name. */
  RENAMED_FIELD,
  /** A field that the target has no place for was left out. */
  DROPPED_FIELD,
  /** Functions and their calls in the old way became tools. */
  CHANGED_FUNCTIONS,
  /** Tools that the target has no place for were left out. */
  DROPPED_TOOLS,
  /** A weight was left out. */
  DROPPED_WEIGHT,
  /** An example that had no weight got the one that none means. */
  SET_WEIGHT,
  /** The detail of a picture was left out. */
  DROPPED_DETAIL,
  /** A picture got the detail that was asked for. */
  SET_DETAIL,
  /** A picture at a web address was fetched; its bytes stand in the line. */
  FETCHED_PICTURE,
  /** A picture was decoded and written in a format or with colours that the target takes. */
  REENCODED_PICTURE,
  /** The data URL of a picture got the type that its bytes have. */
  RETYPED_PICTURE,
  /** A picture stands where the text had a mark for it. */
  PLACED_PICTURE,
  /** The line cannot be said at the target, or not be read, and was left out. */
  DROPPED_LINE;

  /** {@return the kind's name in reports, such as {@code merged-turns}} */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
