package dev.fovea.chat;

/**
 * Who speaks in a message. May grow in a minor version: keep a default branch. The provider's own
 * word stays beside it, as {@link Message#providerRole()}.
 */
public enum Role {
  /** Instructions that stand above the conversation. */
  SYSTEM("system"),
  /** The person who asks. */
  USER("user"),
  /** The model. */
  ASSISTANT("assistant"),
  /** The result of a tool the model called. */
  TOOL("tool"),
  /**
   * The result of a function, as models with {@code function_call} took it before there were tools.
   */
  FUNCTION("function"),
  /** Instructions by the application's developer; some models take them in place of system. */
  DEVELOPER("developer"),
  /** A word this version does not know. */
  UNKNOWN("unknown");

  private final String word;

  Role(String word) {
    this.word = word;
  }

  /** {@return the word on the wire, in lower case} */
  public String word() {
    return word;
  }

  /**
   * Finds the role a word on the wire stands for.
   *
   * @param word the word; letter case matters
   * @return the role, {@link #UNKNOWN} if this version does not know the word
   */
  public static Role of(String word) {
    return switch (word) {
      case "system" -> SYSTEM;
      case "user" -> USER;
      case "assistant" -> ASSISTANT;
      case "tool" -> TOOL;
      case "function" -> FUNCTION;
      case "developer" -> DEVELOPER;
      default -> UNKNOWN;
    };
  }
}
