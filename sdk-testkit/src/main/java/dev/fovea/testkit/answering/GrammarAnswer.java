package dev.fovea.testkit.answering;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Puts a text into the shape a grammar asks for: the shortest text of the grammar, with those
 * alternatives that the text mentions.
 */
final class GrammarAnswer {
  private static final int ENDLESS = 1_000_000;
  private static final int MOST_CHOICES = 500;
  private static final String SAMPLES = "a0A _-.:/";

  private final Map<String, Grammar.Node> rules;
  private final Map<String, Integer> depths = new HashMap<>();
  private final String said;
  private int choices;

  private GrammarAnswer(Map<String, Grammar.Node> rules, String said) {
    this.rules = rules;
    this.said = said.toLowerCase(Locale.ROOT);
  }

  static String of(String grammar, String text) {
    GrammarAnswer answer = new GrammarAnswer(Grammar.read(grammar), text);
    answer.measure();
    if (answer.depth(new Grammar.Named("root")) >= ENDLESS) {
      throw Grammar.wrong("its rule root never comes to an end");
    }
    return answer.say(new Grammar.Named("root"), true);
  }

  /** Finds out how deep each rule goes at least; those that never end stay endless. */
  private void measure() {
    rules.keySet().forEach(name -> depths.put(name, ENDLESS));
    boolean changed = true;
    while (changed) {
      changed = false;
      for (Map.Entry<String, Grammar.Node> rule : rules.entrySet()) {
        int depth = depth(rule.getValue());
        changed |= depth < depths.getOrDefault(rule.getKey(), ENDLESS);
        depths.put(rule.getKey(), depth);
      }
    }
  }

  private int depth(Grammar.Node node) {
    if (node instanceof Grammar.Named named) {
      rule(named.name());
      return Math.min(ENDLESS, depths.getOrDefault(named.name(), ENDLESS) + 1);
    }
    if (node instanceof Grammar.Row row) {
      return row.nodes().stream().mapToInt(this::depth).max().orElse(0);
    }
    if (node instanceof Grammar.Choice choice) {
      return choice.nodes().stream().mapToInt(this::depth).min().orElse(0);
    }
    if (node instanceof Grammar.Repeated repeated) {
      return repeated.least() == 0 ? 0 : depth(repeated.node());
    }
    return 0;
  }

  private Grammar.Node rule(String name) {
    Grammar.Node rule = rules.get(name);
    if (rule == null) {
      throw Grammar.wrong("there is no rule named " + name);
    }
    return rule;
  }

  private String say(Grammar.Node node, boolean listening) {
    if (node instanceof Grammar.Text text) {
      return text.text();
    }
    if (node instanceof Grammar.OneOf one) {
      return fitting(one.pattern());
    }
    if (node instanceof Grammar.Named named) {
      return say(rule(named.name()), listening);
    }
    if (node instanceof Grammar.Row row) {
      StringBuilder all = new StringBuilder();
      row.nodes().forEach(part -> all.append(say(part, listening)));
      return all.toString();
    }
    if (node instanceof Grammar.Repeated repeated) {
      return repeated.least() == 0 ? "" : say(repeated.node(), listening).repeat(repeated.least());
    }
    return say(chosen(((Grammar.Choice) node).nodes(), listening), listening);
  }

  /** The longest alternative that was mentioned, or else the one that ends soonest. */
  private Grammar.Node chosen(List<Grammar.Node> alternatives, boolean listening) {
    Grammar.Node best = alternatives.get(0);
    for (Grammar.Node one : alternatives) {
      best = depth(one) < depth(best) ? one : best;
    }
    int longest = 0;
    for (Grammar.Node one : alternatives) {
      // A rule that mentions itself could listen for ever.
      boolean listens = listening && depth(one) < ENDLESS && choices++ < MOST_CHOICES;
      String text = listens ? say(one, false).strip() : "";
      if (text.length() > longest && mentioned(text.toLowerCase(Locale.ROOT))) {
        longest = text.length();
        best = one;
      }
    }
    return best;
  }

  /** Whether a text was said, and not just as a part of longer words. */
  private boolean mentioned(String text) {
    for (int at = said.indexOf(text); at >= 0; at = said.indexOf(text, at + 1)) {
      int end = at + text.length();
      boolean begins = at == 0 || !Character.isLetterOrDigit(said.charAt(at - 1));
      if (begins && (end == said.length() || !Character.isLetterOrDigit(said.charAt(end)))) {
        return true;
      }
    }
    return false;
  }

  private static String fitting(String oneCharacter) {
    try {
      Pattern one = Pattern.compile(oneCharacter);
      return (SAMPLES + oneCharacter)
          .chars()
          .mapToObj(Character::toString)
          .filter(c -> one.matcher(c).matches())
          .findFirst()
          .orElseThrow(() -> Grammar.wrong("no character fits " + oneCharacter));
    } catch (PatternSyntaxException e) {
      throw Grammar.wrong(oneCharacter + " is not a class of characters");
    }
  }
}
