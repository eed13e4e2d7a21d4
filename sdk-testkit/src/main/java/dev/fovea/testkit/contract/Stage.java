package dev.fovea.testkit.contract;

import dev.fovea.VisionClient;
import dev.fovea.VisionProvider;
import dev.fovea.chat.Message;
import dev.fovea.config.ClientOptions;
import dev.fovea.dataset.DatasetWriter;
import dev.fovea.dataset.Example;
import dev.fovea.file.RemoteFile;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** What the other parts of the contract act on. */
interface Stage extends ChatStage {
  /** How many examples {@link #signs()} writes: one provider wants at least ten. */
  int SIGNS = 12;

  /** {@return a model that turns texts into vectors} */
  String embeddingModel();

  /** {@return the provider's entry} */
  VisionProvider entry();

  /**
   * {@return a further client of the embedded provider, to be closed}
   *
   * @param spec sets what differs from the usual options
   */
  VisionClient open(Consumer<ClientOptions.Builder> spec);

  /** {@return an empty folder} */
  Path folder();

  /** Lets time pass for client and provider. */
  void pass(Duration time);

  /** {@return a training file: signs, red ones to stop and green ones to go} */
  default Path signs() {
    List<Example> signs = new ArrayList<>();
    for (int number = 1; number <= SIGNS / 2; number++) {
      signs.add(sign(Signs.RED, number, "stop"));
      signs.add(sign(Signs.GREEN, number, "go"));
    }
    return written("signs.jsonl", signs);
  }

  /** {@return examples as a file in the provider's own form} */
  default Path written(String name, List<? extends Example> examples) {
    Path file = folder().resolve(name);
    try (DatasetWriter writer = DatasetWriter.open(file, entry().format())) {
      examples.forEach(writer::write);
    }
    return file;
  }

  /** {@return the signs, uploaded and read by the provider} */
  default RemoteFile uploadedSigns() {
    return client().files().await(client().files().upload(signs()).id());
  }

  private static Example sign(int colour, int number, String meaning) {
    return Example.conversation(
        Message.user(Signs.picture(colour, number), Signs.QUESTION), Message.assistant(meaning));
  }
}
