package dev.fovea.deployment;

import dev.fovea.config.AllowNulls;
import dev.fovea.config.Money;
import java.util.Map;
import java.util.Optional;
import org.immutables.value.Value;

/** A kind of machine that one replica of a deployment runs on. Immutable. */
@Value.Immutable
public abstract class Hardware {
  Hardware() {}

  /** {@return the provider's name for it, as {@code DeploymentRequest.hardware} takes it} */
  public abstract String id();

  /** {@return the provider's description; absent when it gave none} */
  public abstract Optional<String> description();

  /** {@return the kind of accelerator, as the provider spells it} */
  public abstract Optional<String> gpuType();

  /** {@return how many accelerators one replica has} */
  public abstract Optional<Integer> gpuCount();

  /** {@return the memory of one accelerator in GiB} */
  public abstract Optional<Integer> gpuMemoryGib();

  /** {@return what one running replica costs per hour; absent when the provider does not say} */
  public abstract Optional<Money> pricePerHour();

  /** {@return what the provider says about how much is free, in its own words} */
  public abstract Optional<String> availability();

  /** {@return fields of the answer this version has no accessor for, as JDK types} */
  public abstract Map<String, @AllowNulls Object> additionalProperties();

  /** {@return a builder that starts with these values} */
  public abstract Builder toBuilder();

  /** {@return a new builder} */
  public static Builder builder() {
    return ImmutableHardware.builder();
  }

  /** Builds {@link Hardware}; for one thread and one use. */
  public abstract static class Builder {
    Builder() {}

    /**
     * Sets the provider's name for it. Required.
     *
     * @param id the name
     * @return this builder
     */
    public abstract Builder id(String id);

    /**
     * Sets the provider's description.
     *
     * @param description the description
     * @return this builder
     */
    public abstract Builder description(String description);

    /**
     * Sets the kind of accelerator.
     *
     * @param gpuType the kind, as the provider spells it
     * @return this builder
     */
    public abstract Builder gpuType(String gpuType);

    /**
     * Sets how many accelerators one replica has.
     *
     * @param gpuCount the number
     * @return this builder
     */
    public abstract Builder gpuCount(int gpuCount);

    /**
     * Sets the memory of one accelerator.
     *
     * @param gpuMemoryGib the memory in GiB
     * @return this builder
     */
    public abstract Builder gpuMemoryGib(int gpuMemoryGib);

    /**
     * Sets what one running replica costs per hour.
     *
     * @param pricePerHour the price
     * @return this builder
     */
    public abstract Builder pricePerHour(Money pricePerHour);

    /**
     * Sets what the provider says about how much is free.
     *
     * @param availability the provider's words
     * @return this builder
     */
    public abstract Builder availability(String availability);

    /**
     * Sets the fields without an accessor.
     *
     * @param additionalProperties the fields by name
     * @return this builder
     */
    public abstract Builder additionalProperties(
        Map<String, ? extends Object> additionalProperties);

    /**
     * Builds the value.
     *
     * @return the value
     */
    public abstract Hardware build();
  }
}
