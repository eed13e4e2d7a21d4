package dev.fovea.deployment;

import dev.fovea.config.Money;
import dev.fovea.config.ResponseMeta;
import dev.fovea.config.ValueObject;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** A model made callable, as the provider last reported it. Immutable. */
// Longer than our files are: so many facts, each with its words twice. Generated it is twice the
// bytes (ADR 12).
public final class Deployment extends ValueObject {
  private final String id;
  private final @Nullable String name;
  private final String chatModel;
  private final @Nullable String model;
  private final DeploymentStatus status;
  private final String providerStatus;
  private final @Nullable String hardware;
  private final @Nullable Integer minReplicas;
  private final @Nullable Integer maxReplicas;
  private final @Nullable Integer readyReplicas;
  private final @Nullable Money pricePerHour;
  private final @Nullable Instant createdAt;
  private final @Nullable String message;
  private final boolean machines;
  private final Map<String, Object> additionalProperties;
  private final ResponseMeta meta;

  private Deployment(Builder from) {
    this.id = required("id", from.id);
    this.name = from.name;
    this.chatModel = required("chatModel", from.chatModel);
    this.model = from.model;
    this.status = required("status", from.status);
    this.providerStatus = required("providerStatus", from.providerStatus);
    this.hardware = from.hardware;
    this.minReplicas = from.minReplicas;
    this.maxReplicas = from.maxReplicas;
    this.readyReplicas = from.readyReplicas;
    this.pricePerHour = from.pricePerHour;
    this.createdAt = from.createdAt;
    this.message = from.message;
    this.machines = from.machines;
    this.additionalProperties = from.additionalProperties;
    this.meta = from.meta;
  }

  /** {@return the id, sufficient by itself for every method of {@link DeploymentService}} */
  public String id() {
    return id;
  }

  /** {@return the name people read; absent when the provider has none} */
  public Optional<String> name() {
    return Optional.ofNullable(name);
  }

  /** {@return what a chat request has to name as its model to reach this deployment} */
  public String chatModel() {
    return chatModel;
  }

  /** {@return the model that is served, as the provider reports it} */
  public Optional<String> model() {
    return Optional.ofNullable(model);
  }

  /** {@return how far it is} */
  public DeploymentStatus status() {
    return status;
  }

  /** {@return how far it is, in the provider's own word} */
  public String providerStatus() {
    return providerStatus;
  }

  /** {@return the kind of machine one replica runs on} */
  public Optional<String> hardware() {
    return Optional.ofNullable(hardware);
  }

  /** {@return the smallest number of replicas; absent when the provider does not say} */
  public Optional<Integer> minReplicas() {
    return Optional.ofNullable(minReplicas);
  }

  /** {@return the largest number of replicas; absent when the provider does not say} */
  public Optional<Integer> maxReplicas() {
    return Optional.ofNullable(maxReplicas);
  }

  /** {@return how many replicas are ready now; absent when the provider does not say} */
  public Optional<Integer> readyReplicas() {
    return Optional.ofNullable(readyReplicas);
  }

  /**
   * {@return the most it can cost per hour: the price of one replica times the largest number of
   * replicas; absent when the price is unknown, which does not mean free}
   */
  public Optional<Money> pricePerHour() {
    return Optional.ofNullable(pricePerHour);
  }

  /** {@return when it was created} */
  public Optional<Instant> createdAt() {
    return Optional.ofNullable(createdAt);
  }

  /** {@return what the provider says about its state; absent when it says nothing} */
  public Optional<String> message() {
    return Optional.ofNullable(message);
  }

  /** {@return fields of the answer this version has no accessor for, as JDK types} */
  public Map<String, Object> additionalProperties() {
    return additionalProperties;
  }

  /** {@return facts about the HTTP answer; not part of equality} */
  public ResponseMeta meta() {
    return meta;
  }

  /**
   * {@return whether it may cost money as it stands, asked or not} False only when it is known to
   * be stopped, has failed with no replica left, or has no machine of its own, so that only
   * questions cost something; in doubt true.
   */
  public boolean mayBill() {
    return machines && billsAsItIs();
  }

  private boolean billsAsItIs() {
    return switch (status()) {
      case STOPPED -> false;
      case FAILED -> readyReplicas().orElse(1) > 0;
      default -> true;
    };
  }

  @Override
  protected void parts(BiConsumer<String, @Nullable Object> part) {
    part.accept("id", id);
    part.accept("name", name);
    part.accept("chatModel", chatModel);
    part.accept("model", model);
    part.accept("status", status);
    part.accept("providerStatus", providerStatus);
    part.accept("hardware", hardware);
    part.accept("minReplicas", minReplicas);
    part.accept("maxReplicas", maxReplicas);
    part.accept("readyReplicas", readyReplicas);
    part.accept("pricePerHour", pricePerHour);
    part.accept("createdAt", createdAt);
    part.accept("message", message);
    part.accept("machines", machines ? null : false);
    part.accept("additionalProperties", additionalProperties);
  }

