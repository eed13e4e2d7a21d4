package dev.fovea.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.fovea.error.ImageException;
import dev.fovea.image.Image;
import dev.fovea.image.ImageHeader;
import dev.fovea.image.ImageProbe;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** Skipping, decoding by blocks and reading character by character say the same of any line. */
class FastScanPropertyTest {
  @Provide
  Arbitrary<BrokenLines.Line> lines() {
    return BrokenLines.any();
  }

  @Provide
  Arbitrary<Integer> windows() {
    return Arbitraries.of(8, 11, 64, 1000, 4_100, 5_003, 16_384, 30_001, 1 << 18);
  }

  /** What was seen of one picture. */
  private record Seen(Slice.Picture picture, PictureProbe probe) {
    /** All of it but what depends on how deep the look was. */
    String outline() {
      return picture.at() + " " + picture.removed() + " " + picture.chars() + picture.start()
          + picture.offset() + " " + picture.bytes() + picture.flaw() + probe.format()
          + probe.header() + probe.headerFlaw() + probe.hash();
    }
  }

  private static List<String> scan(
      byte[] file, int window, ImageProbe.Depth depth, List<Seen> pictures) throws IOException {
    LineScanner scanner = new LineScanner(
        ByteWindow.of(new ByteArrayInputStream(file), window),
        new LineScanner.Bounds(300, 1_000_000, 100),
        () -> new PictureProbe(depth));
    ScannedLine line = new ScannedLine();
    List<String> lines = new ArrayList<>();
    while (scanner.next(line)) {
      List<String> slices = new ArrayList<>();
      for (Slice slice : line.slices()) {
        if (slice instanceof Slice.Picture picture
            && picture.pass() instanceof PictureProbe probe) {
          Seen seen = new Seen(picture, again(file, picture.offset(), probe));
          pictures.add(seen);
          slices.add(seen.outline());
        } else {
          slices.add(slice.toString());
        }
      }
      String json = new String(line.json(), 0, line.length(), StandardCharsets.UTF_8);
      lines.add(line.number() + json + slices + line.flaws() + line.hash() + line.isBroken());
    }
    return lines;
  }

  private static PictureProbe again(byte[] file, long offset, PictureProbe probe)
      throws IOException {
    if (!probe.isSure()) {
      int from = (int) offset;
      probe.readAgain(
          ByteWindow.of(new ByteArrayInputStream(file, from, file.length - from), 1 << 15));
    }
    return probe;
  }

  @Test
  void anEndMarkerAcrossTwoPiecesIsFoundWhereverItLies() throws IOException {
    for (int behind = 0; behind < 20; behind++) {
      byte[] jpeg = BrokenLines.jpeg(300 + behind, behind % 5);
      byte[] line = Samples.shown(Samples.url("jpeg", jpeg)).getBytes(StandardCharsets.UTF_8);
      List<Seen> seen = new ArrayList<>();
      scan(line, 1 << 18, ImageProbe.Depth.ENDS, seen);

      assertThat(seen).singleElement().satisfies(picture -> {
        assertThat(picture.probe().verdict()).isEqualTo(ImageProbe.Verdict.WHOLE);
      });
    }
  }

  @Test
  void whatLiesAcrossTheWindowsBorderIsReadAlike() throws IOException {
    String urls = Samples.url("png", Samples.png(9_000, 70_000))
        + "\"},{\"url\":\"" + Samples.url("jpeg", BrokenLines.jpeg(30_000, 5_000))
        + "\"},{\"url\":\"" + Samples.url("webp", BrokenLines.webp(20_000)).replace("A", "\\u0041");
    byte[] line = ("[{\"url\":\"" + urls + "\"}]").getBytes(StandardCharsets.UTF_8);
    List<Seen> strict = new ArrayList<>();
    List<String> expected = scan(line, 8, ImageProbe.Depth.STRUCTURE, strict);

    for (int window = 8_190; window < 8_215; window++) {
      List<Seen> seen = new ArrayList<>();
      assertThat(scan(line, window, ImageProbe.Depth.ENDS, seen)).isEqualTo(expected);
      assertThat(seen)
          .extracting(picture -> picture.probe().verdict())
          .containsExactlyElementsOf(
              strict.stream().map(picture -> picture.probe().verdict()).toList());
    }
  }

