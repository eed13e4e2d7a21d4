package dev.fovea.testkit.together;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fovea.testkit.server.Json;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.SplittableRandom;

/**
 * The one account of an embedded Together: who it is, what time it is there, and the ids it hands
 * out.
 */
final class Account {
  static final String PROJECT = "proj_embedded";
  static final String SLUG = "embedded";
  static final String USER = "user_embedded";

  private final Settings settings;
  private final SplittableRandom ids;

  Account(Settings settings) {
    this.settings = settings;
    this.ids = new SplittableRandom(settings.seed());
  }

  boolean accepts(String authorization) {
    return authorization.equals("Bearer " + settings.apiKey());
  }

  Instant now() {
    return settings.clock().now().truncatedTo(ChronoUnit.MILLIS);
  }

  Settings.Inference inference() {
    return settings.inference();
  }

  boolean lowerCaseEvents() {
    return settings.lowerCaseEvents();
  }

  boolean takesDedicatedEndpoints() {
    return settings.v1Endpoints();
  }

  synchronized String hex(int digits) {
    byte[] bytes = new byte[(digits + 1) / 2];
    ids.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes).substring(0, digits);
  }

  String uuid() {
    return hex(8) + "-" + hex(4) + "-4" + hex(3) + "-8" + hex(3) + "-" + hex(12);
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
