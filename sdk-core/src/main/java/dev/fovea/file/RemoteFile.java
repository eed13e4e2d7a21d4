package dev.fovea.file;

import dev.fovea.config.ResponseMeta;
import dev.fovea.config.ValueObject;
import dev.fovea.finding.Finding;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** A file stored at a provider, as the provider last described it. Immutable. */
public final class RemoteFile extends ValueObject {
  private final String id;
  private final String filename;
  private final long bytes;
  private final String purpose;
  private final @Nullable Instant createdAt;
  private final FileStatus status;
  private final String providerStatus;
  private final @Nullable Long lineCount;
  private final List<Finding> findings;
  private final Map<String, Object> additionalProperties;
  private final ResponseMeta meta;

  private RemoteFile(Builder from) {
    this.id = required("id", from.id);
    this.filename = from.filename;
    this.bytes = from.bytes;
    this.purpose = from.purpose;
    this.createdAt = from.createdAt;
    this.status = required("status", from.status);
    this.providerStatus = from.providerStatus;
    this.lineCount = from.lineCount;
    this.findings = List.copyOf(from.findings);
    this.additionalProperties = from.additionalProperties;
    this.meta = from.meta;
  }

  /** {@return the provider's id of the file, which jobs refer to} */
  public String id() {
    return id;
  }

  /** {@return the name it is stored under; empty when the provider did not say} */
  public String filename() {
    return filename;
  }

  /** {@return its size in bytes; some providers say 0 until they have processed the file} */
  public long bytes() {
    return bytes;
  }

  /** {@return what it is for, in the provider's word; empty when the provider did not say} */
  public String purpose() {
    return purpose;
  }

  /** {@return when it was stored; absent when the provider did not say} */
  public Optional<Instant> createdAt() {
    return Optional.ofNullable(createdAt);
  }

  /** {@return how far the provider has come with it} */
  public FileStatus status() {
    return status;
  }

  /** {@return the provider's own word for the status; empty when it sent none} */
  public String providerStatus() {
    return providerStatus;
  }

  /** {@return how many lines the provider counted; absent until it has, or when it never does} */
  public Optional<Long> lineCount() {
    return Optional.ofNullable(lineCount);
  }

  /** {@return what the provider's own check found; empty when nothing was found or told} */
  public List<Finding> findings() {
    return findings;
  }

  /** {@return what else the provider said, by the wire's names} */
  public Map<String, Object> additionalProperties() {
    return additionalProperties;
  }

  /** {@return facts of the answer this came with; left out of equality} */
  public ResponseMeta meta() {
    return meta;
  }

  @Override
  protected void parts(BiConsumer<String, @Nullable Object> part) {
    part.accept("id", id);
    part.accept("filename", filename);
    part.accept("bytes", bytes);
    part.accept("purpose", purpose);
    part.accept("createdAt", createdAt);
    part.accept("status", status);
    part.accept("providerStatus", providerStatus);
    part.accept("lineCount", lineCount);
    part.accept("findings", findings);
    part.accept("additionalProperties", additionalProperties);
  }

  /** {@return a builder that starts with this file} */
  public Builder toBuilder() {
    return new Builder(this);
  }

  /** {@return an empty builder; for provider modules and tests} */
  public static Builder builder() {
    return new Builder();
  }

  /** Builds a {@link RemoteFile}; for one thread and one use. */
  public static final class Builder {
    private @Nullable String id;
    private String filename = "";
    private long bytes = 0;
    private String purpose = "";
    private @Nullable Instant createdAt;
    private @Nullable FileStatus status;
    private String providerStatus = "";
    private @Nullable Long lineCount;
    private final List<Finding> findings = new ArrayList<>();
    private Map<String, Object> additionalProperties = Map.of();
    private ResponseMeta meta = ResponseMeta.none();

    private Builder() {}

    private Builder(RemoteFile from) {
      id = from.id;
      filename = from.filename;
      bytes = from.bytes;
      purpose = from.purpose;
      createdAt = from.createdAt;
      status = from.status;
      providerStatus = from.providerStatus;
      lineCount = from.lineCount;
      findings.addAll(from.findings);
      additionalProperties = from.additionalProperties;
      meta = from.meta;
    }

    /**
     * Sets the provider's id. Required.
     *
     * @param id the id
     * @return this builder
     */
    public Builder id(String id) {
      this.id = Objects.requireNonNull(id, "id");
      return this;
    }

    /**
     * Sets the name it is stored under.
     *
     * @param filename the name
     * @return this builder
     */
    public Builder filename(String filename) {
      this.filename = Objects.requireNonNull(filename, "filename");
      return this;
    }

    /**
     * Sets its size.
     *
     * @param bytes the size in bytes
     * @return this builder
     */
    public Builder bytes(long bytes) {
      this.bytes = bytes;
      return this;
    }

    /**
     * Sets what it is for.
     *
     * @param purpose the provider's word
     * @return this builder
     */
    public Builder purpose(String purpose) {
      this.purpose = Objects.requireNonNull(purpose, "purpose");
      return this;
    }

    /**
     * Sets when it was stored.
     *
     * @param createdAt the time
     * @return this builder
     */
    public Builder createdAt(Instant createdAt) {
      this.createdAt = Objects.requireNonNull(createdAt, "createdAt");
      return this;
    }

    /**
     * Sets how far the provider has come with it. Required.
     *
     * @param status our word
     * @return this builder
     */
    public Builder status(FileStatus status) {
      this.status = Objects.requireNonNull(status, "status");
      return this;
    }

    /**
     * Sets the provider's own word for the status.
     *
     * @param providerStatus the provider's word
     * @return this builder
     */
    public Builder providerStatus(String providerStatus) {
      this.providerStatus = Objects.requireNonNull(providerStatus, "providerStatus");
      return this;
    }

    /**
     * Sets how many lines the provider counted.
     *
     * @param lineCount the number of lines
     * @return this builder
     */
    public Builder lineCount(long lineCount) {
      this.lineCount = lineCount;
      return this;
    }

    /**
     * Sets what the provider's own check found.
     *
     * @param findings the findings
     * @return this builder
     */
    public Builder findings(Iterable<? extends Finding> findings) {
      this.findings.clear();
      findings.forEach(this.findings::add);
      return this;
    }

    /**
     * Sets what else the provider said.
     *
     * @param properties values of JDK types by the wire's names
     * @return this builder
     */
    public Builder additionalProperties(Map<String, ? extends Object> properties) {
      this.additionalProperties = Collections.unmodifiableMap(new LinkedHashMap<>(properties));
      return this;
    }

    /**
     * Sets the facts of the answer.
     *
     * @param meta the facts
     * @return this builder
     */
    public Builder meta(ResponseMeta meta) {
      this.meta = Objects.requireNonNull(meta, "meta");
      return this;
    }

    /** {@return the file} */
    public RemoteFile build() {
      return new RemoteFile(this);
    }
  }
}
