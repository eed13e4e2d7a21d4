package dev.fovea.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fovea.finding.Finding;
import dev.fovea.image.ImageProbe;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class LinePropertyTest {
  private static final String LAST = "{\"text\":\"the line behind\"}";

  @Provide
  Arbitrary<String> lines() {
    String picture = Samples.shown(Samples.url("png", Samples.png(90)));
    return Arbitraries.of(
        picture,
        Samples.shown(Samples.url("jpeg", Samples.jpeg()).replace("/", "\\/")),
        Samples.shown("data:image/webp;base64,\\u0041AAA====\\\"x"),
        "{\"input\":{\"messages\":[{\"role\":\"user\",\"content\":\"é\\uD83D\\uDE00😀\"}]},"
            + "\"preferred_output\":[{\"role\":\"assistant\",\"content\":\"a\"}],"
            + "\"non_preferred_output\":[{\"role\":\"assistant\",\"content\":\"b\"}]}",
        "{\"prompt\":\"" + "lång, ".repeat(300) + "\",\"completion\":\"\\\\\\n\\t\\u00e9\"}",
        "{\"text\":[{\"type\":\"text\",\"text\":\"a\"}],\"weight\":1.5e0}",
        "[[[[1,2,{\"a\":null}]]]]",
        "\t {} ",
        "data:image/png;base64,AAAA");
  }

  private static List<String> scan(byte[] bytes, int window, int keep) throws IOException {
    LineScanner scanner = new LineScanner(
        ByteWindow.of(new ByteArrayInputStream(bytes), window),
        new LineScanner.Bounds(keep, 1_000_000, 100),
        () -> new PictureProbe(ImageProbe.Depth.ENDS));
    ScannedLine line = new ScannedLine();
    List<String> seen = new ArrayList<>();
    while (scanner.next(line)) {
      String json = new String(line.json(), 0, line.length(), StandardCharsets.UTF_8);
      List<String> slices = new ArrayList<>();
      for (Slice slice : line.slices()) {
        slices.add(
            slice instanceof Slice.Picture picture && picture.pass() instanceof PictureProbe probe
                ? picture.at() + " " + picture.start() + picture.chars() + " " + picture.bytes()
                    + picture.flaw() + picture.offset() + probe.format() + probe.verdict()
                : slice.toString());
      }
      seen.add(line.number() + json + slices + line.flaws() + line.hash() + line.isBroken());
    }
    return seen;
  }

  @Property(tries = 300)
  void theWindowsSizeDoesNotMatter(
      @ForAll("lines") String one,
      @ForAll("lines") String two,
      @ForAll @IntRange(min = 8, max = 70) int window,
      @ForAll @IntRange(min = 170, max = 400) int keep)
      throws IOException {
    byte[] bytes = ("\uFEFF" + one + "\r\n" + two + "\n" + LAST).getBytes(StandardCharsets.UTF_8);

    assertThat(scan(bytes, window, keep)).isEqualTo(scan(bytes, 1 << 16, keep));
  }

  @Property(tries = 300)
  void aStreamThatGivesByteByByteIsTheSameFile(@ForAll("lines") String one) throws IOException {
    byte[] bytes = (one + "\n" + LAST + "\n").getBytes(StandardCharsets.UTF_8);
    InputStream drops = new ByteArrayInputStream(bytes) {
      @Override
      public synchronized int read(byte[] target, int offset, int length) {
        return super.read(target, offset, Math.min(1, length));
      }
    };

    assertThat(Samples.rules().check(drops))
        .isEqualTo(Samples.rules().check(new ByteArrayInputStream(bytes)));
  }

  @Property(tries = 1000)
  void aDamagedLineNeverHidesTheNextOne(
      @ForAll("lines") String line,
      @ForAll @IntRange(min = 0, max = 5_000) int place,
      @ForAll byte change,
      @ForAll @IntRange(min = 0, max = 2) int kind) {
    byte[] whole = line.getBytes(StandardCharsets.UTF_8);
    int at = place % whole.length;
    byte[] damaged = damage(whole, at, change, kind);
    byte[] file = new byte[damaged.length + LAST.length() + 1];
    System.arraycopy(damaged, 0, file, 0, damaged.length);
    byte[] last = ("\n" + LAST).getBytes(StandardCharsets.UTF_8);
    System.arraycopy(last, 0, file, damaged.length, last.length);
    List<Finding> skipped = new ArrayList<>();

    DatasetReport report = Samples.rules().check(new ByteArrayInputStream(file));
    List<Example> read;
    try (var examples = DatasetReader.of(Samples.format())
        .skippingBadLines(skipped::add)
        .read(new ByteArrayInputStream(file))) {
      read = examples.toList();
    }

    assertThat(report.bytes()).isEqualTo(file.length);
    assertThat(read).isNotEmpty();
    assertThat(read.get(read.size() - 1)).isEqualTo(Example.text("the line behind"));
  }

  private static byte[] damage(byte[] whole, int at, byte change, int kind) {
    if (kind == 0) {
      return Arrays.copyOf(whole, at);
    }
    byte[] damaged = whole.clone();
    damaged[at] = change;
    if (kind == 2) {
      damaged[whole.length - 1 - at] ^= change;
    }
    return damaged;
  }
}
