package dev.fovea.fireworks;

import dev.fovea.provider.WireObject;
import dev.fovea.provider.WireView;
import java.util.List;
import java.util.Optional;

/** Texts in the order of how well they fit a question, the best first. Immutable. */
public final class FireworksRanking extends WireView {
  private final List<FireworksRanked> results;

  private FireworksRanking(WireObject wire, List<FireworksRanked> results) {
    super(wire);
    this.results = results;
  }

  // The documentation names the list data; interfaces of the kind elsewhere name it results.
  static FireworksRanking of(WireObject wire) {
    String list = wire.glance().objects("data").isEmpty()
            && !wire.glance().objects("results").isEmpty()
        ? "results"
        : "data";
    return new FireworksRanking(
        wire,
        wire.glance().requiredObjects(list).stream().map(FireworksRanked::new).toList());
  }

  /** {@return the texts' places and scores, in the answer's order} */
  public List<FireworksRanked> results() {
    return results;
  }

  /** {@return the model that ranked; absent if not told} */
  public Optional<String> model() {
    return text("model");
  }

  /** {@return the tokens it cost; absent if not told} */
  public Optional<Long> totalTokens() {
    return wire().object("usage").flatMap(usage -> usage.integer("total_tokens"));
  }
}
