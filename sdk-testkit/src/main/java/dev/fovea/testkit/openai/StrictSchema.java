package dev.fovea.testkit.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a schema must be for an answer to follow it strictly: objects are closed, and all they have
 * is required.
 *
 * @param whose what has the schema, for people
 * @param parameter where it stands in the request
 * @param code a word for what is wrong; null where there is none
 */
record StrictSchema(
    String whose, String parameter, @Nullable String code) {
  private static final List<String> FORBIDDEN =
      List.of("allOf", "not", "dependentRequired", "dependentSchemas", "if", "then", "else");

  void check(JsonNode schema) {
    root(schema);
    walk(schema, "");
  }

  /** What is true of every schema: it is one of an object. */
  void root(JsonNode schema) {
    String type = schema.path("type").asText("None");
    unless(
        type.equals("object"),
        "schema must be a JSON Schema of 'type: \"object\"', got 'type: \"" + type + "\"'.");
  }

  private void walk(JsonNode schema, String context) {
    for (String word : FORBIDDEN) {
      unless(!schema.has(word), at(context) + "'" + word + "' is not permitted.");
    }
    if (schema.has("properties") || schema.path("type").asText("").equals("object")) {
      closed(schema, context);
    }
    schema
        .path("properties")
        .properties()
        .forEach(p -> walk(p.getValue(), below(below(context, "properties"), p.getKey())));
    if (schema.path("items").isObject()) {
      walk(schema.get("items"), below(context, "items"));
    }
    for (JsonNode choice : schema.path("anyOf")) {
      walk(choice, below(context, "anyOf"));
    }
    for (String place : List.of("$defs", "definitions")) {
      schema
          .path(place)
          .properties()
          .forEach(d -> walk(d.getValue(), below(below(context, place), d.getKey())));
    }
  }

  private void closed(JsonNode schema, String context) {
    JsonNode more = schema.path("additionalProperties");
    unless(
        more.isBoolean() && !more.booleanValue(),
        at(context) + "'additionalProperties' is required to be supplied and to be false.");
    Set<JsonNode> required = new HashSet<>();
    schema.path("required").forEach(required::add);
    schema
        .path("properties")
        .fieldNames()
        .forEachRemaining(name -> unless(
            required.contains(JsonNodeFactory.instance.textNode(name)),
            at(context)
                + "'required' is required to be supplied and to be an array including every key"
                + " in properties. Missing '" + name + "'."));
  }

  private static String below(String context, String step) {
    return context.isEmpty() ? "'" + step + "'" : context + ", '" + step + "'";
  }

  private static String at(String context) {
    return "In context=(" + context + "), ";
  }

  private void unless(boolean right, String message) {
    if (!right) {
      throw OpenAiErrors.badRequest(
          "Invalid schema for " + whose + ": " + message, parameter, code);
    }
  }
}
