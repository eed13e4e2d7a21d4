package dev.fovea.testkit.account;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.SplittableRandom;

/**
 * The one account of an embedded provider: its key, what time it is there, and the ids it hands
 * out. Thread-safe.
 */
public class Tenant {
  private final Terms terms;
  private final SplittableRandom ids;

  /**
   * An account that has handed out nothing yet.
   *
   * @param terms what the provider is told
   */
  public Tenant(Terms terms) {
    this.terms = terms;
    this.ids = new SplittableRandom(terms.seed());
  }

  /**
   * {@return whether this header lets its bearer in}
   *
   * @param authorization the value of {@code Authorization}
   */
  public final boolean accepts(String authorization) {
    return authorization.equals("Bearer " + terms.apiKey());
  }

  /** {@return what it was told} */
  public final Terms terms() {
    return terms;
  }

  /** {@return the moment of virtual time, in whole milliseconds} */
  public final Instant now() {
    return terms.clock().now().truncatedTo(ChronoUnit.MILLIS);
  }

  /**
   * {@return the next random digits, equal for equal seeds}
   *
   * @param digits how many
   */
  public final synchronized String hex(int digits) {
    byte[] bytes = new byte[(digits + 1) / 2];
    ids.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes).substring(0, digits);
  }

  /** {@return the next random UUID} */
  public final String uuid() {
    return hex(8) + "-" + hex(4) + "-4" + hex(3) + "-8" + hex(3) + "-" + hex(12);
  }
}
