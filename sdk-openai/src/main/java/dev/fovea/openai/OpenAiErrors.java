package dev.fovea.openai;

import dev.fovea.transport.ErrorFacts;
import dev.fovea.transport.ErrorReader;
import org.jspecify.annotations.Nullable;

/** OpenAI's errors. */
final class OpenAiErrors implements ErrorReader {
  private static final ErrorReader STANDARD = ErrorReader.standard();

  @Override
  public ErrorFacts read(int status, @Nullable Object body) {
    return STANDARD.read(status, body);
  }
}
