package dev.fovea.testkit;

/**
 * An embedded Together in a JVM of its own; it prints its port and ends with its standard input.
 */
final class SmallHeapServer {
  private SmallHeapServer() {}

  public static void main(String[] args) throws Exception {
    try (EmbeddedTogether together = EmbeddedTogether.start()) {
      System.out.println(together.baseUrl().getPort());
      while (System.in.read() >= 0) {
        // Runs until the parent closes the pipe.
      }
    }
  }
}
