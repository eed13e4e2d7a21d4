package dev.fovea.dataset;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** An estimate of tokens for people and for machines. */
final class TokenText {
  private TokenText() {}

  static Map<String, String> lines(TokenEstimate tokens) {
    Map<String, String> lines = new LinkedHashMap<>();
    lines.put(
        "tokens, estimated",
        tokens(tokens.total(), tokens.pictures()) + ", once through, for " + tokens.model()
            + " as of " + tokens.dated());
    lines.put(
        "  with detail low", tokens(tokens.totalWithLowDetail(), tokens.picturesWithLowDetail()));
    if (tokens.uncounted() > 0) {
      lines.put(
          "  left out",
          counted(tokens.uncounted(), "picture") + " of unknown size or not taken, with detail low "
              + counted(tokens.uncountedWithLowDetail(), "picture"));
    }
    tokens
        .trainingContext()
        .ifPresent(most -> lines.put(
            String.format(Locale.ROOT, "  over %,d", most),
            tokens.longExamples() == 0
                ? "no example"
                : counted(tokens.longExamples(), "example")
                    + ", cut off at the end; with detail low "
                    + counted(tokens.longExamplesWithLowDetail(), "example")));
    tokens.caveat().ifPresent(caveat -> lines.put("  but", caveat));
    return lines;
  }

  private static String tokens(long total, long pictures) {
    return String.format(Locale.ROOT, "%,d, of them %,d of pictures", total, pictures);
  }

  private static String counted(long count, String what) {
    return ReportText.counted(count, what);
  }

  static Map<String, Object> facts(TokenEstimate tokens) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("estimated", true);
    facts.put("model", tokens.model());
    facts.put("dated", tokens.dated());
    facts.put("total", tokens.total());
    facts.put("text", tokens.text());
    facts.put("pictures", tokens.pictures());
    facts.put("uncounted", tokens.uncounted());
    facts.put("total_low", tokens.totalWithLowDetail());
    facts.put("pictures_low", tokens.picturesWithLowDetail());
    facts.put("uncounted_low", tokens.uncountedWithLowDetail());
    tokens.trainingContext().ifPresent(most -> {
      facts.put("training_context", most);
      facts.put("long_examples", tokens.longExamples());
      facts.put("long_examples_low", tokens.longExamplesWithLowDetail());
    });
    tokens.caveat().ifPresent(caveat -> facts.put("caveat", caveat));
    return facts;
  }
}
