package dev.fovea.testkit.openai;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * How alike two texts are, from 0 to 1. The measures are computed as their papers say, on words in
 * lower case; the cosine is that of the counts of words, where OpenAI takes embeddings, and METEOR
 * knows no synonyms and stems.
 */
final class Similarity {
  private static final int LONGEST_GRAM = 4;

  private Similarity() {}

  static double of(String metric, String input, String reference) {
    if (metric.equals("fuzzy_match")) {
      return fuzzy(input, reference);
    }
    List<String> said = words(input);
    List<String> wanted = words(reference);
    if (said.isEmpty() || wanted.isEmpty()) {
      return said.equals(wanted) ? 1 : 0;
    }
    return switch (metric) {
      case "cosine" -> cosine(said, wanted);
      case "bleu" -> bleu(said, wanted);
      case "gleu" -> gleu(said, wanted);
      case "meteor" -> meteor(said, wanted);
      case "rouge_l" -> {
        int common = common(said, wanted);
        yield mean((double) common / said.size(), (double) common / wanted.size());
      }
      default -> rouge(said, wanted, metric.charAt(metric.length() - 1) - '0');
    };
  }

  private static List<String> words(String text) {
    List<String> words = new ArrayList<>();
    for (String word : text.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+", -1)) {
      if (!word.isEmpty()) {
        words.add(word);
      }
    }
    return words;
  }

  private static double mean(double precision, double recall) {
    return precision + recall == 0 ? 0 : 2 * precision * recall / (precision + recall);
  }

  /** The share of characters that stand in both in the same order. */
  private static double fuzzy(String input, String reference) {
    List<String> said = characters(input);
    List<String> wanted = characters(reference);
    int all = said.size() + wanted.size();
    return all == 0 ? 1 : 2.0 * common(said, wanted) / all;
  }

  private static List<String> characters(String text) {
    return text.codePoints().mapToObj(Character::toString).toList();
  }

  /** The length of the longest common subsequence. */
  private static int common(List<String> a, List<String> b) {
    int[] before = new int[b.size() + 1];
    for (String one : a) {
      int[] row = new int[b.size() + 1];
      for (int j = 1; j <= b.size(); j++) {
        row[j] = one.equals(b.get(j - 1)) ? before[j - 1] + 1 : Math.max(before[j], row[j - 1]);
      }
      before = row;
    }
    return before[b.size()];
  }

  private static Map<String, Integer> grams(List<String> words, int length) {
    Map<String, Integer> grams = new HashMap<>();
    for (int i = 0; i + length <= words.size(); i++) {
      grams.merge(String.join(" ", words.subList(i, i + length)), 1, Integer::sum);
    }
    return grams;
  }

  private static int overlap(List<String> said, List<String> wanted, int length) {
    Map<String, Integer> there = grams(wanted, length);
    return grams(said, length).entrySet().stream()
        .mapToInt(gram -> Math.min(gram.getValue(), there.getOrDefault(gram.getKey(), 0)))
        .sum();
  }

  private static int count(List<String> words, int length) {
    return Math.max(0, words.size() - length + 1);
  }

  private static double rouge(List<String> said, List<String> wanted, int length) {
    int both = overlap(said, wanted, length);
    return both == 0
        ? 0
        : mean((double) both / count(said, length), (double) both / count(wanted, length));
  }

  private static double bleu(List<String> said, List<String> wanted) {
    int longest = Math.min(LONGEST_GRAM, Math.min(said.size(), wanted.size()));
    double logs = 0;
    for (int length = 1; length <= longest; length++) {
      logs += Math.log((double) overlap(said, wanted, length) / count(said, length));
    }
    double brevity =
        said.size() >= wanted.size() ? 1 : Math.exp(1 - (double) wanted.size() / said.size());
    return brevity * Math.exp(logs / longest);
  }

  private static double gleu(List<String> said, List<String> wanted) {
    int both = 0;
    int mine = 0;
    int theirs = 0;
    for (int length = 1; length <= LONGEST_GRAM; length++) {
      both += overlap(said, wanted, length);
      mine += count(said, length);
      theirs += count(wanted, length);
    }
    return (double) both / Math.max(mine, theirs);
  }

  private static double meteor(List<String> said, List<String> wanted) {
    int matches = overlap(said, wanted, 1);
    if (matches == 0) {
      return 0;
    }
    double precision = (double) matches / said.size();
    double recall = (double) matches / wanted.size();
    double mean = 10 * precision * recall / (recall + 9 * precision);
    double scattered = (double) chunks(said, wanted) / matches;
    return mean * (1 - 0.5 * Math.pow(scattered, 3));
  }

  /** Into how many runs of neighbours the common words fall. */
  private static int chunks(List<String> said, List<String> wanted) {
    int chunks = 0;
    int previous = -2;
    for (String word : said) {
      int place = wanted.indexOf(word);
      if (place >= 0) {
        chunks += place == previous + 1 ? 0 : 1;
        previous = place;
      }
    }
    return chunks;
  }

  private static double cosine(List<String> said, List<String> wanted) {
    Map<String, Integer> a = grams(said, 1);
    Map<String, Integer> b = grams(wanted, 1);
    double product = a.entrySet().stream()
        .mapToDouble(word -> word.getValue() * b.getOrDefault(word.getKey(), 0))
        .sum();
    return product / (length(a) * length(b));
  }

  private static double length(Map<String, Integer> counts) {
    return Math.sqrt(counts.values().stream().mapToDouble(n -> (double) n * n).sum());
  }
}
