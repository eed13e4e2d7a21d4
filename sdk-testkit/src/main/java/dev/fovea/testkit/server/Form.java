package dev.fovea.testkit.server;

import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** The plain fields of a request, however they were encoded. */
public final class Form {
  private Form() {}

  /**
   * Gathers the fields of query and body: urlencoded, multipart or none. A field of the body wins
   * over the query.
   *
   * @param exchange the request
   * @return the fields by name
   * @throws IOException when the body cannot be read
   */
  public static Map<String, String> of(Exchange exchange) throws IOException {
    Map<String, String> fields = new LinkedHashMap<>(exchange.queryValues());
    String type = exchange.header("content-type").orElse("");
    if (type.toLowerCase(Locale.ROOT).startsWith("multipart/form-data")) {
      Multipart.read(type, exchange.stream(), (part, content) -> {
        if (part.fileName().isEmpty()) {
          fields.put(part.name(), new String(content.readNBytes(64 << 10), StandardCharsets.UTF_8));
        }
      });
    } else {
      fields.putAll(urlencoded(new String(exchange.bytes(), StandardCharsets.UTF_8)));
    }
    return fields;
  }

  static Map<String, String> urlencoded(String text) {
    Map<String, String> fields = new LinkedHashMap<>();
    for (String pair : text.split("&", -1)) {
      if (!pair.isEmpty()) {
        int equals = pair.indexOf('=');
        String name = equals < 0 ? pair : pair.substring(0, equals);
        fields.put(decoded(name), equals < 0 ? "" : decoded(pair.substring(equals + 1)));
      }
    }
    return fields;
  }

  static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException notEncoded) {
      return text;
    }
  }
}