  /** {@return a new builder} */
  public static Builder builder() {
    return new Builder();
  }

  /** Builds {@link Deployment}; for one thread and one use. */
  public static final class Builder {
    private @Nullable String id;
    private @Nullable String name;
    private @Nullable String chatModel;
    private @Nullable String model;
    private @Nullable DeploymentStatus status;
    private @Nullable String providerStatus;
    private @Nullable String hardware;
    private @Nullable Integer minReplicas;
    private @Nullable Integer maxReplicas;
    private @Nullable Integer readyReplicas;
    private @Nullable Money pricePerHour;
    private @Nullable Instant createdAt;
    private @Nullable String message;
    private boolean machines = true;
    private Map<String, Object> additionalProperties = Map.of();
    private ResponseMeta meta = ResponseMeta.none();

    private Builder() {}

    /**
     * Sets the id. Required.
     *
     * @param id the id
     * @return this builder
     */
    public Builder id(String id) {
      this.id = Objects.requireNonNull(id, "id");
      return this;
    }

    /**
     * Sets the name people read.
     *
     * @param name the name
     * @return this builder
     */
    public Builder name(String name) {
      this.name = Objects.requireNonNull(name, "name");
      return this;
    }

    /**
     * Sets what a chat request has to name as its model. Required.
     *
     * @param chatModel the model's name for chat
     * @return this builder
     */
    public Builder chatModel(String chatModel) {
      this.chatModel = Objects.requireNonNull(chatModel, "chatModel");
      return this;
    }

    /**
     * Sets the model that is served.
     *
     * @param model the model, as the provider reports it
     * @return this builder
     */
    public Builder model(String model) {
      this.model = Objects.requireNonNull(model, "model");
      return this;
    }

    /**
     * Sets how far it is. Required.
     *
     * @param status our word
     * @return this builder
     */
    public Builder status(DeploymentStatus status) {
      this.status = Objects.requireNonNull(status, "status");
      return this;
    }

    /**
     * Sets the provider's own word for how far it is. Required.
     *
     * @param providerStatus the provider's word
     * @return this builder
     */
    public Builder providerStatus(String providerStatus) {
      this.providerStatus = Objects.requireNonNull(providerStatus, "providerStatus");
      return this;
    }

    /**
     * Sets the kind of machine one replica runs on.
     *
     * @param hardware the provider's name for it
     * @return this builder
     */
    public Builder hardware(String hardware) {
      this.hardware = Objects.requireNonNull(hardware, "hardware");
      return this;
    }

    /**
     * Sets the smallest number of replicas.
     *
     * @param minReplicas the number
     * @return this builder
     */
    public Builder minReplicas(int minReplicas) {
      this.minReplicas = minReplicas;
      return this;
    }

    /**
     * Sets the largest number of replicas.
     *
     * @param maxReplicas the number
     * @return this builder
     */
    public Builder maxReplicas(int maxReplicas) {
      this.maxReplicas = maxReplicas;
      return this;
    }

    /**
     * Sets how many replicas are ready now.
     *
     * @param readyReplicas the number
     * @return this builder
     */
    public Builder readyReplicas(int readyReplicas) {
      this.readyReplicas = readyReplicas;
      return this;
    }

    /**
     * Sets the most it can cost per hour.
     *
     * @param pricePerHour the price of all replicas together
     * @return this builder
     */
    public Builder pricePerHour(Money pricePerHour) {
      this.pricePerHour = Objects.requireNonNull(pricePerHour, "pricePerHour");
      return this;
    }

    /**
     * Sets when it was created.
     *
     * @param createdAt the time
     * @return this builder
     */
    public Builder createdAt(Instant createdAt) {
      this.createdAt = Objects.requireNonNull(createdAt, "createdAt");
      return this;
    }

    /**
     * Sets what the provider says about its state.
     *
     * @param message the provider's words
     * @return this builder
     */
    public Builder message(String message) {
      this.message = Objects.requireNonNull(message, "message");
      return this;
    }

    /**
     * Says that no machine stands for it: whatever its state, it costs only what is asked of it.
     *
     * @return this builder
     */
    public Builder withoutMachines() {
      this.machines = false;
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
     * Sets facts about the HTTP answer.
     *
     * @param meta the facts
     * @return this builder
     */
    public Builder meta(ResponseMeta meta) {
      this.meta = Objects.requireNonNull(meta, "meta");
      return this;
    }

    /**
     * Builds the value.
     *
     * @return the value
     */
    public Deployment build() {
      return new Deployment(this);
    }
  }
}
