package dev.fovea.modulepath;

import dev.fovea.Providers;
import dev.fovea.VisionClient;
import dev.fovea.dataset.DatasetRules;
import java.net.URI;

/** Asks a model at the given base URL, with Fovea as modules. */
public final class AskModel {
  private AskModel() {}

  /**
   * Prints the module of the client, the answer, and whether the provider's dated facts were found.
   *
   * @param args the provider and the base URL
   */
  @SuppressWarnings("SystemOut") // A program for the terminal.
  public static void main(String[] args) {
    try (VisionClient ai =
        Providers.open(args[0], o -> o.apiKey("key").baseUrl(URI.create(args[1])))) {
      System.out.println(ai.getClass().getModule().getName());
      System.out.println(ai.chat()
          .create(r -> r.model("m").user("Which leaf?").temperature(0.5))
          .text());
      System.out.println(DatasetRules.of(args[0]).settings().containsKey("dated"));
    }
  }
}
