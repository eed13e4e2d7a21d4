package dev.fovea.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fovea.finding.Finding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds every rule to a bad and a good file, and docs/rules to what the check says of them. */
class RulePagesTest {
  private static final Path PAGES =
      Path.of("").toAbsolutePath().resolveSibling("docs").resolve("rules").normalize();

  @TempDir
  Path folder;

  static List<RuleCase> cases() {
    return RulePages.cases();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void theBadFileBreaksItsRuleAloneAndTheGoodOneNone(RuleCase one) throws IOException {
    for (String provider : RuleCase.PROVIDERS) {
      String rule = provider + "." + one.rule().id();
      if (one.providers().contains(provider)) {
        assertThat(rules(one.findInBad(provider, folder))).containsExactly(rule);
        assertThat(one.findInGood(provider, folder)).as(rule).isEmpty();
      } else if (!isElsewhere(one, provider)) {
        assertThat(rules(one.findInBadElsewhere(provider, folder))).doesNotContain(rule);
      }
    }
  }

  private static Set<String> rules(List<Finding> findings) {
    return findings.stream().map(Finding::rule).collect(Collectors.toSet());
  }

  /** Whether the same rule has another case for that provider. */
  private static boolean isElsewhere(RuleCase one, String provider) {
    return cases().stream()
        .anyMatch(other -> other.rule() == one.rule() && other.providers().contains(provider));
  }

  @Test
  void everyRuleHasACase() {
    Set<Rule> missing = EnumSet.allOf(Rule.class);
    cases().forEach(one -> missing.remove(one.rule()));

    assertThat(missing).isEmpty();
  }

  @Test
  void thePagesSayWhatTheCheckSays() throws IOException {
    Map<String, String> made = new RulePages(folder).all();
    if ("write".equals(System.getProperty("fovea.docs"))) {
      write(made);
    }

    assertThat(onDisk())
        .as("out of date; write them anew: mvn -pl examples -am test -Dtest=RulePagesTest"
            + " -Dsurefire.failIfNoSpecifiedTests=false -Dfovea.docs=write")
        .isEqualTo(made);
  }

  private static Map<String, String> onDisk() throws IOException {
    Map<String, String> pages = new TreeMap<>();
    for (Path page : pages()) {
      pages.put(page.getFileName().toString(), Files.readString(page));
    }
    return pages;
  }

  private static List<Path> pages() throws IOException {
    if (!Files.isDirectory(PAGES)) {
      return List.of();
    }
    try (Stream<Path> pages = Files.list(PAGES)) {
      return pages.toList();
    }
  }

  private static void write(Map<String, String> made) throws IOException {
    Files.createDirectories(PAGES);
    for (Path page : pages()) {
      if (!made.containsKey(page.getFileName().toString())) {
        Files.delete(page);
      }
    }
    for (Map.Entry<String, String> page : made.entrySet()) {
      Files.writeString(PAGES.resolve(page.getKey()), page.getValue());
    }
    assertThat(Arrays.asList(Rule.values())).hasSize(made.size() - 1);
  }
}
