package dev.fovea.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fovea.finding.Finding;
import dev.fovea.finding.Severity;
import java.util.List;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;

/** Which lines of many are shown. */
class ViewChoiceTest {
  @Test
  void fewLinesAreAllShown() {
    ViewChoice choice = new ViewChoice(5);
    choice.add(finding("a", Severity.ERROR, 2));

    SortedMap<Long, ViewChoice.Lot> chosen = choice.of(5);

    assertThat(chosen.keySet()).containsExactly(1L, 2L, 3L, 4L, 5L);
    assertThat(chosen.get(2L).errors()).isEqualTo(1);
    assertThat(chosen.get(3L).all()).isZero();
  }

  @Test
  void aLineOfEveryRuleComesBeforeTheWorst() {
    ViewChoice choice = new ViewChoice(10);
    for (int line = 1; line <= 1000; line++) {
      choice.add(finding("often", Severity.ERROR, line));
      choice.add(finding("often", Severity.ERROR, line));
    }
    choice.add(finding("rare", Severity.WARNING, 999));

    assertThat(choice.of(1000).keySet()).hasSize(10).contains(1L, 999L);
  }

  @Test
  void everyLineThatIsShownKeepsItsFindings() {
    ViewChoice choice = new ViewChoice(100);
    for (int line = 1; line <= 100_000; line++) {
      choice.add(finding("everywhere", Severity.WARNING, line));
    }

    SortedMap<Long, ViewChoice.Lot> chosen = choice.of(100_000);

    assertThat(chosen).hasSize(100);
    assertThat(chosen.values()).allMatch(lot -> lot.all() == 1);
    assertThat(chosen.lastKey()).isGreaterThan(90_000);
  }

  @Test
  void findingsOfTheWholeFileBelongToNoLine() {
    ViewChoice choice = new ViewChoice(5);
    choice.add(finding("line", Severity.ERROR, 1));
    Finding whole =
        Finding.builder().rule("x.file").message("too large").fix("split it").build();
    choice.add(whole);

    assertThat(choice.of(1).get(1L).findings()).hasSize(1).doesNotContain(whole);
  }

  @Test
  void aLineWithVeryManyFindingsSaysHowMany() {
    ViewChoice choice = new ViewChoice(5);
    for (int i = 0; i < 500; i++) {
      choice.add(finding("again", Severity.ERROR, 3));
    }

    ViewChoice.Lot lot = choice.of(4).get(3L);

    assertThat(List.of(lot.all(), lot.errors())).containsOnly(500);
    assertThat(lot.findings()).hasSize(40);
  }

  private static Finding finding(String rule, Severity severity, long line) {
    return Finding.builder()
        .rule("x." + rule)
        .severity(severity)
        .line(line)
        .message("wrong")
        .fix("mend it")
        .build();
  }
}
