package dev.fovea.finding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class FindingTest {
  @Test
  void readsAsOneLineThatSaysWhereWhatAndHow() {
    Finding finding = finding().line(7).pointer("/messages/0").picture(2).build();

    assertThat(finding).hasToString("line 7 /messages/0: too many pictures — remove 3");
    assertThat(finding.severity()).isEqualTo(Severity.ERROR);
    assertThat(finding.picture()).contains(2);
  }

  @Test
  void aFindingAboutTheWholeFileOrLineSaysNoMore() {
    assertThat(finding().build()).hasToString("too many pictures — remove 3");
    assertThat(finding().line(1).pointer("").build())
        .hasToString("line 1: too many pictures — remove 3");
  }

  @Test
  void linesCountFromOneAndPicturesFromZero() {
    assertThatThrownBy(() -> finding().line(0).build())
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> finding().picture(-1).build())
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aBuilderStartsFromAFinding() {
    Finding finding = finding().line(7).build();

    assertThat(finding.toBuilder().severity(Severity.WARNING).build().line()).contains(7L);
    assertThat(finding.toBuilder().build()).isEqualTo(finding);
  }

  private static Finding.Builder finding() {
    return Finding.builder().rule("x.image-count").message("too many pictures").fix("remove 3");
  }
}
