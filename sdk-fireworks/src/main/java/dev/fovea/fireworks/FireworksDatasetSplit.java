package dev.fovea.fireworks;

import dev.fovea.provider.WireObject;
import dev.fovea.provider.WireView;
import java.util.List;
import java.util.Optional;

/** What came of cutting a data set into pieces. Immutable. */
public final class FireworksDatasetSplit extends WireView {
  FireworksDatasetSplit(WireObject wire) {
    super(wire);
  }

  /** {@return the pieces' full names, which {@code files()} takes as ids} */
  public List<String> datasetIds() {
    return wire().texts("chunkDatasetNames");
  }

  /** {@return how many pieces were made} */
  public Optional<Integer> created() {
    return count("chunksCreated");
  }

  /** {@return how many rows they have together} */
  public Optional<Long> examples() {
    return wire().integer("totalExamples");
  }
}
