package dev.fovea.fireworks;

import dev.fovea.file.RemoteFile;
import dev.fovea.provider.WireObject;
import dev.fovea.provider.WireView;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A data set with what only Fireworks says about it. A view of the neutral file; absent is what
 * Fireworks did not say. Immutable.
 */
public final class FireworksFile extends WireView {
  private final RemoteFile file;

  private FireworksFile(RemoteFile file) {
    super(WireObject.of(file.additionalProperties()));
    this.file = file;
  }

  /**
   * Looks at a data set of Fireworks'.
   *
   * @param file as the service returned it
   * @return the view
   */
  public static FireworksFile of(RemoteFile file) {
    return new FireworksFile(file);
  }

  /** {@return the neutral file} */
  public RemoteFile file() {
    return file;
  }

  /** {@return what its rows are: {@code CHAT}, {@code COMPLETION}, {@code RL} or a later word} */
  public Optional<String> format() {
    return text("format");
  }

  /** {@return about how many tokens its rows have} */
  public Optional<Long> estimatedTokens() {
    return wire().integer("estimatedTokenCount");
  }

  /** {@return how many turns a conversation of it has on average} */
  public Optional<Double> averageTurns() {
    return wire().decimal("averageTurnCount");
  }

  /** {@return who made it} */
  public Optional<String> createdBy() {
    return text("createdBy");
  }

  /** {@return when it was last changed} */
  public Optional<Instant> updatedAt() {
    return time("updateTime");
  }

  /** {@return the bucket its rows lie in; absent when Fireworks has them} */
  public Optional<URI> externalUrl() {
    return text("externalUrl").map(FireworksFile::address);
  }

  private static @Nullable URI address(String text) {
    try {
      return new URI(text);
    } catch (URISyntaxException e) {
      return null;
    }
  }

  /** {@return the full name of the job that made its rows} */
  public Optional<String> sourceJobName() {
    return text("sourceJobName");
  }

  /** {@return the full name of the data set it is a piece of, or a selection from} */
  public Optional<String> sourceDatasetId() {
    return inside("splitted", "sourceDatasetId").or(() -> inside("transformed", "sourceDatasetId"));
  }

  /** {@return the filter that selected its rows from another's} */
  public Optional<String> filter() {
    return inside("transformed", "filter");
  }

  /** {@return the evaluation job whose results its rows are} */
  public Optional<String> evaluationJobId() {
    return inside("evaluationResult", "evaluationJobId");
  }

  /** {@return the word for what went wrong with its rows; {@code OK} when nothing did} */
  public Optional<String> statusCode() {
    return inside("status", "code");
  }

  private Optional<String> inside(String object, String name) {
    return wire().object(object).flatMap(inner -> inner.text(name));
  }
}
