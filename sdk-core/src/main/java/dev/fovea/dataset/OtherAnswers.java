package dev.fovea.dataset;

import dev.fovea.image.Pixels;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Pictures, the same or nearly the same, whose question is answered in two ways. */
final class OtherAnswers implements Advice {
  /** How many questions are remembered: 16 bytes each, in a table that is at most 3/4 full. */
  static final int QUESTIONS = 180_000;

  /** How many pictures that may look alike are remembered, at 40 bytes. */
  static final int LOOK_ALIKES = 20_000;

  private static final String FIX =
      "keep the right answer, or ask differently: of two answers the model learns to guess";

  private final FindingSink findings;
  private final @Nullable String blind;
  private final NameTable questions = new NameTable(QUESTIONS);
  private final @Nullable LookAlikes looks;
  private long unseen;

  /**
   * Takes the settings.
   *
   * @param findings who is told
   * @param blind why no pixels are seen; null if they are
   */
  OtherAnswers(DatasetProfile profile, FindingSink findings, @Nullable String blind) {
    this(profile, findings, blind, LOOK_ALIKES);
  }

  /** For tests, which need not remember many to see that more are not. */
  OtherAnswers(DatasetProfile profile, FindingSink findings, @Nullable String blind, int most) {
    this.findings = findings;
    this.blind = blind;
    this.looks = blind == null
        ? new LookAlikes((int) Math.min(64, profile.number("look-alike-bits")), most)
        : null;
  }

  @Override
  public void see(Lesson lesson) {
    for (Lesson.Answer answer : lesson.answers()) {
      if (answer.pictures() > 0 && answer.question() != 0 && answer.text() != null) {
        compare(lesson, answer, note(lesson.line().number(), answer.text()));
      }
    }
  }

  private void compare(Lesson lesson, Lesson.Answer answer, long note) {
    if (blind != null && lesson.pictures().get(0).header().isPresent() && ++unseen == 2) {
      findings.skip(Rule.SIMILAR_PICTURE_OTHER_ANSWER, blind);
    }
    long earlier = answer.shown() == 0
        ? 0
        : questions.add(TextName.mix(answer.shown(), answer.question()), note);
    if (earlier != 0 && differ(earlier, note)) {
      String pictures = answer.pictures() == 1 ? "picture" : answer.pictures() + " pictures";
      warn(
          lesson,
          new Flaw(
              Rule.SAME_PICTURE_OTHER_ANSWER,
              answer.pointer(),
              "the answer is " + Words.quoted(answer.text()) + ", but line " + line(earlier)
                  + " has another one to the same question about the same " + pictures,
              FIX));
    } else if (earlier == 0 && looks != null && answer.pictures() == 1) {
      lesson.pictures().get(0).pixels().ifPresent(pixels -> similar(lesson, answer, pixels));
    }
  }

  private void similar(Lesson lesson, Lesson.Answer answer, Pixels pixels) {
    LookAlikes seen = looks;
    String text = answer.text();
    if (seen == null || text == null) {
      return;
    }
    long note = note(lesson.line().number(), text);
    long hash = pixels.perceptualHash();
    int found = seen.find(hash, answer.question(), entry -> differ(seen.note(entry), note));
    if (found >= 0) {
      warn(
          lesson,
          new Flaw(
              Rule.SIMILAR_PICTURE_OTHER_ANSWER,
              answer.pointer(),
              "the answer is " + Words.quoted(text) + ", but line " + line(seen.note(found))
                  + " has another one to the same question about a picture that looks the same ("
                  + seen.distance(found, hash) + " of 64 bits differ)",
              FIX));
    }
    seen.add(hash, answer.question(), note);
  }

  private void warn(Lesson lesson, Flaw flaw) {
    findings.warning(flaw, lesson.pictures().get(0).index());
  }

  // The line in 40 bits, and 23 bits of the answer: of eight million pairs of answers one is taken
  // for equal, which is a warning less.
  private static long note(long line, String text) {
    return line << 23 | (TextName.of(text) >>> 41);
  }

  private static long line(long note) {
    return note >>> 23;
  }

  private static boolean differ(long note, long other) {
    return ((note ^ other) & 0x7FFFFF) != 0;
  }

  @Override
  public void end() {
    if (questions.isFull()) {
      findings.skip(
          Rule.SAME_PICTURE_OTHER_ANSWER,
          String.format(
              Locale.ROOT,
              "only the first %,d different questions about pictures were remembered",
              QUESTIONS));
    }
    if (looks != null && looks.isFull()) {
      findings.skip(
          Rule.SIMILAR_PICTURE_OTHER_ANSWER,
          String.format(
              Locale.ROOT,
              "only the first %,d different pictures with a question were remembered",
              looks.most()));
    }
  }
}
