package dev.fovea.testkit.openai;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fovea.testkit.server.Exchange;
import dev.fovea.testkit.server.Json;
import dev.fovea.testkit.server.Reply;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** One page of a list: {@code after} names the last one seen, {@code limit} how many. */
final class Listing {
  /**
   * How a list is paged.
   *
   * @param usual how many a page has when nothing is said
   * @param most how many it has at most
   * @param ids whether the page names its first and last
   */
  record Style(int usual, int most, boolean ids) {}

  // Where no maximum is published, none is noticed.
  private static final int ANY = Integer.MAX_VALUE;

  static final Style FILES = new Style(10_000, 10_000, true);
  /** As older recordings have it. */
  static final Style FILES_WITHOUT_IDS = new Style(10_000, 10_000, false);

  static final Style JOBS = new Style(20, ANY, false);
  static final Style CHECKPOINTS = new Style(10, ANY, true);
  static final Style BATCHES = new Style(20, 100, true);

  private Listing() {}

  /** Everything on one page, in the order given. */
  static Reply all(List<ObjectNode> all) {
    return page(all, 0, all.size(), true);
  }

  /**
   * A page of what is listed newest first unless {@code order} says otherwise.
   *
   * @param oldestFirst everything, each with an {@code id}
   */
  static Reply ordered(Exchange exchange, List<ObjectNode> oldestFirst, Style style) {
    return ordered(exchange, oldestFirst, style, "asc", "desc");
  }

  private static Reply ordered(
      Exchange exchange, List<ObjectNode> oldestFirst, Style style, String up, String down) {
    String order = exchange.queryValues().getOrDefault("order", down);
    OpenAiErrors.unless(
        order.equals(up) || order.equals(down),
        "Invalid value: '" + order + "'. Supported values are: '" + up + "' and '" + down + "'.",
        "order");
    return order.equals(up)
        ? page(exchange, oldestFirst, style)
        : newest(exchange, oldestFirst, style);
  }

  /** The same with the longer words of the permissions' list. */
  static Reply ascending(Exchange exchange, List<ObjectNode> oldestFirst, Style style) {
    return ordered(exchange, oldestFirst, style, "ascending", "descending");
  }

  /** A page of what is always listed newest first. */
  static Reply newest(Exchange exchange, List<ObjectNode> oldestFirst, Style style) {
    List<ObjectNode> newestFirst = new ArrayList<>(oldestFirst);
    Collections.reverse(newestFirst);
    return page(exchange, newestFirst, style);
  }

  private static Reply page(Exchange exchange, List<ObjectNode> all, Style style) {
    Map<String, String> query = exchange.queryValues();
    int from = query.containsKey("after") ? following(all, query.get("after")) : 0;
    int limit = query.containsKey("limit") ? limit(query.get("limit"), style) : style.usual();
    return page(all, from, (int) Math.min(all.size(), (long) from + limit), style.ids());
  }

  private static Reply page(List<ObjectNode> all, int from, int to, boolean ids) {
    List<ObjectNode> chosen = all.subList(from, to);
    ObjectNode page = Json.object().put("object", "list");
    ArrayNode data = page.putArray("data");
    chosen.forEach(data::add);
    if (ids) {
      page.put("first_id", chosen.isEmpty() ? null : id(chosen.get(0)));
      page.put("last_id", chosen.isEmpty() ? null : id(chosen.get(chosen.size() - 1)));
    }
    return Reply.json(200, page.put("has_more", to < all.size()));
  }

  private static int following(List<ObjectNode> all, String after) {
    for (int i = 0; i < all.size(); i++) {
      if (id(all.get(i)).equals(after)) {
        return i + 1;
      }
    }
    throw OpenAiErrors.badRequest(
        "Invalid value for 'after': nothing in this list has the id '" + after + "'.",
        "after",
        "invalid_value");
  }

  private static String id(ObjectNode one) {
    return one.path("id").asText();
  }

  private static int limit(String given, Style style) {
    OpenAiErrors.unless(
        given.matches("-?[0-9]{1,9}"),
        "Invalid type for 'limit': expected an integer, but got '" + given + "' instead.",
        "limit");
    int limit = Integer.parseInt(given);
    if (limit < 1) {
      throw OpenAiErrors.badRequest(
          "Invalid 'limit': integer below minimum value. Expected a value >= 1, but got " + limit
              + " instead.",
          "limit",
          "integer_below_min_value");
    }
    if (limit > style.most()) {
      throw OpenAiErrors.badRequest(
          "Invalid 'limit': integer above maximum value. Expected a value <= " + style.most()
              + ", but got " + limit + " instead.",
          "limit",
          "integer_above_max_value");
    }
    return limit;
  }
}
