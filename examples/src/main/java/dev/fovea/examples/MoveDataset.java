package dev.fovea.examples;

import dev.fovea.preparation.Conversion;
import dev.fovea.preparation.ConversionReport;
import dev.fovea.transport.PictureFetcher;
import java.io.PrintStream;
import java.nio.file.Path;

/**
 * Takes a training file from OpenAI to Together and says everything that changed. Needs no account;
 * arguments: IN.jsonl OUT.jsonl
 */
public final class MoveDataset {
  private MoveDataset() {}

  /**
   * Runs the example.
   *
   * @param args the file to read and the file to write
   */
  public static void main(String[] args) {
    run(System.out, args);
  }

  static ConversionReport run(PrintStream out, String... args) {
    // Pictures at web addresses are fetched, from public addresses only.
    try (PictureFetcher fetcher = PictureFetcher.builder().build()) {
      ConversionReport report = Conversion.from("openai")
          .to("together")
          .convert(
              Path.of(args[0]),
              Path.of(args[1]),
              options -> options
                  .fetcher(fetcher)
                  // Lines that cannot be said at Together are left out; strict(true) would refuse.
                  .onChange(change -> out.println((change.lost() ? "lost " : "") + change)));
      out.println(report.toText());
      return report.throwIfRefused();
    }
  }
}
