package dev.fovea.examples;

import static dev.fovea.examples.MovingFolder.check;
import static dev.fovea.examples.MovingFolder.dropped;
import static dev.fovea.examples.MovingFolder.line;
import static dev.fovea.examples.MovingFolder.mixed;
import static dev.fovea.examples.MovingFolder.shown;
import static dev.fovea.examples.MovingFolder.url;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fovea.dataset.DatasetRules;
import dev.fovea.image.Detail;
import dev.fovea.preparation.ChangeKind;
import dev.fovea.preparation.Conversion;
import dev.fovea.preparation.ConversionReport;
import dev.fovea.transport.PictureFetcher;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Pictures arrive in the line, in a format and with a detail that the target takes. */
class PictureConversionTest {
  @TempDir
  Path folder;

  private MovingFolder moving;

  @BeforeEach
  void begin() {
    moving = new MovingFolder(folder);
  }

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
  void withoutAFetcherTheLineWithAnAddressIsLeftOutByName() throws IOException {
    Path in = moving.file("in.jsonl", guide("https://leaves.example/oak.png"), shown(url()));

    ConversionReport report = moving.convert("openai", "together", in);

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
      Path in = moving.file("in.jsonl", guide(leaves.address("/gone.png")), shown(url()));

      ConversionReport report = moving.convert("openai", "together", in, o -> o.fetcher(fetcher));

      assertThat(dropped(report))
          .singleElement()
          .satisfies(
              change -> assertThat(change.message()).contains("/gone.png").contains("404"));
    }
  }

  @Test
  void aConversionWithTheSameCacheFetchesNothingAgain() throws IOException {
    try (LeafServer leaves = new LeafServer();
        PictureFetcher fetcher = leaves.fetcher(moving.path("kept"))) {
      Path in = moving.many(20, i -> guide(leaves.address("/oak.png?" + i)));

      moving.convert("openai", "fireworks", in, o -> o.fetcher(fetcher));
      ConversionReport again =
          moving.convert("openai", "fireworks", in, o -> o.fetcher(fetcher).fetchesAtOnce(2));

      assertThat(again.pictures()).isEqualTo(20);
      assertThat(again.counts()).containsEntry("fetched-picture", 20L);
      assertThat(leaves.asked()).isEqualTo(20);
    }
  }

  @ParameterizedTest
  @CsvSource({"low, true", "auto, false"})
  void theDetailIsLostWhereNobodyReadsItUnlessItIsTheUsualOne(String detail, boolean lost)
      throws IOException {
    String part = "[{\"type\":\"image_url\",\"image_url\":{\"url\":\"" + url() + "\",\"detail\":\""
        + detail + "\"}}]";
    Path in = moving.file("in.jsonl", line(part, "[{\"type\":\"text\",\"text\":\"oak\"}]"));

    ConversionReport report = moving.convert("openai", "together", in);

    assertThat(report.changes()).singleElement().satisfies(change -> {
      assertThat(change.kind()).isEqualTo(ChangeKind.DROPPED_DETAIL);
      assertThat(change.pointer()).contains("/messages/0/content/0/image_url/detail");
      assertThat(change.lost()).isEqualTo(lost);
    });
    assertThat(check("together", moving.out()).counts()).isEmpty();
  }

  @Test
  void everyPictureGetsTheDetailThatIsAskedFor() throws IOException {
    Path in = moving.many(10, i -> mixed(url(i)));

    ConversionReport report = moving.convert("together", "openai", in, o -> o.detail(Detail.LOW));

    assertThat(report.written()).as(report.toText()).isTrue();
    assertThat(report.counts()).containsOnlyKeys("set-detail");
    assertThat(Files.readAllLines(moving.out()))
        .allSatisfy(line -> assertThat(line).contains("\"detail\":\"low\""));
  }

  @Test
  void aDetailThatTheTargetDoesNotReadIsRefusedAtOnce() throws IOException {
    Path in = moving.file("in.jsonl", mixed(url()));

    assertThatThrownBy(() -> moving.convert("openai", "together", in, o -> o.detail(Detail.LOW)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("together does not read the detail 'low'");
  }

  @Test
  void whatStandsBesideAPictureIsNamedAndThePictureKept() throws IOException {
    String part = "[{\"type\":\"image_url\",\"image_url\":{\"url\":\"" + url()
        + "\",\"detail\":\"original\"},\"cache\":1},\"bare\"]";
    Path in = moving.file("in.jsonl", line(part, "[{\"type\":\"text\",\"text\":\"oak\"}]"));

    ConversionReport report = moving.convert("openai", "together", in);

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
    Path in = moving.file("in.jsonl", mixed(url().replace("image/png", "image/jpeg")));

    ConversionReport report = moving.convert("openai", "together", in);

    assertThat(report.counts()).containsOnlyKeys("retyped-picture", "wrapped-content");
    assertThat(check("together", moving.out()).counts()).isEmpty();
  }

  @Test
  void aPictureInAFormatThatIsRefusedIsWrittenInAnother() throws IOException {
    String webp = "data:image/webp;base64,UklGRiIAAABXRUJQVlA4IBYAAAAwAQCdASoBAAEADsD+JaQAA3AAAAAA";
    Path in = moving.many(3, i -> mixed(webp).replace("Which", i + ". Which"));

    ConversionReport report = moving.convert("together", "fireworks", in);

    assertThat(report.written()).as(report.toText()).isTrue();
    assertThat(report.counts()).containsOnlyKeys("reencoded-picture");
    assertThat(report.losses()).isZero();
    assertThat(Files.readString(moving.out()))
        .contains("data:image/png;base64,")
        .doesNotContain("webp");
  }

  @Test
  void aPictureInGreyGetsColoursWhereTheTargetWantsThem() throws IOException {
    Path in = moving.many(10, i -> mixed(Leaves.dataUrl(Leaves.greyPng(i))));

    ConversionReport report = moving.convert("together", "openai", in);

    assertThat(report.written()).as(report.toText()).isTrue();
    assertThat(report.counts()).containsOnlyKeys("reencoded-picture");
    assertThat(report.changes().get(0).message()).contains("colours of the kind gray");
    assertThat(check("openai", moving.out()).errors()).isZero();
  }

  @Test
  void theLineOfTheVisionGuideMovesWithOneChangeForEachMergeListAndFetch() throws IOException {
    try (LeafServer leaves = new LeafServer();
        PictureFetcher fetcher = leaves.fetcher()) {
      Path in = moving.file("openai.jsonl", guide(leaves.address("/oak.png")));
      Path out = moving.path("together.jsonl");
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
}
