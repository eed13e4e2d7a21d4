package dev.fovea.testkit.fireworks;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fovea.testkit.account.Tenant;
import dev.fovea.testkit.account.Terms;
import dev.fovea.testkit.server.Json;
import java.time.Instant;

/** The one account of an embedded Fireworks. */
final class Account extends Tenant {
  static final String ID = "embedded";
  static final String USER = "user@embedded.test";

  private final Instant openedAt;

  Account(Terms terms) {
    super(terms);
    this.openedAt = now();
  }

  /** The full name of something in this account. */
  static String name(String collection, String id) {
    return "accounts/" + ID + "/" + collection + "/" + id;
  }

  ObjectNode object() {
    return Json.object()
        .put("name", "accounts/" + ID)
        .put("email", USER)
        .put("displayName", "Embedded")
        .put("state", "READY")
        .put("suspendState", "UNSUSPENDED")
        .put("createTime", openedAt.toString())
        .put("updateTime", openedAt.toString());
  }
}
