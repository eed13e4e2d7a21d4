package dev.fovea.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.fovea.dataset.DatasetFormat;
import dev.fovea.dataset.DatasetReport;
import dev.fovea.dataset.DatasetRules;
import dev.fovea.error.DatasetException;
import dev.fovea.image.Detail;
import dev.fovea.preparation.ChangeKind;
import dev.fovea.preparation.Conversion;
import dev.fovea.preparation.ConversionChange;
import dev.fovea.preparation.ConversionOptions;
import dev.fovea.preparation.ConversionReport;
import dev.fovea.transport.PictureFetcher;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A data set moves from one provider to another, and the report names everything that changed. */
class ConversionTest {
  @TempDir
  Path folder;

  /** A line of the shape that OpenAI's guide to tuning with pictures shows. */
  private static String guide(String url) {
    return """
        {"messages":[\
        {"role":"system","content":"You name leaves."},\
        {"role":"user","content":"What is the name of this leaf?"},\
        {"role":"user","content":[{"type":"image_url","image_url":{"url":"%s"}}]},\
        {"role":"assistant","content":"Oak"}]}""".formatted(url);
  }

  @Test
  void theLineOfTheVisionGuideMovesWithOneChangeForEachMergeListAndFetch() throws IOException {
    try (LeafServer leaves = new LeafServer();
        PictureFetcher fetcher = leaves.fetcher()) {
      Path in = file("openai.jsonl", guide(leaves.address("/oak.png")));
      Path out = folder.resolve("together.jsonl");
      assertThat(DatasetRules.of("together").check(in).counts().keySet())
          .contains("together.role-order", "together.mixed-content", "together.remote-picture");

      ConversionReport report =
          Conversion.from("openai").to("together").convert(in, out, o -> o.fetcher(fetcher));

      assertThat(report.changes())
          .extracting(change -> change.kind() + " " + change.pointer().orElse(""))
          .containsExactlyInAnyOrder(
              "MERGED_TURNS /messages/2",
              "WRAPPED_CONTENT /messages/0/content",
              "WRAPPED_CONTENT /messages/3/content",
              "FETCHED_PICTURE /messages/2/content/0/image_url/url");
      assertThat(report.changes()).allSatisfy(change -> {
        assertThat(change.line()).isEqualTo(1);
        assertThat(change.lost()).isFalse();
      });
      assertThat(report.written()).isTrue();
      assertThat(check("together", out).counts()).isEmpty();
      assertThat(Files.readString(out))
          .contains("data:image/png;base64,")
          .contains("What is the name of this leaf?")
          .doesNotContain("http://");
    }
  }

  @Test
  void withoutAFetcherTheLineWithAnAddressIsLeftOutByName() throws IOException {
    Path in = file("in.jsonl", guide("https://leaves.example/oak.png"), shown(url()));

    ConversionReport report = convert("openai", "together", in);

    assertThat(dropped(report)).singleElement().satisfies(change -> {
      assertThat(change.line()).isEqualTo(1);
      assertThat(change.pointer()).contains("/messages/2/content/0/image_url/url");
      assertThat(change.message()).contains("leaves.example").contains("nothing is fetched");
    });
    assertThat(report.examples()).isEqualTo(1);
    assertThat(report.lines()).isEqualTo(2);
  }

  @Test
  void anAddressThatGivesNothingLeavesItsLineOut() throws IOException {
    try (LeafServer leaves = new LeafServer();
        PictureFetcher fetcher = leaves.fetcher()) {
      Path in = file("in.jsonl", guide(leaves.address("/gone.png")), shown(url()));

      ConversionReport report = convert("openai", "together", in, o -> o.fetcher(fetcher));

      assertThat(dropped(report))
          .singleElement()
          .satisfies(
              change -> assertThat(change.message()).contains("/gone.png").contains("404"));
    }
  }

