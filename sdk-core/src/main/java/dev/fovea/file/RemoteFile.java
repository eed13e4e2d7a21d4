package dev.fovea.file;

import dev.fovea.config.AllowNulls;
import dev.fovea.config.ResponseMeta;
import dev.fovea.finding.Finding;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.immutables.value.Value;

/** A file stored at a provider, as the provider last described it. Immutable. */
@Value.Immutable
public abstract class RemoteFile {
  RemoteFile() {}

  /** {@return the provider's id of the file, which jobs refer to} */
  public abstract String id();

  /** {@return the name it is stored under; empty when the provider did not say} */
  public abstract String filename();

  /** {@return its size in bytes; some providers say 0 until they have processed the file} */
  public abstract long bytes();

  /** {@return what it is for, in the provider's word; empty when the provider did not say} */
  public abstract String purpose();

  /** {@return when it was stored; absent when the provider did not say} */
  public abstract Optional<Instant> createdAt();

  /** {@return how far the provider has come with it} */
  public abstract FileStatus status();

  /** {@return the provider's own word for the status; empty when it sent none} */
  public abstract String providerStatus();

  /** {@return how many lines the provider counted; absent until it has, or when it never does} */
  public abstract Optional<Long> lineCount();

  /** {@return what the provider's own check found; empty when nothing was found or told} */
  public abstract List<Finding> findings();

  /** {@return what else the provider said, by the wire's names} */
  @AllowNulls
  public abstract Map<String, Object> additionalProperties();

  /** {@return facts of the answer this came with; left out of equality} */
  @Value.Auxiliary
  public abstract ResponseMeta meta();

  /** {@return a builder that starts with this file} */
  public abstract Builder toBuilder();

  /** {@return an empty builder; for provider modules and tests} */
  public static Builder builder() {
    return ImmutableRemoteFile.builder()
        .filename("")
        .bytes(0)
        .purpose("")
        .providerStatus("")
        .meta(ResponseMeta.none());
  }

  /** Builds a {@link RemoteFile}; for one thread and one use. */
  public abstract static class Builder {
    Builder() {}

    /**
     * Sets the provider's id. Required.
     *
     * @param id the id
     * @return this builder
     */
    public abstract Builder id(String id);

    /**
     * Sets the name it is stored under.
     *
     * @param filename the name
     * @return this builder
     */
    public abstract Builder filename(String filename);

    /**
     * Sets its size.
     *
     * @param bytes the size in bytes
     * @return this builder
     */
    public abstract Builder bytes(long bytes);

    /**
     * Sets what it is for.
     *
     * @param purpose the provider's word
     * @return this builder
     */
    public abstract Builder purpose(String purpose);

    /**
     * Sets when it was stored.
     *
     * @param createdAt the time
     * @return this builder
     */
    public abstract Builder createdAt(Instant createdAt);

    /**
     * Sets how far the provider has come with it. Required.
     *
     * @param status our word
     * @return this builder
     */
    public abstract Builder status(FileStatus status);

    /**
     * Sets the provider's own word for the status.
     *
     * @param providerStatus the provider's word
     * @return this builder
     */
    public abstract Builder providerStatus(String providerStatus);

    /**
     * Sets how many lines the provider counted.
     *
     * @param lineCount the number of lines
     * @return this builder
     */
    public abstract Builder lineCount(long lineCount);

    /**
     * Sets what the provider's own check found.
     *
     * @param findings the findings
     * @return this builder
     */
    public abstract Builder findings(Iterable<? extends Finding> findings);

    /**
     * Sets what else the provider said.
     *
     * @param properties values of JDK types by the wire's names
     * @return this builder
     */
    public abstract Builder additionalProperties(Map<String, ? extends Object> properties);

    /**
     * Sets the facts of the answer.
     *
     * @param meta the facts
     * @return this builder
     */
    public abstract Builder meta(ResponseMeta meta);

    /** {@return the file} */
    public abstract RemoteFile build();
  }
}
