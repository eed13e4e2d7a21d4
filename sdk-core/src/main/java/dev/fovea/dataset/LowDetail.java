package dev.fovea.dataset;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;

/** How many tokens pictures of low detail would save. */
final class LowDetail implements Advice {
  private static final BigDecimal MILLION = new BigDecimal(1_000_000);

  private final FindingSink findings;
  private final TokenCount tokens;
  private final long percent;
  private final long least;

  LowDetail(DatasetProfile profile, FindingSink findings, ModelTokens model) {
    this.findings = findings;
    this.tokens = new TokenCount(model);
    this.percent = profile.number("low-detail-percent");
    this.least = profile.number("low-detail-tokens");
  }

  @Override
  public void see(Lesson lesson) {
    tokens.example(lesson.example(), lesson.shape());
  }

  @Override
  public void end() {
    long now = tokens.text + tokens.pictures;
    long low = tokens.text + tokens.lowPictures;
    long saved = now - low;
    if (saved <= 0 || saved < least || saved * 100.0 < (double) now * percent) {
      return;
    }
    findings.warning(
        Flaw.line(
            Rule.LOW_DETAIL_SAVES,
            String.format(
                    Locale.ROOT,
                    "an epoch has about %,d tokens for %s as of %s, with detail low about %,d: %,d %% less",
                    now,
                    tokens.model.model(),
                    tokens.model.dated(),
                    low,
                    saved * 100 / now)
                + uncounted()
                + tokens
                    .model
                    .trainingPrice()
                    .map(price -> price(price, now, low))
                    .orElse(""),
            "write \"detail\": \"low\" beside the URL of every picture in which nothing small matters"));
  }

  private String uncounted() {
    return tokens.uncounted == 0
        ? ""
        : "; left out: " + ReportText.counted(tokens.uncounted, "picture")
            + " of unknown size or not taken";
  }

  private static String price(TrainingPrice price, long now, long low) {
    return "; at " + dollars(price.dollarsPerMillion()) + " for 1,000,000 tokens ("
        + price.source() + ", " + price.dated() + ") about " + dollars(cost(price, now))
        + " instead of " + dollars(cost(price, low));
  }

  private static BigDecimal cost(TrainingPrice price, long tokens) {
    return price
        .dollarsPerMillion()
        .multiply(BigDecimal.valueOf(tokens))
        .divide(MILLION, MathContext.DECIMAL64);
  }

  private static String dollars(BigDecimal amount) {
    return String.format(Locale.ROOT, "$%,.2f", amount.setScale(2, RoundingMode.HALF_UP));
  }
}
