package dev.fovea.transport;

import dev.fovea.config.ResponseMeta;
import java.io.IOException;
import java.io.InputStream;

/**
 * Makes a result of a successful answer. Called on the caller's thread for synchronous calls and on
 * a thread of the client otherwise; must not keep the stream.
 *
 * @param <R> what it makes
 */
@FunctionalInterface
public interface ResponseReader<R> {
  /**
   * Reads the answer.
   *
   * @param body the decoded body; its length is limited unless the operation is a transfer; the
   *     caller closes it
   * @param meta request id, headers and rate limits
   * @param status the HTTP status, 2xx or one the operation expects
   * @return the result
   * @throws IOException if the body cannot be read to its end
   */
  R read(InputStream body, ResponseMeta meta, int status) throws IOException;
}
