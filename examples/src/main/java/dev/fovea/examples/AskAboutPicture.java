package dev.fovea.examples;

import dev.fovea.chat.ChatCompletion;
import dev.fovea.image.Image;
import dev.fovea.together.TogetherClient;
import java.io.PrintStream;
import java.nio.file.Path;

/**
 * Asks a model about a picture. Reads {@code TOGETHER_API_KEY}; arguments: MODEL PICTURE QUESTION.
 */
public final class AskAboutPicture {
  private AskAboutPicture() {}

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
    Image picture = Image.of(Path.of(args[1])); // its type is read from its bytes, not its name

    ChatCompletion answer =
        together.chat().create(request -> request.model(args[0]).user(args[2], picture));

    out.println(answer.text());
    answer.usage().ifPresent(usage -> out.println(usage.totalTokens() + " tokens"));
  }
}
