package dev.fovea.chat;

import java.util.Objects;

/**
 * Whether the model must, may or must not call tools. May grow in a minor version: keep a default
 * branch. Immutable and thread-safe.
 */
public sealed interface ToolChoice {
  /** {@return the choice is the model's} */
  static ToolChoice auto() {
    return new Auto();
  }

  /** {@return no tool is called} */
  static ToolChoice none() {
    return new None();
  }

  /** {@return at least one tool is called} */
  static ToolChoice required() {
    return new Required();
  }

  /**
   * Makes the model call one function.
   *
   * @param name the function's name
   * @return the choice
   */
  static ToolChoice function(String name) {
    return new Function(name);
  }

  /** The choice is the model's. */
  record Auto() implements ToolChoice {}

  /** No tool is called. */
  record None() implements ToolChoice {}

  /** At least one tool is called. */
  record Required() implements ToolChoice {}

  /**
   * One function is called.
   *
   * @param name the function's name
   */
  record Function(String name) implements ToolChoice {
    /**
     * Makes the choice of one function.
     *
     * @param name the function's name
     */
    public Function {
      Objects.requireNonNull(name, "name");
    }
  }
}
