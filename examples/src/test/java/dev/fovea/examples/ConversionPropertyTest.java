package dev.fovea.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fovea.dataset.DatasetFormat;
import dev.fovea.dataset.DatasetLine;
import dev.fovea.dataset.DatasetReader;
import dev.fovea.dataset.DatasetReport;
import dev.fovea.dataset.DatasetRules;
import dev.fovea.dataset.DatasetWriter;
import dev.fovea.dataset.Example;
import dev.fovea.preparation.ChangeKind;
import dev.fovea.preparation.Conversion;
import dev.fovea.preparation.ConversionChange;
import dev.fovea.preparation.ConversionReport;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;

/** Whatever a data set holds, it arrives as the target takes it, and nothing goes by silently. */
class ConversionPropertyTest {
  private static final List<String> PROVIDERS = List.of("together", "fireworks", "openai");

  /** After these a line has other messages than before, so that places cannot be compared. */
  private static final Set<ChangeKind> REBUILT = Set.of(
      ChangeKind.MERGED_TURNS,
      ChangeKind.MOVED_TURN,
      ChangeKind.DROPPED_TURN,
      ChangeKind.CHANGED_KIND,
      ChangeKind.CHANGED_FUNCTIONS);

  /** A data set of one provider and the way it goes. */
  record Journey(String from, String to, List<Example> examples) {
    @Override
    public String toString() {
      return from + " to " + to + ": " + examples;
    }
  }

  @Provide
  Arbitrary<Journey> journeys() {
    return Arbitraries.randomValue(random -> {
      String from = PROVIDERS.get(random.nextInt(PROVIDERS.size()));
      String to = PROVIDERS.get(random.nextInt(PROVIDERS.size()));
      return new Journey(
          from, to, new RandomExamples(from, new Random(random.nextLong())).many(12));
    });
  }

  @Property(tries = 60, shrinking = ShrinkingMode.OFF)
  void whatArrivesIsWhatTheTargetTakes(@ForAll("journeys") Journey journey) throws IOException {
    Path folder = Files.createTempDirectory("journeys");
    try {
      Path in = written(folder, journey);
      Path out = folder.resolve("there.jsonl");

      ConversionReport report = Conversion.from(journey.from()).to(journey.to()).convert(in, out);

      assertThat(report.lines()).isEqualTo(journey.examples().size());
      assertThat(report.examples() + report.counts().getOrDefault("dropped-line", 0L))
          .isEqualTo(report.lines());
      assertThat(Files.exists(out)).isEqualTo(report.written());
      if (report.written()) {
        DatasetReport check;
        try (InputStream written = Files.newInputStream(out)) {
          check = DatasetRules.of(journey.to()).check(written);
        }
        assertThat(check.errors()).as(check.toText()).isZero();
        assertThat(check.examples()).isEqualTo(report.examples());
      } else {
        assertThat(report.check().counts().keySet())
            .as(report.toText())
            .containsAnyOf(journey.to() + ".too-few-examples", journey.to() + ".empty-file");
      }
    } finally {
      delete(folder);
    }
  }

  @Property(tries = 60, shrinking = ShrinkingMode.OFF)
  void thereAndBackEveryDifferenceHasAName(@ForAll("journeys") Journey journey) throws IOException {
    Path folder = Files.createTempDirectory("journeys");
    try {
      Path in = written(folder, journey);
      Path there = folder.resolve("there.jsonl");
      Path back = folder.resolve("back.jsonl");
      ConversionReport out = Conversion.from(journey.from()).to(journey.to()).convert(in, there);
      if (!out.written()) {
        return;
      }
      ConversionReport home = Conversion.from(journey.to()).to(journey.from()).convert(there, back);
      if (!home.written()) {
        return;
      }
      compare(lines(in, journey.from()), out, home, lines(back, journey.from()));
    } finally {
      delete(folder);
    }
  }

  private static void compare(
      List<Map<String, Object>> before,
      ConversionReport out,
      ConversionReport home,
      List<Map<String, Object>> after) {
    long there = 0;
    int arrived = 0;
    for (int i = 0; i < before.size(); i++) {
      List<ConversionChange> named = new ArrayList<>(changes(out, i + 1L));
      if (isDropped(named)) {
        continue;
      }
      there++;
      named.addAll(changes(home, there));
      if (isDropped(named)) {
        continue;
      }
      Set<String> differences = new LinkedHashSet<>();
      differences("", before.get(i), after.get(arrived++), differences);
      boolean rebuilt = named.stream().anyMatch(change -> REBUILT.contains(change.kind()));
      differences.removeIf(place -> (rebuilt && isTurn(place)) || isNamed(place, named));
      assertThat(differences).as(before.get(i) + " with " + named).isEmpty();
    }
    assertThat(arrived).isEqualTo(after.size());
  }

  private static boolean isTurn(String place) {
    return Stream.of("/messages", "/prompt", "/completion", "/input").anyMatch(place::startsWith);
  }

  private static boolean isNamed(String place, List<ConversionChange> named) {
    return named.stream()
        .map(change -> change.pointer().orElse("?"))
        .anyMatch(pointer -> place.startsWith(pointer) || pointer.startsWith(place + "/"));
  }

  private static boolean isDropped(List<ConversionChange> named) {
    return named.stream().anyMatch(change -> change.kind() == ChangeKind.DROPPED_LINE);
  }

  private static List<ConversionChange> changes(ConversionReport report, long line) {
    return report.changes().stream().filter(change -> change.line() == line).toList();
  }

  /** Adds the places at which two trees are not the same. */
  private static void differences(String place, Object one, Object other, Set<String> found) {
    if (one instanceof Map<?, ?> a && other instanceof Map<?, ?> b) {
      Set<Object> keys = new TreeSet<>(a.keySet());
      keys.addAll(b.keySet());
      keys.forEach(key -> differences(place + "/" + key, a.get(key), b.get(key), found));
    } else if (one instanceof List<?> a && other instanceof List<?> b && a.size() == b.size()) {
      for (int i = 0; i < a.size(); i++) {
        differences(place + "/" + i, a.get(i), b.get(i), found);
      }
    } else if (!Objects.equals(comparable(one), comparable(other))) {
      found.add(place);
    }
  }

  private static Object comparable(Object value) {
    if (value instanceof DatasetLine.Picture picture) {
      try (InputStream in = picture.image().open()) {
        return picture.head() + new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return value instanceof Number number ? (Object) number.doubleValue() : value;
  }

  private static List<Map<String, Object>> lines(Path file, String provider) {
    try (Stream<DatasetLine> lines =
        DatasetReader.of(DatasetFormat.of(provider)).lines(file)) {
      return lines.map(DatasetLine::fields).toList();
    }
  }

  private static Path written(Path folder, Journey journey) {
    Path file = folder.resolve("in.jsonl");
    try (DatasetWriter writer = DatasetWriter.open(file, DatasetFormat.of(journey.from()))) {
      journey.examples().forEach(writer::write);
    }
    return file;
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(folder);
  }
}