  @Test
  void strictWritesNothingAndNamesEveryLoss() throws IOException {
    Path in = file(
        "in.jsonl",
        shown(url()),
        "{\"messages\":[{\"role\":\"user\",\"content\":\"a\"},"
            + "{\"role\":\"assistant\",\"content\":\"b\"}],\"parallel_tool_calls\":true}",
        guide("https://leaves.example/oak.png"));

    ConversionReport report = convert("openai", "together", in, o -> o.strict(true));

    assertThat(report.written()).isFalse();
    assertThat(report.refusal())
        .hasValueSatisfying(why -> assertThat(why).contains("2 losses").contains("line 2"));
    assertThat(report.counts())
        .containsEntry("dropped-field", 1L)
        .containsEntry("dropped-line", 1L);
    assertThat(files()).containsExactly("in.jsonl");
    assertThatThrownBy(report::throwIfRefused)
        .isInstanceOf(DatasetException.class)
        .hasMessageContaining("convert from openai")
        .hasMessageContaining("2 losses");
  }

  @Test
  void strictMindsNoRewriting() throws IOException {
    Path in = file("in.jsonl", mixed(url()));

    ConversionReport report = convert("fireworks", "together", in, o -> o.strict(true));

    assertThat(report.written()).isTrue();
    assertThat(report.counts()).containsOnlyKeys("wrapped-content");
    assertThat(report.rewrites()).isEqualTo(1);
    assertThat(report.losses()).isZero();
  }

  @Test
  void tooFewExamplesRefuseTheWholeAndLeaveNothing() throws IOException {
    Path in = file("in.jsonl", mixed(url()));

    ConversionReport report = convert("together", "openai", in);

    assertThat(report.written()).isFalse();
    assertThat(report.refusal()).hasValueSatisfying(why -> assertThat(why).contains("at least 10"));
    assertThat(report.check().counts()).containsKey("openai.too-few-examples");
    assertThat(files()).containsExactly("in.jsonl");
  }

  @Test
  void aLineThatCannotBeReadIsLeftOutWithItsFinding() throws IOException {
    Path in = file("in.jsonl", mixed(url()), "{\"messages\": 5}", "no json", "", mixed(url(2)));

    ConversionReport report = convert("fireworks", "together", in);

    assertThat(dropped(report)).extracting(ConversionChange::line).containsExactly(2L, 3L);
    assertThat(dropped(report).get(1).message()).contains("not valid JSON");
    assertThat(report.examples()).isEqualTo(2);
    assertThat(report.lines()).isEqualTo(4);
  }

  @Test
  void whatTheTargetsRulesRefuseIsLeftOutWithTheirRule() throws IOException {
    StringBuilder parts = new StringBuilder("{\"type\":\"text\",\"text\":\"How many?\"}");
    for (int i = 0; i < 11; i++) {
      parts
          .append(",{\"type\":\"image_url\",\"image_url\":{\"url\":\"")
          .append(url(i))
          .append("\"}}");
    }
    Path in = file("in.jsonl", line("[" + parts + "]", "\"11\""), mixed(url()));

    ConversionReport report = convert("fireworks", "together", in);

    assertThat(dropped(report))
        .singleElement()
        .satisfies(change ->
            assertThat(change.message()).contains("together.picture-count").contains("at most 10"));
    assertThat(check("together", out()).counts()).isEmpty();
    assertThat(report.changes()).hasSize(2);
  }

  @Test
  void anExampleOfAnotherKindThanTheFirstIsLeftOut() throws IOException {
    Path in = file(
        "in.jsonl",
        "{\"prompt\":\"2 + 2\",\"completion\":\"4\"}",
        mixed(url()),
        "{\"prompt\":\"2 + 3\",\"completion\":\"5\"}");

    ConversionReport report = convert("fireworks", "together", in);

    assertThat(dropped(report)).singleElement().satisfies(change -> {
      assertThat(change.line()).isEqualTo(2);
      assertThat(change.message()).contains("conversation").contains("instruction");
    });
  }

