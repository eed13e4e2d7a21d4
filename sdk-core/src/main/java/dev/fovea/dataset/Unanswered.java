package dev.fovea.dataset;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/** Answers that say nothing. */
final class Unanswered implements Advice {
  private final FindingSink findings;
  private final Set<String> words;
  private final int longest;

  Unanswered(DatasetProfile profile, FindingSink findings) {
    this.findings = findings;
    this.words = new HashSet<>();
    profile.words("no-answers").forEach(word -> words.add(word.toLowerCase(Locale.ROOT)));
    // A full stop may follow.
    this.longest = words.stream().mapToInt(String::length).max().orElse(0) + 1;
  }

  @Override
  public void see(Lesson lesson) {
    for (Lesson.Answer answer : lesson.answers()) {
      String text = answer.text();
      if (text != null && text.length() <= longest && saysNothing(text)) {
        findings.warning(new Flaw(
            Rule.UNANSWERED,
            answer.pointer(),
            text.isEmpty()
                ? "the answer is empty"
                : "the answer is " + Words.quoted(text) + ", which says nothing",
            "write the answer or drop the example: the model would learn to say nothing"));
      }
    }
  }

  private boolean saysNothing(String text) {
    String word = text.toLowerCase(Locale.ROOT);
    return word.isEmpty()
        || words.contains(word)
        || (word.endsWith(".") && words.contains(word.substring(0, word.length() - 1)));
  }
}
