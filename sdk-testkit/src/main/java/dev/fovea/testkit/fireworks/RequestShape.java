package dev.fovea.testkit.fireworks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fovea.testkit.server.Json;
import dev.fovea.testkit.server.Problem;
import dev.fovea.testkit.server.Reply;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The fields inference requests may have, read from dated data. Requests are closed: a field nobody
 * knows is refused at every level, as is one that is missing or of the wrong kind.
 */
final class RequestShape {
  private record Fault(List<Object> place, String message, String type) {}

  private final JsonNode shapes;

  private RequestShape(JsonNode shapes) {
    this.shapes = shapes;
  }

  static RequestShape load() {
    try (InputStream in = RequestShape.class.getResourceAsStream("inference.json")) {
      if (in == null) {
        throw new IllegalStateException("inference.json is missing from the jar");
      }
      return new RequestShape(Json.read(in.readAllBytes()));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read inference.json", e);
    }
  }

  /** Refuses a request that has not the given shape, with a list of all that is wrong. */
  JsonNode check(JsonNode request, String shape) {
    List<Fault> faults = new ArrayList<>();
    if (request.isObject()) {
      object(request, shape, List.of("body"), faults);
    } else {
      faults.add(new Fault(List.of("body"), "Input should be a valid dictionary", "dict_type"));
    }
    if (faults.isEmpty()) {
      return request;
    }
    ObjectNode body = Json.object();
    ArrayNode details = body.putArray("detail");
    for (Fault fault : faults) {
      ObjectNode detail = details.addObject();
      detail.set("loc", Json.tree(fault.place()));
      detail.put("msg", fault.message()).put("type", fault.type());
    }
    throw new Problem(faults.get(0).message(), Reply.json(422, body));
  }

  private Map<String, String> fields(String shape) {
    Map<String, String> fields = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> field : shapes.get(shape).properties()) {
      if (field.getKey().equals("+")) {
        fields.putAll(fields(field.getValue().textValue()));
      } else {
        fields.put(field.getKey(), field.getValue().textValue());
      }
    }
    return fields;
  }

  private void object(JsonNode given, String shape, List<Object> place, List<Fault> faults) {
    Map<String, String> fields = fields(shape);
    fields.forEach((name, kinds) -> {
      JsonNode value = given.path(name);
      List<Object> here = below(place, name);
      if (value.isMissingNode() || value.isNull()) {
        if (kinds.endsWith("!")) {
          faults.add(new Fault(here, "Field required", "missing"));
        }
      } else {
        value(value, kinds.replace("!", ""), here, faults);
      }
    });
    given.fieldNames().forEachRemaining(name -> {
      if (!fields.containsKey(name)) {
        faults.add(
            new Fault(below(place, name), "Extra inputs are not permitted", "extra_forbidden"));
      }
    });
  }

  /** Holds a value against each of its kinds; the faults of the likeliest count. */
  private void value(JsonNode value, String kinds, List<Object> place, List<Fault> faults) {
    List<Fault> least = null;
    for (String kind : Arrays.asList(kinds.split("\\|", -1))) {
      if (fits(value, kind)) {
        List<Fault> here = new ArrayList<>();
        inside(value, kind, place, here);
        least = least == null || here.isEmpty() ? here : least;
      }
    }
    if (least == null) {
      String wanted = kinds.replace("|", " or ");
      faults.add(new Fault(
          place, "Input should be a valid " + wanted, kinds.split("\\|", 2)[0] + "_type"));
    } else {
      faults.addAll(least);
    }
  }

  private void inside(JsonNode value, String kind, List<Object> place, List<Fault> faults) {
    if (kind.startsWith("[")) {
      for (int i = 0; i < value.size(); i++) {
        value(value.get(i), kind.substring(1, kind.length() - 1), below(place, i), faults);
      }
    } else if (shapes.has(kind)) {
      object(value, kind, place, faults);
    }
  }

  private static boolean fits(JsonNode value, String kind) {
    return switch (kind) {
      case "string" -> value.isTextual();
      case "integer" -> value.isIntegralNumber();
      case "number" -> value.isNumber();
      case "boolean" -> value.isBoolean();
      default -> kind.startsWith("[") ? value.isArray() : value.isObject();
    };
  }

  private static List<Object> below(List<Object> place, Object step) {
    List<Object> here = new ArrayList<>(place);
    here.add(step);
    return here;
  }
}
