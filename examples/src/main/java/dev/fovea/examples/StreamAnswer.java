package dev.fovea.examples;

import dev.fovea.chat.ChatChunk;
import dev.fovea.chat.ChatStream;
import dev.fovea.image.Image;
import dev.fovea.together.TogetherClient;
import java.io.PrintStream;
import java.nio.file.Path;

/**
 * Prints an answer while it is written. Reads {@code TOGETHER_API_KEY}; arguments: MODEL PICTURE
 * QUESTION.
 */
public final class StreamAnswer {
  private StreamAnswer() {}

  /**
   * Runs the example.
   *
   * @param args the model, the picture's file, the question
   */
  public static void main(String[] args) {
    try (TogetherClient together = TogetherClient.fromEnvironment()) {
      run(together, System.out, args);
    }
  }

  static void run(TogetherClient together, PrintStream out, String... args) {
    Image picture = Image.of(Path.of(args[1]));

    // Closing the stream early cancels the call: nobody pays for text nobody reads.
    try (ChatStream answer =
        together.chat().stream(request -> request.model(args[0]).user(args[2], picture))) {
      for (ChatChunk chunk : answer) {
        out.print(chunk.text());
        out.flush();
      }
      out.println();
      answer.completion().finishReason().ifPresent(reason -> out.println("ended: " + reason));
    }
  }
}
