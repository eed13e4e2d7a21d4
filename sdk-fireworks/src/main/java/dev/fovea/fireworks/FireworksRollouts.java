package dev.fovea.fireworks;

import java.util.Map;
import java.util.Optional;
import org.immutables.value.Value;

/**
 * How answers are made and graded in reinforcement tuning. What is absent is left to Fireworks.
 * Immutable.
 */
@Value.Immutable
public abstract class FireworksRollouts {
  FireworksRollouts() {}

  /** {@return how many answers each prompt gets; Fireworks' choice when absent} */
  public abstract Optional<Integer> candidates();

  /** {@return how long an answer may be, in tokens; Fireworks' choice when absent} */
  public abstract Optional<Integer> maxOutputTokens();

  /** {@return how freely answers vary; Fireworks' choice when absent} */
  public abstract Optional<Double> temperature();

  /** {@return the share of likely tokens that are chosen from; Fireworks' choice when absent} */
  public abstract Optional<Double> topP();

  /** {@return the number of likely tokens that are chosen from; Fireworks' choice when absent} */
  public abstract Optional<Integer> topK();

  /** {@return how many prompts are worked on together in a large data set; 200 when absent} */
  public abstract Optional<Integer> chunkSize();

  /** {@return how many answers are made at once; Fireworks' choice when absent} */
  public abstract Optional<Integer> maxConcurrentRollouts();

  /** {@return how many answers are graded at once; Fireworks' choice when absent} */
  public abstract Optional<Integer> maxConcurrentEvaluations();

  /** {@return on how many replicas answers are made at most; Fireworks' choice when absent} */
  public abstract Optional<Integer> maxInferenceReplicas();

  /** {@return the server of tools the model may call; none when absent} */
  public abstract Optional<String> mcpServer();

  /** {@return what else each question for an answer says, by the wire's names; nothing if empty} */
  public abstract Map<String, Object> extraBody();

  /** {@return a builder that starts with these settings} */
  public abstract Builder toBuilder();

  /** {@return an empty builder} */
  public static Builder builder() {
    return ImmutableFireworksRollouts.builder();
  }

  /** Builds {@link FireworksRollouts}; for one thread and one use. */
  public abstract static class Builder {
    Builder() {}

    /**
     * Sets how many answers each prompt gets.
     *
     * @param candidates at least 1
     * @return this builder
     */
    public abstract Builder candidates(int candidates);

    /**
     * Sets how long an answer may be.
     *
     * @param maxOutputTokens at least 1, in tokens
     * @return this builder
     */
    public abstract Builder maxOutputTokens(int maxOutputTokens);

    /**
     * Sets how freely answers vary.
     *
     * @param temperature 0 to 2
     * @return this builder
     */
    public abstract Builder temperature(double temperature);

    /**
     * Sets the share of likely tokens that are chosen from.
     *
     * @param topP 0 to 1
     * @return this builder
     */
    public abstract Builder topP(double topP);

    /**
     * Sets the number of likely tokens that are chosen from.
     *
     * @param topK 0 or more
     * @return this builder
     */
    public abstract Builder topK(int topK);

    /**
     * Sets how many prompts are worked on together. Fireworks looks at it when there are more than
     * 300.
     *
     * @param chunkSize 1 to 10,000
     * @return this builder
     */
    public abstract Builder chunkSize(int chunkSize);

    /**
     * Sets how many answers are made at once.
     *
     * @param maxConcurrentRollouts at least 1
     * @return this builder
     */
    public abstract Builder maxConcurrentRollouts(int maxConcurrentRollouts);

    /**
     * Sets how many answers are graded at once.
     *
     * @param maxConcurrentEvaluations at least 1
     * @return this builder
     */
    public abstract Builder maxConcurrentEvaluations(int maxConcurrentEvaluations);

    /**
     * Sets on how many replicas answers are made at most.
     *
     * @param maxInferenceReplicas at least 1
     * @return this builder
     */
    public abstract Builder maxInferenceReplicas(int maxInferenceReplicas);

    /**
     * Sets the server of tools the model may call. Newer gateways have no such field.
     *
     * @param mcpServer its name
     * @return this builder
     */
    public abstract Builder mcpServer(String mcpServer);

    /**
     * Sets what else each question for an answer says.
     *
     * @param extraBody fields of a chat request by the wire's names, such as {@code stop}
     * @return this builder
     */
    public abstract Builder extraBody(Map<String, ? extends Object> extraBody);

    /**
     * Builds the value.
     *
     * @return the value
     */
    public abstract FireworksRollouts build();
  }
}
