package dev.fovea.testkit.together;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fovea.testkit.listing.FilterFields;
import dev.fovea.testkit.listing.ListFilter;
import dev.fovea.testkit.server.Exchange;
import dev.fovea.testkit.server.Json;
import dev.fovea.testkit.server.Problem;
import dev.fovea.testkit.server.Reply;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/** One page of a list of the management API: filter, order, {@code after}, {@code limit}. */
final class Listing {
  private static final int MOST = 500;
  private static final int USUAL = 50;

  private Listing() {}

  /** A page of what passes a filter over these fields. */
  static Reply page(Exchange exchange, List<ObjectNode> all, String... fields) {
    List<ObjectNode> chosen = new ArrayList<>(all);
    String filter = query(exchange, "filter");
    if (!filter.isBlank()) {
      chosen.removeIf(ListFilter.parse(filter, new Fields(Set.copyOf(Arrays.asList(fields))))
          .negate());
    }
    order(chosen, query(exchange, "orderBy"));
    int size = number(exchange, "limit", USUAL);
    int from = Math.min(chosen.size(), number(exchange, "after", 0));
    int to = Math.min(chosen.size(), from + Math.min(MOST, Math.max(1, size)));
    ObjectNode page = Json.object().put("object", "list");
    page.putArray("data").addAll(chosen.subList(from, to));
    return Reply.json(200, page.put("next_cursor", to < chosen.size() ? String.valueOf(to) : ""));
  }

  private static void order(List<ObjectNode> list, String by) {
    if (by.isBlank()) {
      return;
    }
    if (!by.matches("(created_at|updated_at)( (asc|desc))?")) {
      throw Refusals.managed(400, 3, "Invalid Argument: cannot order by '" + by + "'");
    }
    String field = by.substring(0, "created_at".length());
    Comparator<ObjectNode> order = (a, b) -> ListFilter.compare(text(a, field), text(b, field));
    list.sort(by.endsWith(" desc") ? order.reversed() : order);
  }

  private static int number(Exchange exchange, String name, int otherwise) {
    String value = query(exchange, name);
    return value.matches("[0-9]{1,6}") ? Integer.parseInt(value) : otherwise;
  }

  static String query(Exchange exchange, String name) {
    return exchange.queryValues().getOrDefault(name, "");
  }

  /** A field as filters name it. */
  private static String text(ObjectNode object, String field) {
    return switch (field) {
      case "created_at" -> object.path("createdAt").asText();
      case "updated_at" -> object.path("updatedAt").asText();
      case "state" -> {
        JsonNode status = object.path("status").path("state");
        yield (status.isMissingNode() ? object.path("state") : status).asText();
      }
      default -> object.path(field).asText();
    };
  }

  private record Fields(Set<String> names) implements FilterFields {
    @Override
    public boolean knows(String field) {
      return names.contains(field);
    }

    @Override
    public boolean isSearched(String field) {
      return field.equals("name");
    }

    @Override
    public String text(ObjectNode object, String field) {
      return Listing.text(object, field);
    }

    @Override
    public Problem invalid() {
      return Refusals.managed(400, 3, "invalid filter expression");
    }
  }
}
