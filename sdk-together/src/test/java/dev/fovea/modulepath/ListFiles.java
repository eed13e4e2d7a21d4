package dev.fovea.modulepath;

import dev.fovea.Providers;
import dev.fovea.VisionClient;
import java.net.URI;

/** Lists the files at the given base URL, with Fovea as modules. */
public final class ListFiles {
  private ListFiles() {}

  /**
   * Prints the module of the client and the files' names.
   *
   * @param args the base URL
   */
  public static void main(String[] args) {
    try (VisionClient ai =
        Providers.open("together", o -> o.apiKey("key").baseUrl(URI.create(args[0])))) {
      System.out.println(ai.getClass().getModule().getName());
      ai.files().list().items().forEach(file -> System.out.println(file.filename()));
    }
  }
}
