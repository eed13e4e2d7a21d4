package dev.fovea.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Objects;

/**
 * The page around the examples. Its policy lets a browser run this script and no other, use this
 * style and no other, and ask nobody for anything.
 */
final class ViewTemplate {
  private static final List<String> SCRIPTS =
      List.of("words.js", "card.js", "summary.js", "page.js");
  private static final String DATA = "{{data}}";

  private final String page;

  private ViewTemplate(String page) {
    this.page = page;
  }

  static ViewTemplate read() throws IOException {
    StringBuilder script = new StringBuilder("'use strict';\n");
    for (String name : SCRIPTS) {
      script.append(resource(name));
    }
    String style = resource("page.css") + resource("cards.css");
    return new ViewTemplate(resource("page.html")
        .replace("{{style-hash}}", hash(style))
        .replace("{{script-hash}}", hash(script.toString()))
        .replace("{{style}}", style)
        .replace("{{script}}", script));
  }

  /** {@return the page up to where the data belongs} */
  byte[] head() {
    return page.substring(0, page.indexOf(DATA)).getBytes(StandardCharsets.UTF_8);
  }

  /** {@return the page from there on} */
  byte[] foot() {
    return page.substring(page.indexOf(DATA) + DATA.length()).getBytes(StandardCharsets.UTF_8);
  }

  private static String hash(String text) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return "'sha256-" + Base64.getEncoder().encodeToString(hash) + "'";
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  private static String resource(String name) throws IOException {
    try (InputStream in =
        Objects.requireNonNull(ViewTemplate.class.getResourceAsStream("view/" + name), name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).replace("\r", "");
    }
  }
}
