package dev.fovea.fireworks;

import dev.fovea.error.Failure;
import dev.fovea.error.Outcome;
import dev.fovea.error.UnreadableResponseException;
import dev.fovea.provider.WireObject;
import dev.fovea.provider.WireView;
import java.util.Optional;

/** How well one text fits a question. Immutable. */
public final class FireworksRanked extends WireView {
  private final int index;

  FireworksRanked(WireObject wire) {
    super(wire);
    this.index = wire.glance()
        .count("index")
        .orElseThrow(() -> new UnreadableResponseException(
            Failure.builder()
                .message("a ranked text does not say which it is")
                .outcome(Outcome.UNKNOWN)
                .build(),
            "$.data[*].index"));
  }

  /** {@return the text's place in the request, from 0} */
  public int index() {
    return index;
  }

  /** {@return how well it fits: the more, the better; absent if not told} */
  public Optional<Double> score() {
    return wire().decimal("relevance_score", "score");
  }

  /** {@return the text itself; absent unless it was asked for} */
  public Optional<String> document() {
    return text("document")
        .or(() -> wire().object("document").flatMap(document -> document.text("text")));
  }
}