  @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
  void whatIsSkippedChangesNothing(
      @ForAll("lines") BrokenLines.Line line,
      @ForAll("windows") int window,
      @ForAll ImageProbe.Depth depth,
      @ForAll("windows") int otherWindow)
      throws IOException {
    byte[] file = line.file();
    List<Seen> pictures = new ArrayList<>();
    List<Seen> strict = new ArrayList<>();

    assertThat(scan(file, window, depth, pictures))
        .isEqualTo(scan(file, otherWindow, ImageProbe.Depth.STRUCTURE, strict));

    for (int i = 0; i < strict.size(); i++) {
      ImageProbe.Verdict verdict = pictures.get(i).probe().verdict();
      ImageProbe.Verdict expected = strict.get(i).probe().verdict();
      // Only who looks at everything sees a wrong checksum far inside.
      if (depth != ImageProbe.Depth.EVERYTHING
          || verdict != ImageProbe.Verdict.DAMAGED
          || expected != ImageProbe.Verdict.WHOLE) {
        assertThat(verdict).isEqualTo(expected);
      }
    }
  }

  @Property(tries = 80, edgeCases = EdgeCasesMode.NONE)
  void aPlainParserAndTheJdksDecoderSeeTheSamePictures(
      @ForAll("lines") BrokenLines.Line line, @ForAll("windows") int window) throws IOException {
    List<Seen> pictures = new ArrayList<>();
    scan(line.bytes(), window, ImageProbe.Depth.EVERYTHING, pictures);
    List<String> plain = new ArrayList<>();
    try (JsonParser parser = JsonTree.FACTORY.createParser(line.bytes())) {
      while (parser.nextToken() != null) {
        if (parser.currentToken() == JsonToken.VALUE_STRING
            && parser.getText().startsWith("data:image/")) {
          plain.add(plain(parser.getText()));
        }
      }
    } catch (IOException noJson) {
      // A line that breaks off: what came before the break is compared.
      assertThat(pictures.size()).isGreaterThanOrEqualTo(plain.size());
    }

    assertThat(pictures.stream().limit(plain.size()).map(FastScanPropertyTest::described))
        .isEqualTo(plain);
  }

  private static String described(Seen seen) {
    return seen.picture().flaw() != null
        ? "broken " + seen.picture().start()
        : seen.picture().start() + seen.picture().chars() + " " + seen.picture().bytes()
            + seen.probe().header().map(ImageHeader::toString).orElse("none")
            + (seen.probe().header().isPresent() ? seen.probe().verdict() : "");
  }

  private static String plain(String url) {
    int comma = url.indexOf(',') + 1;
    byte[] bytes;
    try {
      bytes = Base64.getDecoder().decode(url.substring(comma));
    } catch (IllegalArgumentException e) {
      return "broken " + url.substring(0, comma);
    }
    if ((url.length() - comma) % 4 != 0) {
      return "broken " + url.substring(0, comma);
    }
    String header = "none";
    String verdict = "";
    try {
      Image image = Image.of(bytes);
      header = ImageHeader.read(new ByteArrayInputStream(bytes)).toString();
      verdict = String.valueOf(image.verdict());
    } catch (ImageException e) {
      // It has no header.
    }
    return url.substring(0, comma) + url.length() + " " + bytes.length + header + verdict;
  }

  @Property(tries = 25, edgeCases = EdgeCasesMode.NONE)
  void aFileAndAStreamGetTheSameReport(@ForAll("lines") BrokenLines.Line line) throws IOException {
    byte[] file = line.file();
    Path path = Files.createTempFile("scan", ".jsonl");
    try {
      Files.write(path, file);
      for (boolean decode : new boolean[] {false, true}) {
        DatasetReport ofPath = Samples.rules().check(path, o -> o.decode(decode));
        DatasetReport ofStream =
            Samples.rules().check(new ByteArrayInputStream(file), o -> o.decode(decode));

        assertThat(ofPath.findings()).isEqualTo(ofStream.findings());
        assertThat(ofPath.counts()).isEqualTo(ofStream.counts());
        assertThat(ofPath.bytes()).isEqualTo(file.length);
        assertThat(ofPath.lines()).isEqualTo(ofStream.lines());
      }
    } finally {
      Files.delete(path);
    }
  }
}
