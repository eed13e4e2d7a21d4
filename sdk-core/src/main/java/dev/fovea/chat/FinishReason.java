package dev.fovea.chat;

/**
 * Why the model stopped. May grow in a minor version: keep a default branch. The provider's own
 * word stays beside it, as {@link Choice#providerFinishReason()}.
 */
public enum FinishReason {
  /** The answer is complete. */
  STOP,
  /** The limit of tokens cut the answer off. */
  LENGTH,
  /** The model waits for the results of tools. */
  TOOL_CALLS,
  /** The provider withheld the rest. */
  CONTENT_FILTER,
  /** The provider failed while it generated. */
  ERROR,
  /** A word this version does not know. */
  UNKNOWN;

  /**
   * Finds the reason a provider's word stands for.
   *
   * @param word the word as it stands on the wire
   * @return the reason, {@link #UNKNOWN} if this version does not know the word
   */
  public static FinishReason of(String word) {
    return switch (word) {
      case "stop", "eos" -> STOP;
      case "length", "model_length" -> LENGTH;
      case "tool_calls", "function_call" -> TOOL_CALLS;
      case "content_filter" -> CONTENT_FILTER;
      case "error" -> ERROR;
      default -> UNKNOWN;
    };
  }
}
