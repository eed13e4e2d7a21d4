package dev.fovea.openai;

import dev.fovea.dataset.TrainingPrice;
import dev.fovea.provider.WireObject;
import java.math.BigDecimal;
import java.util.Optional;

/** A row about a model, read strictly: a typing error in somebody's own numbers must not pass. */
final class TokenRow {
  private final WireObject row;
  private final String model;

  TokenRow(WireObject row) {
    this.row = row;
    this.model = row.text("model")
        .orElseThrow(() -> new IllegalArgumentException("a row of a token file has no 'model'"));
  }

  String model() {
    return model;
  }

  long number(String name) {
    return mayBe(name).orElseThrow(() -> lacks(name));
  }

  double decimal(String name) {
    return mayBeDecimal(name).orElseThrow(() -> lacks(name));
  }

  Optional<Double> mayBeDecimal(String name) {
    return row.decimal(name).filter(number -> number > 0);
  }

  Optional<Long> mayBe(String name) {
    return row.integer(name).filter(number -> number > 0);
  }

  /** {@return one of two words, the first where there is none} */
  String oneOf(String name, String usual, String other) {
    String word = row.text(name).orElse(usual);
    if (!word.equals(usual) && !word.equals(other)) {
      throw new IllegalArgumentException(
          "'" + name + "' of " + model + " is " + usual + " or " + other + ", not " + word);
    }
    return word;
  }

  /** {@return what training costs; the row says who said so, and when} */
  TrainingPrice price() {
    return new TrainingPrice(
        BigDecimal.valueOf(decimal("dollarsPerMillion")), text("source"), text("date"));
  }

  private String text(String name) {
    return row.text(name)
        .filter(text -> !text.isBlank())
        .orElseThrow(() -> new IllegalArgumentException(
            "the row of " + model + " needs a text as '" + name + "'"));
  }

  /** Says that all was read. */
  void end() {
    if (!row.rest().isEmpty()) {
      throw new IllegalArgumentException(
          "the row of " + model + " holds what nobody reads: " + row.rest().keySet());
    }
  }

  private IllegalArgumentException lacks(String name) {
    return new IllegalArgumentException(
        "the row of " + model + " needs a number above 0 as '" + name + "'");
  }
}