  @Test
  void promptAndCompletionBecomeAConversationWhereTheTargetHasNoSuch() throws IOException {
    Path in = many(10, i -> "{\"prompt\":\"" + i + " + 1\",\"completion\":\"" + (i + 1) + "\"}");

    ConversionReport report = convert("together", "openai", in);

    assertThat(report.written()).as(report.toText()).isTrue();
    assertThat(report.counts()).containsOnlyKeys("changed-kind");
    assertThat(Files.readAllLines(out()).get(3))
        .isEqualTo("{\"messages\":[{\"role\":\"user\",\"content\":\"3 + 1\"},"
            + "{\"role\":\"assistant\",\"content\":\"4\"}]}");
  }

  @Test
  void developersSpeakAsTheSystemWhereTheyAreUnknown() throws IOException {
    Path in = file(
        "in.jsonl",
        "{\"messages\":[{\"role\":\"developer\",\"content\":\"Be brief.\"},"
            + "{\"role\":\"user\",\"content\":\"a\"},{\"role\":\"assistant\",\"content\":\"b\"}]}");

    ConversionReport report = convert("openai", "together", in);

    assertThat(report.counts()).containsOnlyKeys("changed-role");
    assertThat(Files.readString(out())).contains("{\"role\":\"system\",\"content\":\"Be brief.\"}");
  }

  @Test
  void functionsBecomeToolsAndTheirCallsToolCalls() throws IOException {
    Path in = file("in.jsonl", """
        {"messages":[{"role":"user","content":"Weather in Rome and Paris?"},\
        {"role":"assistant","content":null,"function_call":{"name":"w","arguments":"{\\"c\\":\\"Rome\\"}"}},\
        {"role":"function","name":"w","content":"sun"},\
        {"role":"assistant","content":null,"function_call":{"name":"w","arguments":"{\\"c\\":\\"Paris\\"}"}},\
        {"role":"function","name":"w","content":null},\
        {"role":"assistant","content":"Sun in Rome."}],\
        "functions":[{"name":"w","parameters":{"type":"object"}}]}""");

    ConversionReport report = convert("openai", "together", in);

    assertThat(report.written()).as(report.toText()).isTrue();
    assertThat(report.counts()).containsOnlyKeys("changed-functions");
    assertThat(report.counts()).containsEntry("changed-functions", 5L);
    assertThat(Files.readString(out()))
        .contains("\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"w\"")
        .contains("\"id\":\"call_2\"")
        .contains("\"tool_call_id\":\"call_2\"")
        .doesNotContain("function_call");
  }

  @Test
  void aSystemMessageInTheMiddleMovesToTheFront() throws IOException {
    Path in = many(
        3,
        i -> "{\"messages\":[{\"role\":\"system\",\"content\":\"One.\"},"
            + "{\"role\":\"user\",\"content\":\"q" + i
            + "\"},{\"role\":\"assistant\",\"content\":\"a\"},"
            + "{\"role\":\"system\",\"content\":\"Two.\"},"
            + "{\"role\":\"user\",\"content\":\"r\"},{\"role\":\"assistant\",\"content\":\"b\"}]}");

    ConversionReport report = convert("together", "fireworks", in);

    assertThat(report.written()).as(report.toText()).isTrue();
    assertThat(report.counts()).containsOnlyKeys("moved-turn");
    assertThat(report.losses()).isEqualTo(3);
    assertThat(Files.readString(out()))
        .contains("{\"role\":\"system\",\"content\":\"One.\\n\\nTwo.\"}");
  }

  @Test
  void turnsBehindTheLastAnswerAreLeftOutWhereTheyWouldMakeItAPrompt() throws IOException {
    Path in = many(
        3,
        i -> "{\"messages\":[{\"role\":\"user\",\"content\":\"q" + i + "\"},"
            + "{\"role\":\"assistant\",\"content\":\"a\"},{\"role\":\"user\",\"content\":\"and?\"}]}");

    ConversionReport report = convert("together", "fireworks", in);

    assertThat(report.written()).as(report.toText()).isTrue();
    assertThat(report.counts()).containsOnlyKeys("dropped-turn");
    assertThat(report.changes().get(0).pointer()).contains("/messages/2");
    assertThat(Files.readString(out())).doesNotContain("and?");
  }

