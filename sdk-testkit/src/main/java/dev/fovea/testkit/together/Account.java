package dev.fovea.testkit.together;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fovea.testkit.account.Tenant;
import dev.fovea.testkit.account.Terms;
import dev.fovea.testkit.server.Json;

/** The one account of an embedded Together: its names, and how the provider behaves to it. */
final class Account extends Tenant {
  static final String PROJECT = "proj_embedded";
  static final String SLUG = "embedded";
  static final String USER = "user_embedded";

  private final Settings settings;

  Account(Terms terms, Settings settings) {
    super(terms);
    this.settings = settings;
  }

  boolean hugeSeeds() {
    return settings.hugeSeeds();
  }

  boolean lowerCaseEvents() {
    return settings.lowerCaseEvents();
  }

  boolean takesDedicatedEndpoints() {
    return settings.v1Endpoints();
  }

  ObjectNode whoami() {
    return Json.object()
        .put("api_key_id", "key_embedded")
        .put("organization_id", "org_embedded")
        .put("organization_name", "Embedded")
        .put("project_id", PROJECT)
        .put("project_name", "Default")
        .put("project_slug", SLUG)
        .put("user_id", USER);
  }
}
