package dev.fovea.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Rules travel to another machine, and their reports travel back. */
class OtherJvmTest {
  private static final byte[] FILE = RuleLines.filled(RuleLines.GOOD
          + RuleLines.GOOD
          + RuleLines.SHOWN
          + RuleLines.shown("https://example.org/7.png")
          + RuleLines.preference()
          + "{'messages':7}\n\nno JSON\n")
      .getBytes(StandardCharsets.UTF_8);

  @Test
  void rulesOfEachProviderReportTheSameInAnotherJvm() throws Exception {
    Process other = new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            OtherJvm.class.getName())
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
    try (ObjectOutputStream out = new ObjectOutputStream(other.getOutputStream())) {
      out.flush();
      ObjectInputStream in = new ObjectInputStream(other.getInputStream());
      for (String provider : RuleCase.PROVIDERS) {
        for (DatasetRules rules : List.of(
            DatasetRules.of(provider),
            DatasetRules.of(provider).override("max-pictures", 0).override("min-examples", 9))) {
          out.writeObject(rules);
          out.writeObject(FILE);
          out.flush();

          DatasetReport there = (DatasetReport) in.readObject();
          DatasetReport here = rules.check(new ByteArrayInputStream(FILE));

          assertThat(there).isEqualTo(here);
          assertThat(there.toJson()).isEqualTo(here.toJson());
          assertThat(there.counts()).hasSizeGreaterThan(5);
        }
      }
      out.writeObject("done");
    }
    assertThat(other.waitFor(1, TimeUnit.MINUTES)).isTrue();
    assertThat(other.exitValue()).isZero();
  }

  @Test
  void aReportReadsBackAsItWasWithEveryFact() throws Exception {
    DatasetReport report =
        DatasetRules.of("together").check(new ByteArrayInputStream(FILE), o -> o.sha256(true));

    DatasetReport back = (DatasetReport) again(report);

    assertThat(back).isEqualTo(report);
    assertThat(back.toText()).isEqualTo(report.toText());
    assertThat(back.sha256()).isPresent();
    assertThat(back.findings()).allSatisfy(finding -> assertThat(finding.fix()).isNotBlank());
  }

  private static Object again(Object value) throws IOException, ClassNotFoundException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(value);
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      return in.readObject();
    }
  }
}
