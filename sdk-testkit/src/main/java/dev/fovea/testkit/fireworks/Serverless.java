package dev.fovea.testkit.fireworks;

import java.time.Instant;
import java.util.List;

/**
 * The models everybody can call without a deployment.
 *
 * @param catalogue what there is
 */
record Serverless(Catalogue catalogue) implements ServedModels {
  private static final Instant SINCE = Instant.parse("2026-01-01T00:00:00Z");

  @Override
  public Target find(String name) {
    return catalogue
        .model(name)
        .filter(Catalogue.Model::serverless)
        .<Target>map(base -> new Ready(base.name(), base, null, null))
        .orElseGet(Unknown::new);
  }

  @Override
  public List<Callable> callable() {
    return catalogue.models().stream()
        .filter(Catalogue.Model::serverless)
        .map(base -> new Callable(base.name(), base, SINCE))
        .toList();
  }
}
