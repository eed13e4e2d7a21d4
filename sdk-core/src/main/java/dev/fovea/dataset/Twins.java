package dev.fovea.dataset;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Examples and pictures that stand in the validation file as well. */
final class Twins implements Advice {
  private static final String FIX =
      "take it out of one of the two files: what was learnt by heart does not show what was"
          + " understood";

  private final FindingSink findings;
  private final ValidationFile validation;
  private final @Nullable String blind;
  private final String name;
  private boolean told;

  Twins(FindingSink findings, ValidationFile validation, @Nullable String blind) {
    this.findings = findings;
    this.validation = validation;
    this.blind = blind;
    this.name = " of the validation file '" + validation.path().getFileName() + "'";
  }

  @Override
  public void see(Lesson lesson) {
    long line = validation.same(lesson.line());
    if (line > 0) {
      findings.warning(
          Flaw.line(Rule.VALIDATION_EXAMPLE, "the line is the same as line " + line + name, FIX));
    } else {
      lesson.pictures().forEach(this::look);
    }
  }

  private void look(Lesson.Shown shown) {
    long same = validation.same(shown);
    if (same > 0) {
      warn(Rule.VALIDATION_PICTURE, "the picture is also in line " + same + name, shown);
      return;
    }
    if (blind != null && !told && shown.header().isPresent()) {
      told = true;
      findings.skip(Rule.VALIDATION_SIMILAR_PICTURE, blind);
    }
    long similar = validation.similar(shown);
    if (similar > 0) {
      warn(
          Rule.VALIDATION_SIMILAR_PICTURE,
          "a picture that looks the same is in line " + similar + name,
          shown);
    }
  }

  private void warn(Rule rule, String message, Lesson.Shown shown) {
    findings.warning(new Flaw(rule, shown.pointer(), message, FIX), shown.index());
  }

  @Override
  public void end() {
    if (!validation.isWhole()) {
      String why = String.format(
          Locale.ROOT,
          "only the first %,d different lines and pictures%s were remembered",
          ValidationFile.NAMES,
          name);
      findings.skip(Rule.VALIDATION_EXAMPLE, why);
      findings.skip(Rule.VALIDATION_PICTURE, why);
    }
    if (!validation.hasAllLooks()) {
      findings.skip(
          Rule.VALIDATION_SIMILAR_PICTURE,
          String.format(
              Locale.ROOT,
              "only the first %,d different pictures%s were remembered",
              OtherAnswers.LOOK_ALIKES,
              name));
    }
  }
}