  @Test
  void thoughtsGetTheNameThatTheTargetReads() throws IOException {
    Path in = many(
        3,
        i -> "{\"messages\":[{\"role\":\"user\",\"content\":\"q" + i + "\"},"
            + "{\"role\":\"assistant\",\"reasoning\":\"hm\",\"content\":\"a\"}]}");

    ConversionReport report = convert("together", "fireworks", in);

    assertThat(report.counts()).containsOnlyKeys("renamed-field");
    assertThat(report.losses()).isZero();
    assertThat(report.changes().get(0).pointer()).contains("/messages/1/reasoning");
    assertThat(Files.readString(out())).contains("\"reasoning_content\":\"hm\"");
  }

  @Test
  void weightsOfExamplesAreMadeEvenWhereTheTargetWantsThat() throws IOException {
    Path in = file(
        "in.jsonl", text("q1", ",\"weight\":2.5"), text("q2", ""), text("q3", ",\"weight\":0.5"));

    ConversionReport report = convert("together", "fireworks", in);

    assertThat(report.written()).as(report.toText()).isTrue();
    assertThat(report.counts()).containsOnlyKeys("set-weight");
    assertThat(Files.readAllLines(out()).get(1)).contains("\"weight\":1.0");
  }

  @Test
  void aWeightIsLostWhereTheFirstExampleHasNone() throws IOException {
    Path in =
        file("in.jsonl", text("q1", ""), text("q2", ",\"weight\":2"), text("q3", ",\"weight\":1"));

    ConversionReport report = convert("together", "fireworks", in);

    assertThat(report.written()).as(report.toText()).isTrue();
    assertThat(report.changes())
        .extracting(change -> change.kind() + " " + change.line() + " " + change.lost())
        .containsExactly("DROPPED_WEIGHT 2 true", "DROPPED_WEIGHT 3 false");
  }

  @ParameterizedTest
  @CsvSource({"low, true", "auto, false"})
  void theDetailIsLostWhereNobodyReadsItUnlessItIsTheUsualOne(String detail, boolean lost)
      throws IOException {
    String part = "[{\"type\":\"image_url\",\"image_url\":{\"url\":\"" + url() + "\",\"detail\":\""
        + detail + "\"}}]";
    Path in = file("in.jsonl", line(part, "[{\"type\":\"text\",\"text\":\"oak\"}]"));

    ConversionReport report = convert("openai", "together", in);

    assertThat(report.changes()).singleElement().satisfies(change -> {
      assertThat(change.kind()).isEqualTo(ChangeKind.DROPPED_DETAIL);
      assertThat(change.pointer()).contains("/messages/0/content/0/image_url/detail");
      assertThat(change.lost()).isEqualTo(lost);
    });
    assertThat(check("together", out()).counts()).isEmpty();
  }

  @Test
  void everyPictureGetsTheDetailThatIsAskedFor() throws IOException {
    Path in = many(10, i -> mixed(url(i)));

    ConversionReport report = convert("together", "openai", in, o -> o.detail(Detail.LOW));

    assertThat(report.written()).as(report.toText()).isTrue();
    assertThat(report.counts()).containsOnlyKeys("set-detail");
    assertThat(Files.readAllLines(out()))
        .allSatisfy(line -> assertThat(line).contains("\"detail\":\"low\""));
  }

