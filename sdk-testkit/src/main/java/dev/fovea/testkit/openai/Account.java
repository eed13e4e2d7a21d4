package dev.fovea.testkit.openai;

import dev.fovea.testkit.account.Tenant;
import dev.fovea.testkit.account.Terms;

/** The one account of an embedded OpenAI. */
final class Account extends Tenant {
  /** As the names of tuned models spell the organization. */
  static final String ORGANIZATION = "embedded";

  /** The organization's id. */
  static final String ORGANIZATION_ID = "org-embedded";

  Account(Terms terms) {
    super(terms);
  }

  /** The moment of virtual time, in seconds since 1970. */
  long seconds() {
    return now().getEpochSecond();
  }

  /** The next random id, such as {@code file-1a2b}. */
  String id(String prefix, int length) {
    return prefix + hex(length);
  }
}
