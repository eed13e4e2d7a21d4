package dev.fovea.deployment;

import dev.fovea.config.Money;
import dev.fovea.config.ValueObject;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** A kind of machine that one replica of a deployment runs on. Immutable. */
public final class Hardware extends ValueObject {
  private final String id;
  private final @Nullable String description;
  private final @Nullable String gpuType;
  private final @Nullable Integer gpuCount;
  private final @Nullable Integer gpuMemoryGib;
  private final @Nullable Money pricePerHour;
  private final @Nullable String availability;
  private final Map<String, Object> additionalProperties;

  private Hardware(Builder from) {
    this.id = required("id", from.id);
    this.description = from.description;
    this.gpuType = from.gpuType;
    this.gpuCount = from.gpuCount;
    this.gpuMemoryGib = from.gpuMemoryGib;
    this.pricePerHour = from.pricePerHour;
    this.availability = from.availability;
    this.additionalProperties = from.additionalProperties;
  }

  /** {@return the provider's name for it, as {@code DeploymentRequest.hardware} takes it} */
  public String id() {
    return id;
  }

  /** {@return the provider's description; absent when it gave none} */
  public Optional<String> description() {
    return Optional.ofNullable(description);
  }

  /** {@return the kind of accelerator, as the provider spells it} */
  public Optional<String> gpuType() {
    return Optional.ofNullable(gpuType);
  }

  /** {@return how many accelerators one replica has} */
  public Optional<Integer> gpuCount() {
    return Optional.ofNullable(gpuCount);
  }

  /** {@return the memory of one accelerator in GiB} */
  public Optional<Integer> gpuMemoryGib() {
    return Optional.ofNullable(gpuMemoryGib);
  }

  /** {@return what one running replica costs per hour; absent when the provider does not say} */
  public Optional<Money> pricePerHour() {
    return Optional.ofNullable(pricePerHour);
  }

  /** {@return what the provider says about how much is free, in its own words} */
  public Optional<String> availability() {
    return Optional.ofNullable(availability);
  }

  /** {@return fields of the answer this version has no accessor for, as JDK types} */
  public Map<String, Object> additionalProperties() {
    return additionalProperties;
  }

  @Override
  protected void parts(BiConsumer<String, @Nullable Object> part) {
    part.accept("id", id);
    part.accept("description", description);
    part.accept("gpuType", gpuType);
    part.accept("gpuCount", gpuCount);
    part.accept("gpuMemoryGib", gpuMemoryGib);
    part.accept("pricePerHour", pricePerHour);
    part.accept("availability", availability);
    part.accept("additionalProperties", additionalProperties);
  }

  /** {@return a new builder} */
  public static Builder builder() {
    return new Builder();
  }

  /** Builds {@link Hardware}; for one thread and one use. */
  public static final class Builder {
    private @Nullable String id;
    private @Nullable String description;
    private @Nullable String gpuType;
    private @Nullable Integer gpuCount;
    private @Nullable Integer gpuMemoryGib;
    private @Nullable Money pricePerHour;
    private @Nullable String availability;
    private Map<String, Object> additionalProperties = Map.of();

    private Builder() {}

    /**
     * Sets the provider's name for it. Required.
     *
     * @param id the name
     * @return this builder
     */
    public Builder id(String id) {
      this.id = Objects.requireNonNull(id, "id");
      return this;
    }

    /**
     * Sets the provider's description.
     *
     * @param description the description
     * @return this builder
     */
    public Builder description(String description) {
      this.description = Objects.requireNonNull(description, "description");
      return this;
    }

    /**
     * Sets the kind of accelerator.
     *
     * @param gpuType the kind, as the provider spells it
     * @return this builder
     */
    public Builder gpuType(String gpuType) {
      this.gpuType = Objects.requireNonNull(gpuType, "gpuType");
      return this;
    }

    /**
     * Sets how many accelerators one replica has.
     *
     * @param gpuCount the number
     * @return this builder
     */
    public Builder gpuCount(int gpuCount) {
      this.gpuCount = gpuCount;
      return this;
    }

    /**
     * Sets the memory of one accelerator.
     *
     * @param gpuMemoryGib the memory in GiB
     * @return this builder
     */
    public Builder gpuMemoryGib(int gpuMemoryGib) {
      this.gpuMemoryGib = gpuMemoryGib;
      return this;
    }

    /**
     * Sets what one running replica costs per hour.
     *
     * @param pricePerHour the price
     * @return this builder
     */
    public Builder pricePerHour(Money pricePerHour) {
      this.pricePerHour = Objects.requireNonNull(pricePerHour, "pricePerHour");
      return this;
    }

    /**
     * Sets what the provider says about how much is free.
     *
     * @param availability the provider's words
     * @return this builder
     */
    public Builder availability(String availability) {
      this.availability = Objects.requireNonNull(availability, "availability");
      return this;
    }

    /**
     * Sets the fields without an accessor.
     *
     * @param additionalProperties the fields by name
     * @return this builder
     */
    public Builder additionalProperties(Map<String, ? extends Object> additionalProperties) {
      this.additionalProperties =
          Collections.unmodifiableMap(new LinkedHashMap<>(additionalProperties));
      return this;
    }

    /**
     * Builds the value.
     *
     * @return the value
     */
    public Hardware build() {
      return new Hardware(this);
    }
  }
}
