package dev.fovea.fireworks;

import dev.fovea.ModelCard;
import dev.fovea.config.ValueObject;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** A model whose files were uploaded, and what Fireworks remarked about them. Immutable. */
public final class FireworksUploadedModel extends ValueObject {
  private final ModelCard card;
  private final List<String> warnings;

  FireworksUploadedModel(ModelCard card, List<String> warnings) {
    this.card = card;
    this.warnings = List.copyOf(warnings);
  }

  /** {@return the model, which is ready} */
  public ModelCard card() {
    return card;
  }

  /** {@return what Fireworks remarked about the files, in its words; empty when nothing} */
  public List<String> warnings() {
    return warnings;
  }

  @Override
  protected void parts(BiConsumer<String, @Nullable Object> part) {
    part.accept("card", card);
    part.accept("warnings", warnings);
  }
}
