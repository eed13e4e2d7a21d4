package dev.fovea.openai;

import dev.fovea.provider.WireObject;
import dev.fovea.provider.WireView;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A service that follows a fine-tuning job, such as Weights &amp; Biases. Immutable. */
public final class OpenAiIntegration extends WireView {
  OpenAiIntegration(WireObject wire) {
    super(wire);
  }

  /** {@return which service it is, in OpenAI's word, such as {@code wandb}; empty if not told} */
  public String type() {
    return text("type").orElse("");
  }

  /** {@return the project there} */
  public Optional<String> project() {
    return run().text("project");
  }

  /** {@return the run's name there} */
  public Optional<String> name() {
    return run().text("name");
  }

  /** {@return the user or team there} */
  public Optional<String> entity() {
    return run().text("entity");
  }

  /** {@return the run's labels there} */
  public List<String> tags() {
    return run().texts("tags");
  }

  /** {@return the run's id there; told by jobs, though OpenAI's description lacks it} */
  public Optional<String> runId() {
    return run().text("run_id");
  }

  // Its own settings stand in an object named after it.
  private WireObject run() {
    return wire().object(type()).orElseGet(() -> WireObject.of(Map.of()));
  }
}
