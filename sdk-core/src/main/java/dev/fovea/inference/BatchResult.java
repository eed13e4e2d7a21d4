package dev.fovea.inference;

import dev.fovea.chat.ChatCompletion;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A line of a batch's output file or error file: the answer to one of its requests, or why there is
 * none. Immutable and thread-safe.
 */
public final class BatchResult {
  private final String customId;
  private final @Nullable ChatCompletion completion;
  private final @Nullable Object error;
  private final Map<String, @Nullable Object> fields;

  private BatchResult(
      String customId,
      @Nullable ChatCompletion completion,
      @Nullable Object error,
      Map<String, @Nullable Object> fields) {
    this.customId = customId;
    this.completion = completion;
    this.error = error;
    this.fields = fields;
  }

  /**
   * Makes the value; for those who read files.
   *
   * @param customId the caller's word for the request
   * @param body what stood in the place of the answer; null if nothing did
   * @param fields the line's other members, unmodifiable
   * @return the value; a body with an {@code error} in it is no answer
   */
  public static BatchResult of(
      String customId, @Nullable ChatCompletion body, Map<String, @Nullable Object> fields) {
    Object own = fields.get("error");
    Object error = own == null && body != null ? body.additionalProperties().get("error") : own;
    return new BatchResult(customId, error == null ? body : null, error, fields);
  }

  /** {@return the caller's word for the request} */
  public String customId() {
    return customId;
  }

  /** {@return the answer; absent if there is none} */
  public Optional<ChatCompletion> completion() {
    return Optional.ofNullable(completion);
  }

  /** {@return the HTTP status the request got; absent if the line does not say} */
  public Optional<Integer> status() {
    return fields.get("response") instanceof Map<?, ?> response
            && response.get("status_code") instanceof Number status
        ? Optional.of(status.intValue())
        : Optional.empty();
  }

  /** {@return why there is no answer; absent if there is one, {@code ""} if nobody said} */
  public Optional<String> errorMessage() {
    if (completion != null) {
      return Optional.empty();
    }
    return Optional.of(error instanceof Map<?, ?> map ? text(map.get("message")) : text(error));
  }

  /** {@return the provider's word for why there is no answer; absent if it has none} */
  public Optional<String> errorCode() {
    return error instanceof Map<?, ?> map && map.get("code") != null
        ? Optional.of(text(map.get("code")))
        : Optional.empty();
  }

  private static String text(@Nullable Object value) {
    return value == null ? "" : value.toString();
  }

  /** {@return the line's members besides id and answer, by name; JSON null is null} */
  public Map<String, @Nullable Object> additionalProperties() {
    return fields;
  }

  /** {@return the id, and whether there is an answer} */
  @Override
  public String toString() {
    return "BatchResult[" + customId + (completion == null ? ", failed]" : ", answered]");
  }
}
