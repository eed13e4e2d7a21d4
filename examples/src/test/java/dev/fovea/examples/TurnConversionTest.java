package dev.fovea.examples;

import static dev.fovea.examples.MovingFolder.dropped;
import static dev.fovea.examples.MovingFolder.mixed;
import static dev.fovea.examples.MovingFolder.text;
import static dev.fovea.examples.MovingFolder.url;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fovea.preparation.ConversionReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is said in an example arrives in the words and in the order of the target. */
class TurnConversionTest {
  @TempDir
  Path folder;

  private MovingFolder moving;

  @BeforeEach
  void begin() {
    moving = new MovingFolder(folder);
  }

  @Test
  void anExampleOfAnotherKindThanTheFirstIsLeftOut() throws IOException {
    Path in = moving.file(
        "in.jsonl",
        "{\"prompt\":\"2 + 2\",\"completion\":\"4\"}",
        mixed(url()),
        "{\"prompt\":\"2 + 3\",\"completion\":\"5\"}");

    ConversionReport report = moving.convert("fireworks", "together", in);

    assertThat(dropped(report)).singleElement().satisfies(change -> {
      assertThat(change.line()).isEqualTo(2);
      assertThat(change.message()).contains("conversation").contains("instruction");
    });
  }

  @Test
  void promptAndCompletionBecomeAConversationWhereTheTargetHasNoSuch() throws IOException {
    Path in =
        moving.many(10, i -> "{\"prompt\":\"" + i + " + 1\",\"completion\":\"" + (i + 1) + "\"}");

    ConversionReport report = moving.convert("together", "openai", in);

    assertThat(report.written()).as(report.toText()).isTrue();
    assertThat(report.counts()).containsOnlyKeys("changed-kind");
    assertThat(Files.readAllLines(moving.out()).get(3))
        .isEqualTo("{\"messages\":[{\"role\":\"user\",\"content\":\"3 + 1\"},"
            + "{\"role\":\"assistant\",\"content\":\"4\"}]}");
  }

  @Test
  void developersSpeakAsTheSystemWhereTheyAreUnknown() throws IOException {
    Path in = moving.file(
        "in.jsonl",
        "{\"messages\":[{\"role\":\"developer\",\"content\":\"Be brief.\"},"
            + "{\"role\":\"user\",\"content\":\"a\"},{\"role\":\"assistant\",\"content\":\"b\"}]}");

    ConversionReport report = moving.convert("openai", "together", in);

    assertThat(report.counts()).containsOnlyKeys("changed-role");
    assertThat(Files.readString(moving.out()))
        .contains("{\"role\":\"system\",\"content\":\"Be brief.\"}");
  }

  @Test
  void functionsBecomeToolsAndTheirCallsToolCalls() throws IOException {
    Path in = moving.file("in.jsonl", """
        {"messages":[{"role":"user","content":"Weather in Rome and Paris?"},\
        {"role":"assistant","content":null,"function_call":{"name":"w","arguments":"{\\"c\\":\\"Rome\\"}"}},\
        {"role":"function","name":"w","content":"sun"},\
        {"role":"assistant","content":null,"function_call":{"name":"w","arguments":"{\\"c\\":\\"Paris\\"}"}},\
        {"role":"function","name":"w","content":null},\
        {"role":"assistant","content":"Sun in Rome."}],\
        "functions":[{"name":"w","parameters":{"type":"object"}}]}""");

    ConversionReport report = moving.convert("openai", "together", in);

    assertThat(report.written()).as(report.toText()).isTrue();
    assertThat(report.counts()).containsOnlyKeys("changed-functions");
    assertThat(report.counts()).containsEntry("changed-functions", 5L);
    assertThat(Files.readString(moving.out()))
        .contains("\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"w\"")
        .contains("\"id\":\"call_2\"")
        .contains("\"tool_call_id\":\"call_2\"")
        .doesNotContain("function_call");
  }

