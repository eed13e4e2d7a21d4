package dev.fovea.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fovea.json.JsonCodec;
import dev.fovea.testkit.EmbeddedOpenAi;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code fovea fine-tuning … -p openai}, where it differs from other providers. */
class OpenAiTuningCommandsTest {
  private static final String CHAT = "{\"messages\":[{\"role\":\"user\",\"content\":\"hi\"},"
      + "{\"role\":\"assistant\",\"content\":\"ho\"}]}\n";
  private static final String GIF = "{\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":"
      + "\"image_url\",\"image_url\":{\"url\":\"data:image/gif;base64,"
      + "R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7\"}}]},"
      + "{\"role\":\"assistant\",\"content\":\"ho\"}]}\n";
  private static final EmbeddedOpenAi OPEN_AI = EmbeddedOpenAi.start();

  @TempDir
  static Path folder;

  private static String file;

  @BeforeAll
  static void uploads() throws IOException {
    Path path = Files.writeString(folder.resolve("train.jsonl"), CHAT.repeat(12) + GIF.repeat(2));
    file = id(shell().run("files", "upload", path.toString(), "--unchecked", "--json"));
  }

  @AfterAll
  static void stops() {
    OPEN_AI.close();
  }

  private static Shell shell() {
    return Shell.at("openai", OPEN_AI);
  }

  private static String id(Shell.Ran ran) {
    assertThat(ran.code()).as(ran.err()).isEqualTo(ExitCodes.DONE);
    return (String)
        JsonCodec.shared().readMap(ran.out().getBytes(StandardCharsets.UTF_8)).get("id");
  }

  private static Shell.Ran created(String... options) {
    Stream<String> words = Stream.of(
        "fine-tuning", "create", "--model", "gpt-4o-2024-08-06", "--training-file", file, "--json");
    return shell().run(Stream.concat(words, Stream.of(options)).toArray(String[]::new));
  }

  @Test
  void whatWasLeftOutIsToldWithWhatToDoAndCountedAtTheEnd() {
    String job = id(created());

    Shell.Ran awaited = shell().run("fine-tuning", "await", job, "--validation-timeout", "1h");
    Shell.Ran events = shell().run("fine-tuning", "events", job);

    assertThat(awaited.code()).as(awaited.err()).isEqualTo(ExitCodes.DONE);
    assertThat(awaited.err())
        .contains("    fix: write the pictures as JPEG, PNG or WEBP")
        .contains("Left out: 2 (openai.skipped-format): write the pictures as");
    assertThat(events.out().lines().findFirst().orElseThrow()).endsWith("fix");
    assertThat(events.out()).contains("write the");
  }

  @Test
  void whatOpenAiChoosesByItselfIsRefusedWithTheAlternative() {
    int before = OPEN_AI.requests().count();

    List<Shell.Ran> weights =
        List.of(created("--lora"), created("--no-lora"), created("--lora-alpha", "8"));
    Shell.Ran rate = created("--learning-rate", "0.1", "--method", "dpo");
    Shell.Ran deleted = shell().run("fine-tuning", "delete", "ftjob-1");

    assertThat(weights).allSatisfy(ran -> {
      assertThat(ran.code()).isEqualTo(ExitCodes.USAGE);
      assertThat(ran.err()).contains("openai chooses by itself which weights it trains: leave");
    });
    assertThat(rate.err()).contains("--set method.dpo.hyperparameters.learning_rate_multiplier=2");
    assertThat(deleted.code()).isEqualTo(ExitCodes.FAILED);
    assertThat(deleted.err()).contains("end a job that runs with cancel");
    assertThat(OPEN_AI.requests().count()).isEqualTo(before);
  }
}
