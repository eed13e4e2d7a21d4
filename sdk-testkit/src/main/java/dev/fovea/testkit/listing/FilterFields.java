package dev.fovea.testkit.listing;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fovea.testkit.server.Problem;

/** What a list's objects can be filtered by, as one provider has it. */
public interface FilterFields {
  /**
   * {@return whether filters may name this field}
   *
   * @param field the field's name in the filter
   */
  boolean knows(String field);

  /**
   * {@return whether a field can be searched with {@code :} and {@code *}}
   *
   * @param field the field's name in the filter
   */
  boolean isSearched(String field);

  /**
   * {@return a field's value as text; empty when the object has none}
   *
   * @param object one of the list
   * @param field the field's name in the filter
   */
  String text(ObjectNode object, String field);

  /** {@return the refusal of a filter that is none} */
  Problem invalid();
}
