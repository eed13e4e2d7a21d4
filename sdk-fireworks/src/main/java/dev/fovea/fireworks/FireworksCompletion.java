package dev.fovea.fireworks;

import dev.fovea.chat.ChatCompletion;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What only Fireworks tells in an answer of chat or of a completion, a streamed one's whole answer
 * included. Immutable and thread-safe.
 */
public final class FireworksCompletion {
  private static final String HEADERS = "fireworks-";

  private final ChatCompletion completion;

  private FireworksCompletion(ChatCompletion completion) {
    this.completion = completion;
  }

  /**
   * Looks at an answer.
   *
   * @param completion an answer of Fireworks'
   * @return the view
   */
  public static FireworksCompletion of(ChatCompletion completion) {
    return new FireworksCompletion(completion);
  }

  /** {@return the answer} */
  public ChatCompletion completion() {
    return completion;
  }

  /**
   * {@return how long it took: what the body says, and what headers say beside it} Absent if
   * neither says anything, as in an answer from a file.
   */
  public Optional<FireworksPerformance> performance() {
    Map<String, Object> metrics = new LinkedHashMap<>();
    completion.meta().headers().forEach((name, value) -> {
      if (name.startsWith(HEADERS) && !name.equals("fireworks-request-id")) {
        metrics.put(name.substring(HEADERS.length()), value);
      }
    });
    if (completion.additionalProperties().get("perf_metrics") instanceof Map<?, ?> told) {
      told.forEach((name, value) -> metrics.put(String.valueOf(name), value));
    }
    return metrics.isEmpty() ? Optional.empty() : Optional.of(new FireworksPerformance(metrics));
  }

  /**
   * {@return the ids of the question's tokens; empty unless {@code returnTokenIds} asked for them}
   */
  public List<Integer> promptTokenIds() {
    List<Integer> ids = TokenIds.of(completion.additionalProperties().get("prompt_token_ids"));
    return ids.isEmpty() ? TokenIds.of(ofChoice(0, "prompt_token_ids")) : ids;
  }

  /** {@return the ids of the first answer's tokens; empty unless asked for} */
  public List<Integer> tokenIds() {
    return tokenIds(0);
  }

  /**
   * {@return the ids of an answer's tokens; empty unless {@code returnTokenIds} asked for them}
   *
   * @param choice the answer's place among the choices, from 0
   */
  public List<Integer> tokenIds(int choice) {
    return TokenIds.of(ofChoice(choice, "token_ids"));
  }

  /** {@return what the model read and wrote for the first answer; absent unless asked for} */
  public Optional<FireworksRawOutput> rawOutput() {
    return rawOutput(0);
  }

  /**
   * {@return what the model read and wrote; absent unless {@code rawOutput} asked for it}
   *
   * @param choice the answer's place among the choices, from 0
   */
  public Optional<FireworksRawOutput> rawOutput(int choice) {
    return ofChoice(choice, "raw_output") instanceof Map<?, ?> fields
        ? Optional.of(new FireworksRawOutput(fields))
        : Optional.empty();
  }

  private @Nullable Object ofChoice(int choice, String name) {
    return choice < completion.choices().size()
        ? completion.choices().get(choice).additionalProperties().get(name)
        : null;
  }

  /** {@return the answer's text} */
  @Override
  public String toString() {
    return "FireworksCompletion[" + completion + "]";
  }
}
