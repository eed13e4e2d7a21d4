package dev.fovea.deployment;

import dev.fovea.config.AllowNulls;
import dev.fovea.config.Money;
import dev.fovea.config.ResponseMeta;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.immutables.value.Value;

/** A model made callable, as the provider last reported it. Immutable. */
@Value.Immutable
public abstract class Deployment {
  Deployment() {}

  /** {@return the id, sufficient by itself for every method of {@link DeploymentService}} */
  public abstract String id();

  /** {@return the name people read; absent when the provider has none} */
  public abstract Optional<String> name();

  /** {@return what a chat request has to name as its model to reach this deployment} */
  public abstract String chatModel();

  /** {@return the model that is served, as the provider reports it} */
  public abstract Optional<String> model();

  /** {@return how far it is} */
  public abstract DeploymentStatus status();

  /** {@return how far it is, in the provider's own word} */
  public abstract String providerStatus();

  /** {@return the kind of machine one replica runs on} */
  public abstract Optional<String> hardware();

  /** {@return the smallest number of replicas; absent when the provider does not say} */
  public abstract Optional<Integer> minReplicas();

  /** {@return the largest number of replicas; absent when the provider does not say} */
  public abstract Optional<Integer> maxReplicas();

  /** {@return how many replicas are ready now; absent when the provider does not say} */
  public abstract Optional<Integer> readyReplicas();

  /**
   * {@return the most it can cost per hour: the price of one replica times the largest number of
   * replicas; absent when the price is unknown, which does not mean free}
   */
  public abstract Optional<Money> pricePerHour();

  /** {@return when it was created} */
  public abstract Optional<Instant> createdAt();

  /** {@return what the provider says about its state; absent when it says nothing} */
  public abstract Optional<String> message();

  /** {@return fields of the answer this version has no accessor for, as JDK types} */
  public abstract Map<String, @AllowNulls Object> additionalProperties();

  /** {@return facts about the HTTP answer; not part of equality} */
  @Value.Auxiliary
  public abstract ResponseMeta meta();

  /**
   * {@return whether it may cost money as it stands} False only when it is known to be stopped, or
   * has failed with no replica left; in doubt true.
   */
  public final boolean mayBill() {
    return switch (status()) {
      case STOPPED -> false;
      case FAILED -> readyReplicas().orElse(1) > 0;
      default -> true;
    };
  }

  /** {@return a builder that starts with these values} */
  public abstract Builder toBuilder();

  /** {@return a new builder} */
  public static Builder builder() {
    return ImmutableDeployment.builder().meta(ResponseMeta.none());
  }

  /** Builds {@link Deployment}; for one thread and one use. */
  public abstract static class Builder {
    Builder() {}

    /**
     * Sets the id. Required.
     *
     * @param id the id
     * @return this builder
     */
    public abstract Builder id(String id);

    /**
     * Sets the name people read.
     *
     * @param name the name
     * @return this builder
     */
    public abstract Builder name(String name);

    /**
     * Sets what a chat request has to name as its model. Required.
     *
     * @param chatModel the model's name for chat
     * @return this builder
     */
    public abstract Builder chatModel(String chatModel);

    /**
     * Sets the model that is served.
     *
     * @param model the model, as the provider reports it
     * @return this builder
     */
    public abstract Builder model(String model);

    /**
     * Sets how far it is. Required.
     *
     * @param status our word
     * @return this builder
     */
    public abstract Builder status(DeploymentStatus status);

    /**
     * Sets the provider's own word for how far it is. Required.
     *
     * @param providerStatus the provider's word
     * @return this builder
     */
    public abstract Builder providerStatus(String providerStatus);

    /**
     * Sets the kind of machine one replica runs on.
     *
     * @param hardware the provider's name for it
     * @return this builder
     */
    public abstract Builder hardware(String hardware);

    /**
     * Sets the smallest number of replicas.
     *
     * @param minReplicas the number
     * @return this builder
     */
    public abstract Builder minReplicas(int minReplicas);

    /**
     * Sets the largest number of replicas.
     *
     * @param maxReplicas the number
     * @return this builder
     */
    public abstract Builder maxReplicas(int maxReplicas);

    /**
     * Sets how many replicas are ready now.
     *
     * @param readyReplicas the number
     * @return this builder
     */
    public abstract Builder readyReplicas(int readyReplicas);

    /**
     * Sets the most it can cost per hour.
     *
     * @param pricePerHour the price of all replicas together
     * @return this builder
     */
    public abstract Builder pricePerHour(Money pricePerHour);

    /**
     * Sets when it was created.
     *
     * @param createdAt the time
     * @return this builder
     */
    public abstract Builder createdAt(Instant createdAt);

    /**
     * Sets what the provider says about its state.
     *
     * @param message the provider's words
     * @return this builder
     */
    public abstract Builder message(String message);

    /**
     * Sets the fields without an accessor.
     *
     * @param additionalProperties the fields by name
     * @return this builder
     */
    public abstract Builder additionalProperties(
        Map<String, ? extends Object> additionalProperties);

    /**
     * Sets facts about the HTTP answer.
     *
     * @param meta the facts
     * @return this builder
     */
    public abstract Builder meta(ResponseMeta meta);

    /**
     * Builds the value.
     *
     * @return the value
     */
    public abstract Deployment build();
  }
}