  @Test
  void aDetailThatTheTargetDoesNotReadIsRefusedAtOnce() throws IOException {
    Path in = file("in.jsonl", mixed(url()));

    assertThatThrownBy(() -> convert("openai", "together", in, o -> o.detail(Detail.LOW)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("together does not read the detail 'low'");
  }

  @Test
  void whatStandsBesideAPictureIsNamedAndThePictureKept() throws IOException {
    String part = "[{\"type\":\"image_url\",\"image_url\":{\"url\":\"" + url()
        + "\",\"detail\":\"original\"},\"cache\":1},\"bare\"]";
    Path in = file("in.jsonl", line(part, "[{\"type\":\"text\",\"text\":\"oak\"}]"));

    ConversionReport report = convert("openai", "together", in);

    assertThat(report.written()).as(report.toText()).isTrue();
    assertThat(report.pictures()).isEqualTo(1);
    assertThat(report.changes())
        .extracting(change -> change.kind() + " " + change.pointer().orElse(""))
        .containsExactlyInAnyOrder(
            "DROPPED_FIELD /messages/0/content/0/cache",
            "DROPPED_DETAIL /messages/0/content/0/image_url/detail",
            "WRAPPED_CONTENT /messages/0/content/1");
  }

  @Test
  void aWrongWordForAPicturesTypeIsMended() throws IOException {
    Path in = file("in.jsonl", mixed(url().replace("image/png", "image/jpeg")));

    ConversionReport report = convert("openai", "together", in);

    assertThat(report.counts()).containsOnlyKeys("retyped-picture", "wrapped-content");
    assertThat(check("together", out()).counts()).isEmpty();
  }

  @Test
  void otherNamesOfPreferencesAreWrittenAsTheGuidesHaveThem() throws IOException {
    Path in = many(
        3,
        i -> "{\"input\":{\"messages\":[{\"role\":\"user\",\"content\":\"q" + i
            + "\"}],\"parallel_tool_calls\":true},"
            + "\"preferred_completion\":[{\"role\":\"assistant\",\"content\":\"a\"}],"
            + "\"non_preferred_completion\":[{\"role\":\"assistant\",\"content\":\"b\"}]}");

    ConversionReport report = convert("openai", "fireworks", in);

    assertThat(report.written()).as(report.toText()).isTrue();
    assertThat(report.counts())
        .containsEntry("renamed-field", 6L)
        .containsEntry("dropped-field", 3L)
        .hasSize(2);
    assertThat(report.changes().get(2).pointer()).contains("/input/parallel_tool_calls");
  }

  @Test
  void streamsAreConvertedLikeFiles() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();

    ConversionReport report = Conversion.from("fireworks")
        .to("together")
        .convert(
            new ByteArrayInputStream((mixed(url()) + "\n").getBytes(StandardCharsets.UTF_8)), out);

    assertThat(report.written()).isTrue();
    assertThat(report.bytes()).isEqualTo(out.size());
    assertThat(DatasetRules.of("together")
            .check(new ByteArrayInputStream(out.toByteArray()))
            .counts())
        .isEmpty();
  }

  @Test
  void aFileIsNotWrittenOverItself() throws IOException {
    Path in = file("in.jsonl", mixed(url()));
    Path link = Files.createSymbolicLink(folder.resolve("link.jsonl"), in);

    for (Path out : List.of(in, link)) {
      assertThatThrownBy(() -> Conversion.from("openai").to("together").convert(in, out))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("is the input");
    }
    assertThat(Files.readString(in)).isEqualTo(mixed(url()) + "\n");
  }

  @Test
  void aNameThatTheTargetDoesNotTakeIsRefusedAtOnce() throws IOException {
    Path in = file("in.jsonl", mixed(url()));

    assertThatThrownBy(
            () -> Conversion.from("openai").to("together").convert(in, folder.resolve("out.json")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(".jsonl");
  }

  @Test
  void unknownNamesListThoseThatThereAre() {
    assertThatThrownBy(() -> Conversion.from("acme2"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("together")
        .hasMessageContaining("llava and sharegpt");
    assertThatThrownBy(() -> Conversion.from("openai").to("llava"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("together");
  }

  @Test
  void listenersHearOfChangesAndOfProgress() throws IOException {
    Path in = file("in.jsonl", mixed(url()), mixed(url(2)));
    List<ConversionChange> heard = new ArrayList<>();
    List<Long> read = new ArrayList<>();

    ConversionReport report =
        convert("fireworks", "together", in, o -> o.onChange(heard::add).onProgress(read::add));

    assertThat(heard).isEqualTo(report.changes()).hasSize(2);
    assertThat(read).hasSize(2).endsWith(Files.size(in)).isSorted();
  }

  @Test
  void aReportSaysItAllToPeopleAndMachines() throws IOException {
    Path in = file("in.jsonl", mixed(url()), "no json");

    ConversionReport report = convert("fireworks", "together", in);

    assertThat(report.toText())
        .startsWith("fireworks to together: converted\n2 lines read, 1 example written, 1 picture")
        .contains("lost: dropped-line, 1 time\n  line 2: ")
        .contains("rewritten: wrapped-content, 1 time\n  line 1 /messages/1/content: ");
    assertThat(report.toJson())
        .contains("\"written\":true")
        .contains("\"kind\":\"wrapped-content\",\"lost\":false,\"line\":1,")
        .contains("\"counts\":{\"dropped-line\":1,\"wrapped-content\":1}");
  }

  @Test
  void aFormatThatWasMadeByHandIsAsGoodAsAName() throws IOException {
    Path in = file("in.jsonl", mixed(url()));

    ConversionReport report = Conversion.from(DatasetFormat.of("fireworks"))
        .to(DatasetFormat.of("together"))
        .convert(in, out());

    assertThat(report.from()).isEqualTo("fireworks");
    assertThat(report.to()).isEqualTo("together");
    assertThat(report.written()).isTrue();
  }

  private ConversionReport convert(String from, String to, Path in) {
    return convert(from, to, in, options -> {});
  }

  private ConversionReport convert(
      String from, String to, Path in, Consumer<ConversionOptions.Builder> spec) {
    return Conversion.from(from).to(to).convert(in, out(), spec);
  }

  private Path out() {
    return folder.resolve("out.jsonl");
  }

  private Path many(int count, IntFunction<String> line) throws IOException {
    String[] lines = new String[count];
    Arrays.setAll(lines, line);
    return file("in.jsonl", lines);
  }

  private Path file(String name, String... lines) throws IOException {
    return Files.writeString(folder.resolve(name), String.join("\n", lines) + "\n");
  }

  private List<String> files() throws IOException {
    try (var files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }

  private static List<ConversionChange> dropped(ConversionReport report) {
    return report.changes().stream()
        .filter(change -> change.kind() == ChangeKind.DROPPED_LINE)
        .toList();
  }

  private static DatasetReport check(String provider, Path file) {
    return DatasetRules.of(provider).check(file);
  }

  private static String text(String question, String more) {
    return "{\"messages\":[{\"role\":\"user\",\"content\":\"" + question
        + "\"},{\"role\":\"assistant\",\"content\":\"a\"}]" + more + "}";
  }

  private static String line(String question, String answer) {
    return "{\"messages\":[{\"role\":\"user\",\"content\":" + question
        + "},{\"role\":\"assistant\",\"content\":" + answer + "}]}";
  }

  /** A picture in a list, its answer a text. */
  private static String mixed(String url) {
    return line(
        "[{\"type\":\"text\",\"text\":\"Which leaf?\"},"
            + "{\"type\":\"image_url\",\"image_url\":{\"url\":\"" + url + "\"}}]",
        "\"oak\"");
  }

  private static String shown(String url) {
    return mixed(url).replace("\"oak\"", "[{\"type\":\"text\",\"text\":\"oak\"}]");
  }

  private static String url() {
    return url(1);
  }

  private static String url(int shade) {
    return Leaves.dataUrl(shade);
  }

  /** Gives leaves on this machine, by whatever name. */
  private static final class LeafServer implements AutoCloseable {
    private final HttpServer server;

    LeafServer() throws IOException {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.createContext("/", exchange -> {
        byte[] body = Leaves.png(1);
        boolean there = exchange.getRequestURI().getPath().equals("/oak.png");
        exchange.sendResponseHeaders(there ? 200 : 404, there ? body.length : -1);
        if (there) {
          exchange.getResponseBody().write(body);
        }
        exchange.close();
      });
      server.start();
    }

    String address(String path) {
      return "http://leaves.example:" + server.getAddress().getPort() + path;
    }

    PictureFetcher fetcher() {
      return PictureFetcher.builder()
          .allowHttp(true)
          .allow(InetAddress::isLoopbackAddress)
          .resolver(host -> List.of(InetAddress.getLoopbackAddress()))
          .build();
    }

    @Override
    public void close() {
      server.stop(0);
    }
  }
}
