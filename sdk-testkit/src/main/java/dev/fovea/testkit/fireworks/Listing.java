package dev.fovea.testkit.fireworks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fovea.testkit.listing.FilterFields;
import dev.fovea.testkit.listing.ListFilter;
import dev.fovea.testkit.server.Exchange;
import dev.fovea.testkit.server.Json;
import dev.fovea.testkit.server.Problem;
import dev.fovea.testkit.server.Reply;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * One page of a list of the control plane: {@code filter}, {@code orderBy}, {@code readMask},
 * {@code pageSize} and a {@code pageToken} that holds for the same question only.
 */
final class Listing {
  private static final int MOST = 200;
  private static final int USUAL = 50;
  private static final String FIELD = "[A-Za-z][A-Za-z0-9_.]*";
  private static final FilterFields FIELDS = new Fields();

  private Listing() {}

  /** A page in the order of names. */
  static Reply page(Exchange exchange, String plural, List<ObjectNode> all) {
    return page(exchange, plural, all, "name");
  }

  /**
   * A page.
   *
   * @param plural the member that holds the objects
   * @param usual the order unless the request names one
   */
  static Reply page(Exchange exchange, String plural, List<ObjectNode> all, String usual) {
    Map<String, String> query = exchange.queryValues();
    List<ObjectNode> chosen = new ArrayList<>(all);
    String filter = query.getOrDefault("filter", "");
    if (!filter.isBlank()) {
      chosen.removeIf(ListFilter.parse(filter, FIELDS).negate());
    }
    String order = query.getOrDefault("orderBy", "");
    chosen.sort(order(order.isBlank() ? usual : order));
    int from = Math.min(chosen.size(), offset(query));
    int to = Math.min(chosen.size(), from + size(query));
    ObjectNode page = Json.object();
    if (from < to) {
      chosen
          .subList(from, to)
          .forEach(object -> page.withArray(plural).add(masked(object, exchange)));
    }
    return Reply.json(
        200,
        page.put("nextPageToken", to < chosen.size() ? token(to, query) : "")
            .put("totalSize", chosen.size()));
  }

  /** The object with the fields of the request's {@code readMask} alone. */
  static ObjectNode masked(ObjectNode object, Exchange exchange) {
    String mask = exchange.queryValues().getOrDefault("readMask", "");
    if (mask.isBlank() || mask.equals("*")) {
      return object;
    }
    List<String> wanted =
        Arrays.stream(mask.split(",", -1)).map(String::strip).map(Names::camel).toList();
    for (String field : wanted) {
      Grpc.unless(field.matches(FIELD), "invalid field path in read_mask: " + field);
    }
    return object.deepCopy().retain(wanted);
  }

  private static Comparator<ObjectNode> order(String by) {
    Grpc.unless(
        by.matches(FIELD + "( (asc|desc))?(, ?" + FIELD + "( (asc|desc))?)*"),
        "invalid order_by: " + by);
    return Arrays.stream(by.split(", ?", -1))
        .map(Listing::byField)
        .reduce(Comparator::thenComparing)
        .orElseThrow();
  }

  private static Comparator<ObjectNode> byField(String part) {
    String field = part.split(" ", -1)[0];
    Comparator<ObjectNode> next =
        (a, b) -> ListFilter.compare(FIELDS.text(a, field), FIELDS.text(b, field));
    return part.endsWith(" desc") ? next.reversed() : next;
  }

  private static int size(Map<String, String> query) {
    String size = query.getOrDefault("pageSize", "");
    Grpc.unless(size.matches("[0-9]{0,9}"), "invalid page_size: " + size);
    return size.isEmpty() || size.equals("0") ? USUAL : Math.min(MOST, Integer.parseInt(size));
  }

  private static int offset(Map<String, String> query) {
    String token = query.getOrDefault("pageToken", "");
    if (token.isEmpty()) {
      return 0;
    }
    String plain;
    try {
      plain = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException notOurs) {
      plain = "";
    }
    Grpc.unless(
        plain.matches("[0-9]{1,9}/.*")
            && plain.substring(plain.indexOf('/') + 1).equals(digest(query)),
        "invalid page_token: it belongs to another query");
    return Integer.parseInt(plain.substring(0, plain.indexOf('/')));
  }

  private static String token(int next, Map<String, String> query) {
    byte[] plain = (next + "/" + digest(query)).getBytes(StandardCharsets.UTF_8);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(plain);
  }

  private static String digest(Map<String, String> query) {
    Map<String, String> rest = new TreeMap<>(query);
    rest.remove("pageToken");
    return Integer.toHexString(rest.hashCode());
  }

  /** Every field, by its path in either spelling. */
  private static final class Fields implements FilterFields {
    @Override
    public boolean knows(String field) {
      return field.matches(FIELD);
    }

    @Override
    public boolean isSearched(String field) {
      return true;
    }

    @Override
    public String text(ObjectNode object, String field) {
      JsonNode value = object;
      for (String step : Names.camel(field).split("\\.", -1)) {
        value = value.path(step);
      }
      return value.asText("");
    }

    @Override
    public Problem invalid() {
      return Grpc.INVALID_ARGUMENT.problem("invalid filter expression");
    }
  }
}
