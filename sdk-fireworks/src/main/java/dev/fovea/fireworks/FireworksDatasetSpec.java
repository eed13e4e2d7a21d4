package dev.fovea.fireworks;

import dev.fovea.provider.WireSpec;
import java.net.URI;

/** What a data set is told besides its rows. What is not set is not sent. */
public final class FireworksDatasetSpec extends WireSpec<FireworksDatasetSpec> {
  FireworksDatasetSpec() {
    super(FireworksProvider.ID);
  }

  /**
   * Sets the name people see; it need not be the only one of its kind.
   *
   * @param displayName the name
   * @return this
   */
  public FireworksDatasetSpec displayName(String displayName) {
    return set("displayName", displayName);
  }

  /**
   * Sets what the rows are.
   *
   * @param format {@code CHAT}, {@code COMPLETION} or {@code RL}
   * @return this
   */
  public FireworksDatasetSpec format(String format) {
    return set("format", format);
  }

  /**
   * Sets how many rows there are. Fireworks does not count them itself.
   *
   * @param count 3 or more
   * @return this
   */
  public FireworksDatasetSpec exampleCount(long count) {
    // Numbers of 64 bits go as texts.
    return set("exampleCount", String.valueOf(count));
  }

  /**
   * Leaves the rows in a bucket of the caller's own; jobs read them there.
   *
   * @param url {@code gs://...} or {@code s3://...}
   * @return this
   */
  public FireworksDatasetSpec externalUrl(URI url) {
    return set("externalUrl", url.toString());
  }

  /**
   * Sets which job made the rows.
   *
   * @param jobName the job's full name
   * @return this
   */
  public FireworksDatasetSpec sourceJobName(String jobName) {
    return set("sourceJobName", jobName);
  }

  /**
   * Says of which other data set these are the rows that a filter lets through.
   *
   * @param dataset the other's full name
   * @param filter the filter
   * @return this
   */
  public FireworksDatasetSpec transformedFrom(String dataset, String filter) {
    return set("transformed", "sourceDatasetId", dataset).set("transformed", "filter", filter);
  }

  /**
   * Says of which other data set this is a piece.
   *
   * @param dataset the other's full name
   * @return this
   */
  public FireworksDatasetSpec splitFrom(String dataset) {
    return set("splitted", "sourceDatasetId", dataset);
  }
}
