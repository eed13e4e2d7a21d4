package dev.fovea.openai;

import dev.fovea.ModelCard;
import dev.fovea.provider.WireObject;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Optional;

/** A model with what only OpenAI tells about it: a view of the neutral card. Immutable. */
public final class OpenAiModel {
  private final ModelCard card;

  private OpenAiModel(ModelCard card) {
    this.card = card;
  }

  /**
   * Looks at a model OpenAI reported.
   *
   * @param card the neutral card
   * @return the view
   */
  public static OpenAiModel of(ModelCard card) {
    return new OpenAiModel(card);
  }

  /** {@return the neutral card} */
  public ModelCard card() {
    return card;
  }

  /** {@return the day it stops answering; absent while there is none, or OpenAI does not say} */
  public Optional<LocalDate> shutdownDate() {
    return shutdownDate(WireObject.of(card.additionalProperties()));
  }

  static Optional<LocalDate> shutdownDate(WireObject wire) {
    try {
      return wire.text("shutdown_date").map(LocalDate::parse);
    } catch (DateTimeException anotherForm) {
      return Optional.empty();
    }
  }

  /** {@return whether it was tuned by a job, or is a checkpoint of one} */
  public boolean isFineTuned() {
    return TunedName.is(card.id());
  }

  /** {@return the model it was tuned from, as its name says; absent for other models} */
  public Optional<String> baseModel() {
    return TunedName.of(card.id()).flatMap(TunedName::base);
  }

  /** {@return the ending the job was given, as its name says; absent when it was given none} */
  public Optional<String> suffix() {
    return TunedName.of(card.id()).flatMap(TunedName::suffix);
  }

  /** {@return the step after which a checkpoint was kept; absent for a job's last model} */
  public Optional<Integer> checkpointStep() {
    return TunedName.of(card.id()).flatMap(TunedName::step);
  }

  @Override
  public String toString() {
    return "OpenAiModel(" + card + ")";
  }
}
