package dev.fovea.examples;

import dev.fovea.chat.Message;
import dev.fovea.dataset.DatasetFormat;
import dev.fovea.dataset.DatasetReport;
import dev.fovea.dataset.DatasetRules;
import dev.fovea.dataset.DatasetWriter;
import dev.fovea.dataset.Example;
import dev.fovea.file.RemoteFile;
import dev.fovea.image.Image;
import dev.fovea.together.TogetherClient;
import java.io.PrintStream;
import java.nio.file.Path;

/**
 * Makes a training file of pictures, checks it offline and uploads it. Reads
 * {@code TOGETHER_API_KEY}; arguments: OUT.jsonl PICTURE LABEL [PICTURE LABEL]...
 */
public final class BuildCheckUpload {
  private BuildCheckUpload() {}

  /**
   * Runs the example.
   *
   * @param args the file to write, then pictures, each with its label
   */
  public static void main(String[] args) {
    try (TogetherClient together = TogetherClient.fromEnvironment()) {
      run(together, System.out, args);
    }
  }

  static RemoteFile run(TogetherClient together, PrintStream out, String... args) {
    Path file = Path.of(args[0]);
    try (DatasetWriter writer = DatasetWriter.open(file, DatasetFormat.of("together"))) {
      for (int i = 1; i < args.length; i += 2) {
        Image picture = Image.of(Path.of(args[i]));
        Message question = Message.user(picture, "What does the picture show?");
        writer.write(Example.conversation(question, Message.assistant(args[i + 1])));
      }
    }

    // Every problem at once, with its line and its fix; needs no key and sends nothing.
    DatasetReport report = DatasetRules.of("together").check(file).throwIfErrors();
    out.println(report.examples() + " examples, " + report.pictures() + " pictures");

    // The provider reads it once more; until then no job may use it.
    RemoteFile uploaded = together.files().upload(file);
    RemoteFile ready = together.files().await(uploaded.id());
    out.println(ready.id() + " is " + ready.status());
    return ready;
  }
}
