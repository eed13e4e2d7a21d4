package dev.fovea.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fovea.Providers;
import dev.fovea.json.JsonCodec;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GlobalsTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "--json --embedded files list",
        "files --json --embedded list",
        "files list --json --embedded",
        "--embedded files list --json"
      })
  void optionsOfAllCommandsStandBeforeOrAfterTheCommand(String line) {
    Shell.Ran ran = Shell.empty().run(line.split(" "));

    assertThat(ran.code()).as(ran.err()).isEqualTo(ExitCodes.DONE);
    assertThat(document(ran)).isEqualTo(Map.of("items", java.util.List.of(), "more", false));
  }

  @Test
  void theProviderComesFromTheOptionElseFromTheEnvironment() {
    Shell shell = Shell.empty().with("FOVEA_PROVIDER", "nobody");

    Shell.Ran told = shell.run("files", "list");
    Shell.Ran better = shell.run("-p", "together", "--embedded", "files", "list");

    assertThat(told.code()).isEqualTo(ExitCodes.USAGE);
    assertThat(told.err())
        .contains("there is no provider 'nobody', only " + String.join(", ", Providers.ids()));
    assertThat(better.code()).as(better.err()).isEqualTo(ExitCodes.DONE);
  }

  @Test
  void helpGoesToStandardOutput() {
    Shell.Ran ran = Shell.empty().run("--help");

    assertThat(ran.code()).isEqualTo(ExitCodes.DONE);
    assertThat(ran.out()).contains("demo").contains("fine-tuning").contains("Exit codes");
    assertThat(ran.err()).isEmpty();
  }

  @Test
  void theHelpNamesTheProvidersThereAre() {
    String ids = String.join(", ", Providers.ids());

    assertThat(Shell.empty().run("--help").out().replaceAll("\\s+", " "))
        .contains("Whom to talk to: " + ids + ".");
    assertThat(Shell.empty().run("emulate", "--help").out()).contains("The provider: " + ids + ".");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "files", "files frobnicate", "files list --frobnicate", "chat"})
  void misuseIsOneSentenceThatPointsToTheHelp(String line) {
    Shell.Ran ran = Shell.empty().run(line.isEmpty() ? new String[0] : line.split(" "));

    assertThat(ran.code()).isEqualTo(ExitCodes.USAGE);
    assertThat(ran.err().strip().lines()).hasSize(1);
    assertThat(ran.err()).contains("--help");
  }

  @Test
  void everyCommandHasADescription() {
    CommandTree.of(new Context(Console.ofProcess())).getSubcommands().values().stream()
        .flatMap(c -> java.util.stream.Stream.concat(
            java.util.stream.Stream.of(c), c.getSubcommands().values().stream()))
        .forEach(command -> assertThat(command.getCommandSpec().usageMessage().description())
            .as(command.getCommandName())
            .isNotEmpty());
  }

  private static Map<String, Object> document(Shell.Ran ran) {
    return JsonCodec.shared().readMap(ran.out().getBytes(StandardCharsets.UTF_8));
  }
}