  @Test
  void aSystemMessageInTheMiddleMovesToTheFront() throws IOException {
    Path in = moving.many(
        3,
        i -> "{\"messages\":[{\"role\":\"system\",\"content\":\"One.\"},"
            + "{\"role\":\"user\",\"content\":\"q" + i
            + "\"},{\"role\":\"assistant\",\"content\":\"a\"},"
            + "{\"role\":\"system\",\"content\":\"Two.\"},"
            + "{\"role\":\"user\",\"content\":\"r\"},{\"role\":\"assistant\",\"content\":\"b\"}]}");

    ConversionReport report = moving.convert("together", "fireworks", in);

    assertThat(report.written()).as(report.toText()).isTrue();
    assertThat(report.counts()).containsOnlyKeys("moved-turn");
    assertThat(report.losses()).isEqualTo(3);
    assertThat(Files.readString(moving.out()))
        .contains("{\"role\":\"system\",\"content\":\"One.\\n\\nTwo.\"}");
  }

  @Test
  void turnsBehindTheLastAnswerAreLeftOutWhereTheyWouldMakeItAPrompt() throws IOException {
    Path in = moving.many(
        3,
        i -> "{\"messages\":[{\"role\":\"user\",\"content\":\"q" + i + "\"},"
            + "{\"role\":\"assistant\",\"content\":\"a\"},{\"role\":\"user\",\"content\":\"and?\"}]}");

    ConversionReport report = moving.convert("together", "fireworks", in);

    assertThat(report.written()).as(report.toText()).isTrue();
    assertThat(report.counts()).containsOnlyKeys("dropped-turn");
    assertThat(report.changes().get(0).pointer()).contains("/messages/2");
    assertThat(Files.readString(moving.out())).doesNotContain("and?");
  }

  @Test
  void thoughtsGetTheNameThatTheTargetReads() throws IOException {
    Path in = moving.many(
        3,
        i -> "{\"messages\":[{\"role\":\"user\",\"content\":\"q" + i + "\"},"
            + "{\"role\":\"assistant\",\"reasoning\":\"hm\",\"content\":\"a\"}]}");

    ConversionReport report = moving.convert("together", "fireworks", in);

    assertThat(report.counts()).containsOnlyKeys("renamed-field");
    assertThat(report.losses()).isZero();
    assertThat(report.changes().get(0).pointer()).contains("/messages/1/reasoning");
    assertThat(Files.readString(moving.out())).contains("\"reasoning_content\":\"hm\"");
  }

  @Test
  void weightsOfExamplesAreMadeEvenWhereTheTargetWantsThat() throws IOException {
    Path in = moving.file(
        "in.jsonl", text("q1", ",\"weight\":2.5"), text("q2", ""), text("q3", ",\"weight\":0.5"));

    ConversionReport report = moving.convert("together", "fireworks", in);

    assertThat(report.written()).as(report.toText()).isTrue();
    assertThat(report.counts()).containsOnlyKeys("set-weight");
    assertThat(Files.readAllLines(moving.out()).get(1)).contains("\"weight\":1.0");
  }

  @Test
  void aWeightIsLostWhereTheFirstExampleHasNone() throws IOException {
    Path in = moving.file(
        "in.jsonl", text("q1", ""), text("q2", ",\"weight\":2"), text("q3", ",\"weight\":1"));

    ConversionReport report = moving.convert("together", "fireworks", in);

    assertThat(report.written()).as(report.toText()).isTrue();
    assertThat(report.changes())
        .extracting(change -> change.kind() + " " + change.line() + " " + change.lost())
        .containsExactly("DROPPED_WEIGHT 2 true", "DROPPED_WEIGHT 3 false");
  }

  @Test
  void otherNamesOfPreferencesAreWrittenAsTheGuidesHaveThem() throws IOException {
    Path in = moving.many(
        3,
        i -> "{\"input\":{\"messages\":[{\"role\":\"user\",\"content\":\"q" + i
            + "\"}],\"parallel_tool_calls\":true},"
            + "\"preferred_completion\":[{\"role\":\"assistant\",\"content\":\"a\"}],"
            + "\"non_preferred_completion\":[{\"role\":\"assistant\",\"content\":\"b\"}]}");

    ConversionReport report = moving.convert("openai", "fireworks", in);

    assertThat(report.written()).as(report.toText()).isTrue();
    assertThat(report.counts())
        .containsEntry("renamed-field", 6L)
        .containsEntry("dropped-field", 3L)
        .hasSize(2);
    assertThat(report.changes().get(2).pointer()).contains("/input/parallel_tool_calls");
  }
}
