package dev.fovea.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fovea.chat.ContentPart;
import dev.fovea.chat.Message;
import dev.fovea.config.Capability;
import dev.fovea.dataset.Conversation;
import dev.fovea.dataset.DatasetFormat;
import dev.fovea.dataset.DatasetReader;
import dev.fovea.dataset.DatasetReport;
import dev.fovea.dataset.DatasetRules;
import dev.fovea.dataset.Example;
import dev.fovea.finding.Finding;
import dev.fovea.finding.Severity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Labelled examples on disk, in the provider's own form. None of it asks the provider. */
interface DatasetContract extends Stage {
  @Test
  default void theRulesAndTheFormAreFoundByTheProvidersId() {
    assertThat(DatasetRules.of(provider()).id()).isEqualTo(provider());
    assertThat(DatasetFormat.of(provider()).id()).isEqualTo(provider());
    assertThat(DatasetRules.of(provider()).settings()).containsKey("dated");
  }

  @Test
  default void whatIsWrittenIsRightAndReadsTheSame() {
    List<Example> examples = new ArrayList<>();
    for (int number = 1; number <= SIGNS; number++) {
      examples.add(Example.conversation(
          Message.user(Signs.picture(Signs.GREEN, number), Signs.QUESTION),
          Message.assistant("go " + number)));
    }
    assertRight("conversations.jsonl", examples);
    if (can(Capability.PREFERENCE_FINE_TUNING)) {
      assertRight("preferences.jsonl", preferences());
    }
    assertThat(server().requests().count()).isZero();
  }

  private List<Example> preferences() {
    List<Example> examples = new ArrayList<>();
    for (int number = 1; number <= SIGNS; number++) {
      examples.add(Example.preference(
          List.of(Message.user("Sign " + number + "?")),
          Message.assistant("stop " + number),
          Message.assistant("go on " + number)));
    }
    return examples;
  }

  private void assertRight(String name, List<Example> examples) {
    Path file = written(name, examples);

    DatasetReport report = entry().rules().check(file);

    assertThat(report.findings()).isEmpty();
    assertThat(report.examples()).isEqualTo(examples.size());
    try (Stream<Example> read = DatasetReader.read(file, entry().format())) {
      assertThat(read.map(Example::getClass))
          .hasSameSizeAs(examples)
          .containsOnly(examples.get(0).getClass());
    }
  }

  @Test
  default void everyProblemIsFoundAtOnceWithItsLineAndItsFix() throws IOException {
    String right = Files.readString(signs());
    Path file = folder().resolve("problems.jsonl");
    Files.writeString(
        file,
        right
            + "{\"messages\":[{\"role\":\"user\",\"content\":\"nobody answers\"}]}\n"
            + right
            + "no JSON at all\n"
            + right.lines().findFirst().orElseThrow().replace("base64,iVBOR", "base64,XXXXX")
            + "\n");

    DatasetReport report = entry().rules().check(file);

    assertThat(report.ok()).isFalse();
    assertThat(report.findings().stream()
            .filter(finding -> finding.severity() == Severity.ERROR)
            .map(finding -> finding.line().orElseThrow())
            .distinct())
        .containsExactly(SIGNS + 1L, 2 * SIGNS + 2L, 2 * SIGNS + 3L);
    assertThat(report.findings())
        .allSatisfy(finding -> assertThat(finding.fix()).isNotBlank())
        .extracting(Finding::rule)
        .allSatisfy(rule -> assertThat(rule).startsWith(provider()));
    assertThat(server().requests().count()).isZero();
  }

  @Test
  default void pictureAndTextKeepTheirOrder() {
    Message both = Message.user(List.of(
        ContentPart.image(Signs.picture(Signs.RED, 1)),
        ContentPart.text("and"),
        ContentPart.image(Signs.picture(Signs.GREEN, 1)),
        ContentPart.text("mean?")));
    Path file = written(
        "order.jsonl", List.of(Example.conversation(both, Message.assistant("stop, then go"))));

    try (Stream<Example> read = DatasetReader.read(file, entry().format())) {
      assertThat(
              ((Conversation) read.findFirst().orElseThrow()).messages().get(0).content())
          .extracting(ContentPart::type)
          .containsExactly("image_url", "text", "image_url", "text");
    }
  }
}
