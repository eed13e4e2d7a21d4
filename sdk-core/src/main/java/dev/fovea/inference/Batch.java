package dev.fovea.inference;

import dev.fovea.config.ResponseMeta;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A batch as the provider told it at one moment. Made by providers; immutable and thread-safe. New
 * methods will have defaults.
 */
public interface Batch {
  /** {@return the batch's id} */
  String id();

  /** {@return the provider's own word for where it stands; {@code ""} if not told} */
  String providerStatus();

  /** {@return where it stands} */
  default BatchStatus status() {
    return BatchStatus.of(providerStatus());
  }

  /** {@return the path its requests are sent to, such as {@code /v1/chat/completions}} */
  Optional<String> endpoint();

  /** {@return the model all requests go to; absent if each names its own} */
  Optional<String> model();

  /** {@return the id of the file with the requests} */
  Optional<String> inputFile();

  /** {@return the id of the file with the answers; absent before there are any} */
  Optional<String> outputFile();

  /** {@return the id of the file with the failed requests; absent if none failed so far} */
  Optional<String> errorFile();

  /** {@return how much is done, in percent, 0 to 100; absent if not told} */
  Optional<Double> progress();

  /** {@return when it was created} */
  Optional<Instant> createdAt();

  /** {@return when it ended; absent before} */
  Optional<Instant> completedAt();

  /** {@return when it expires if it is not done by then} */
  Optional<Instant> deadline();

  /** {@return why it failed as a whole; absent if it did not or nobody said} */
  Optional<String> failureReason();

  /** {@return members this version does not know, by name; JSON null is null} */
  Map<String, @Nullable Object> additionalProperties();

  /** {@return facts of the response beside its body} */
  ResponseMeta meta();
}
