package dev.fovea.testkit.contract;

import dev.fovea.VisionClient;
import dev.fovea.VisionProvider;
import dev.fovea.chat.Message;
import dev.fovea.config.Capability;
import dev.fovea.config.ClientOptions;
import dev.fovea.dataset.DatasetWriter;
import dev.fovea.dataset.Example;
import dev.fovea.file.RemoteFile;
import dev.fovea.testkit.EmbeddedProvider;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** What the parts of the contract act on. */
interface Stage {
  /** {@return the embedded provider, with a clock that stands still} */
  EmbeddedProvider server();

  /** {@return the id of the provider, as in {@code Providers.find}} */
  String provider();

  /** {@return a model that is served, sees pictures, and can be tuned and deployed} */
  String visionModel();

  /** {@return a model that nobody has, spelled as the provider spells models} */
  default String missingModel() {
    return visionModel() + "-of-nobody";
  }

  /** {@return a model that turns texts into vectors} */
  String embeddingModel();

  /** {@return the provider's entry} */
  VisionProvider entry();

  /** {@return a client of the embedded provider} */
  VisionClient client();

  /** {@return what the client was opened with, to open another} */
  ClientOptions.Builder options();

  /** {@return an empty folder} */
  Path folder();

  /** Lets time pass for client and provider. */
  void pass(Duration time);

  /** {@return whether the provider claims to have it} */
  default boolean can(Capability capability) {
    return client().capabilities().contains(capability);
  }

  /** {@return a training file: signs, red ones to stop and green ones to go} */
  default Path signs() {
    return written(
        "signs.jsonl",
        List.of(
            sign(Signs.RED, 1, "stop"),
            sign(Signs.GREEN, 1, "go"),
            sign(Signs.RED, 2, "stop"),
            sign(Signs.GREEN, 2, "go")));
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
