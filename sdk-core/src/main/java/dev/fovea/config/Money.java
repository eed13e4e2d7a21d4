package dev.fovea.config;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Objects;

/**
 * An amount of money. Two amounts are equal only when they are written with the same number of
 * decimals.
 *
 * @param amount how much
 * @param currency the currency's ISO 4217 code, such as {@code USD}
 */
public record Money(BigDecimal amount, String currency) {
  /**
   * Both are needed.
   *
   * @param amount how much
   * @param currency the currency's ISO 4217 code; upper case is not required
   */
  public Money {
    Objects.requireNonNull(amount, "amount");
    currency = currency.toUpperCase(Locale.ROOT);
  }

  /**
   * An amount in US dollars.
   *
   * @param amount how much
   * @return the amount
   */
  public static Money usd(BigDecimal amount) {
    return new Money(amount, "USD");
  }

  /**
   * The same price several times.
   *
   * @param count how many times
   * @return the sum
   */
  public Money times(int count) {
    return new Money(amount.multiply(BigDecimal.valueOf(count)), currency);
  }

  /** {@return the amount and the currency, as {@code 4.50 USD}} */
  @Override
  public String toString() {
    return amount.toPlainString() + " " + currency;
  }
}
