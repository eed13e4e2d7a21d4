package dev.fovea.preparation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fovea.dataset.DatasetFormat;
import dev.fovea.dataset.DatasetProfile;
import dev.fovea.error.DatasetException;
import dev.fovea.error.InterruptedCallException;
import dev.fovea.image.ImageFetcher;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The pictures of the next lines are fetched while earlier ones are written. */
class ConversionFetchTest {
  @TempDir
  Path folder;

  @Test
  void picturesOfSeveralLinesAreFetchedAtOnceAndTheLinesStayInOrder() throws IOException {
    GatedFetcher fetcher = new GatedFetcher(8);
    List<Long> reached = new ArrayList<>();

    ConversionReport report = convert(
        shown(IntStream.range(0, 40)), fetcher, options -> options.onProgress(reached::add));

    assertThat(report.written()).isTrue();
    assertThat(report.counts()).containsExactly(Map.entry("fetched-picture", 40L));
    assertThat(report.changes())
        .extracting(ConversionChange::line)
        .containsExactlyElementsOf(
            IntStream.rangeClosed(1, 40).mapToObj(i -> (long) i).toList());
    assertThat(pictures()).containsExactlyElementsOf(urls(IntStream.range(0, 40)));
    assertThat(reached).hasSize(40).isSorted().endsWith(Files.size(in()));
    assertThat(fetcher.most).hasValue(8);
    nothingStays(fetcher, 40);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 64})
  void neverAreMoreFetchedAtOnceThanWasAskedFor(int atOnce) throws IOException {
    GatedFetcher fetcher = new GatedFetcher(atOnce);

    convert(
        shown(IntStream.range(0, 3 * atOnce)), fetcher, options -> options.fetchesAtOnce(atOnce));

    assertThat(fetcher.most).hasValue(atOnce);
    assertThat(fetcher.asked).hasSize(3 * atOnce);
    assertThat(pictures()).hasSize(3 * atOnce);
  }

  @Test
  void otherNumbersAreRefused() {
    for (int wrong : new int[] {0, -1, 65}) {
      assertThatThrownBy(() -> ConversionOptions.builder().fetchesAtOnce(wrong).build())
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("fetchesAtOnce must be 1 to 64: " + wrong);
    }
  }

  @Test
  void onlyFourAddressesForEachThatIsFetchedAreBegunAheadOfTheirTurn() throws IOException {
    GatedFetcher fetcher = new GatedFetcher(1);
    AtomicInteger done = new AtomicInteger();
    List<Integer> ahead = new ArrayList<>();

    convert(
        shown(IntStream.range(0, 100)),
        fetcher,
        options -> options
            .fetchesAtOnce(1)
            .onProgress(bytes -> ahead.add(fetcher.asked.size() - done.incrementAndGet())));

    assertThat(ahead).hasSize(100).allMatch(count -> count < FetchAhead.BEGUN);
  }

  @Test
  void anAddressThatSeveralLinesNameIsFetchedOnce() throws IOException {
    GatedFetcher fetcher = new GatedFetcher(1);

    convert(shown(IntStream.of(7, 7, 3, 7, 3, 7)), fetcher, options -> {});

    assertThat(fetcher.asked).containsOnly(Map.entry(address("7"), 1), Map.entry(address("3"), 1));
    assertThat(pictures()).containsExactlyElementsOf(urls(IntStream.of(7, 7, 3, 7, 3, 7)));
    nothingStays(fetcher, 8);
  }

  @Test
  void anAddressThatFailsLeavesOutItsLineAlone() throws IOException {
    GatedFetcher fetcher = new GatedFetcher(1);

    ConversionReport report =
        convert(shown("1") + shown("gone") + shown("2", "gone") + shown("3"), fetcher, o -> {});

    assertThat(report.changes().stream()
            .filter(change -> change.kind() == ChangeKind.DROPPED_LINE)
            .map(ConversionChange::toString))
        .containsExactly(
            "line 2 /messages/0/content/0/image_url/url: the picture at "
                + "https://leaves.example/gone cannot be fetched: fetch failed: the server"
                + " answered 404",
            "line 3 /messages/0/content/1/image_url/url: the picture at "
                + "https://leaves.example/gone cannot be fetched: fetch failed: the server"
                + " answered 404");
    assertThat(pictures()).containsExactlyElementsOf(urls(IntStream.of(1, 3)));
    assertThat(report.counts()).containsEntry("fetched-picture", 2L);
    nothingStays(fetcher, 4);
  }

  @Test
  void whatIsLeftOutBeforeOrTakenAsItIsIsNotFetched() throws IOException {
    GatedFetcher fetcher = new GatedFetcher(1);
    String text = "{\"text\":[" + part("1") + "]}\n";

    ConversionReport report = convert(
        "no json\n" + text + shown("2").replace("assistant", "bot") + shown("3"), fetcher, o -> {});

    assertThat(report.examples()).isEqualTo(1);
    assertThat(fetcher.asked).containsOnlyKeys(address("2"), address("3"));
    Conversion.from(format("other", "conversation", "yes"))
        .to(format("far", "conversation", "yes"))
        .convert(in(), folder.resolve("far.jsonl"), options -> options.fetcher(fetcher));
    assertThat(fetcher.asked).containsOnlyKeys(address("2"), address("3"));
  }

  @Test
  void anInterruptEndsTheConversionItsThreadsAndItsFiles() throws Exception {
    CountDownLatch firstDone = new CountDownLatch(1);
    // The first four come through; of the next four one is missing.
    GatedFetcher fetcher = new GatedFetcher(4);
    AtomicBoolean flag = new AtomicBoolean();
    ExecutorService runner = Executors.newSingleThreadExecutor();
    try {
      Future<?> converting = runner.submit(() -> {
        try {
          return convert(
              shown(IntStream.range(0, 7)),
              fetcher,
              options -> options.fetchesAtOnce(4).onProgress(bytes -> firstDone.countDown()));
        } finally {
          flag.set(Thread.currentThread().isInterrupted());
        }
      });
      assertThat(firstDone.await(20, TimeUnit.SECONDS)).isTrue();
      runner.shutdownNow();

      assertThatThrownBy(() -> converting.get(20, TimeUnit.SECONDS))
          .hasCauseInstanceOf(InterruptedCallException.class);
    } finally {
      runner.shutdownNow();
    }
    assertThat(flag).isTrue();
    nothingStays(fetcher, 7);
    assertThat(files()).containsExactly("in.jsonl");
  }

  @Test
  void aListenerThatHasEnoughEndsWhatIsBeingFetched() throws IOException {
    GatedFetcher fetcher = new GatedFetcher(4);

    assertThatThrownBy(() -> convert(
            shown(IntStream.range(0, 7)),
            fetcher,
            options -> options.fetchesAtOnce(4).onProgress(bytes -> {
              throw new IllegalStateException("enough");
            })))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("enough");

    nothingStays(fetcher, 7);
    assertThat(files()).containsExactly("in.jsonl");
  }

  @Test
  void whatNoFetcherShouldThrowEndsTheConversion() throws IOException {
    GatedFetcher fetcher = new GatedFetcher(1);

    assertThatThrownBy(() -> convert(shown("1") + shown("odd") + shown("2"), fetcher, o -> {}))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("an odd fetcher");

    nothingStays(fetcher, 3);
    assertThat(files()).containsExactly("in.jsonl");
  }

  @Test
  void linesBeforeTheOneThatCannotBeReadAreHeardOfFirst() throws IOException {
    GatedFetcher fetcher = new GatedFetcher(1);
    List<Long> lines = new ArrayList<>();

    assertThatThrownBy(() -> convert(
            "[" + shown("1") + "," + shown("2") + "," + shown("3").substring(0, 40),
            fetcher,
            options -> options.onChange(change -> lines.add(change.line()))))
        .isInstanceOf(DatasetException.class)
        .hasMessageContaining("cut off in element 3");

    assertThat(lines).containsExactly(1L, 2L);
    nothingStays(fetcher, 3);
  }

  private ConversionReport convert(
      String lines, ImageFetcher fetcher, Consumer<ConversionOptions.Builder> spec)
      throws IOException {
    Files.writeString(in(), lines);
    return Conversion.from(format("other", "conversation, text", "yes"))
        .to(format("mine", "conversation", "no"))
        .convert(in(), out(), options -> {
          options.fetcher(fetcher);
          spec.accept(options);
        });
  }

  private Path in() {
    return folder.resolve("in.jsonl");
  }

  private Path out() {
    return folder.resolve("out.jsonl");
  }

  private List<String> files() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  /** The data URLs of the output, in their order. */
  private List<String> pictures() throws IOException {
    return Files.readAllLines(out()).stream()
        .map(line -> line.replaceAll(".*\"url\":\"([^\"]*)\".*", "$1"))
        .toList();
  }

  private static List<String> urls(IntStream pictures) {
    return pictures
        .mapToObj(i ->
            "data:image/png;base64," + Base64.getEncoder().encodeToString(GatedFetcher.picture(i)))
        .toList();
  }

  /** No thread that fetched is left, and no file of what it brought. */
  private static void nothingStays(GatedFetcher fetcher, int pictures) throws IOException {
    for (Thread thread : fetcher.threads) {
      assertThat(ended(thread)).as(thread.getName()).isTrue();
    }
    List<byte[]> brought =
        IntStream.range(0, pictures).mapToObj(GatedFetcher::picture).toList();
    Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
    try (Stream<Path> files = Files.list(temporary)) {
      assertThat(files
              .filter(file -> file.getFileName().toString().startsWith("fovea-picture"))
              .filter(file -> brought.stream().anyMatch(bytes -> Arrays.equals(bytes, read(file)))))
          .isEmpty();
    }
  }

  private static boolean ended(Thread thread) {
    try {
      thread.join(5_000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return !thread.isAlive();
  }

  private static byte[] read(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (NoSuchFileException e) {
      return new byte[0];
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static URI address(String name) {
    return URI.create("https://leaves.example/" + name);
  }

  private static String part(String name) {
    return "{\"type\":\"image_url\",\"image_url\":{\"url\":\"" + address(name) + "\"}}";
  }

  /** A line that shows what is at these addresses. */
  private static String shown(String... names) {
    String parts =
        String.join(",", Stream.of(names).map(ConversionFetchTest::part).toList());
    return "{\"messages\":[{\"role\":\"user\",\"content\":[" + parts
        + "]},{\"role\":\"assistant\",\"content\":\"leaf\"}]}\n";
  }

  private static String shown(IntStream lines) {
    return String.join("", lines.mapToObj(i -> shown(String.valueOf(i))).toList());
  }

  private static DatasetFormat format(String id, String shapes, String remote) {
    String settings = """
        extensions = jsonl
        other-extensions =
        max-file-bytes = none
        min-examples = 1
        shapes = %s
        columns.conversation =
        columns.text =
        roles = user, assistant
        first-roles = user
        picture-roles = user
        max-pictures = 2
        max-data-url-chars = 1000000
        media-types = image/png
        remote-pictures = %s
        content-forms = mixed
        detail = no
        """.formatted(shapes, remote);
    return DatasetFormat.of(DatasetProfile.read(
        id, new ByteArrayInputStream(settings.getBytes(StandardCharsets.UTF_8))));
  }
}
