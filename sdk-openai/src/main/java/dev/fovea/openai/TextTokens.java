package dev.fovea.openai;

/**
 * A rule of thumb for text.
 *
 * @param bytesPerToken how many bytes of UTF-8 make a token, about
 * @param perMessage what frames a message
 * @param perExample what frames an example
 */
record TextTokens(double bytesPerToken, long perMessage, long perExample) {
  long of(long bytes, int messages) {
    return (long) Math.ceil(bytes / bytesPerToken) + perMessage * messages + perExample;
  }
}
