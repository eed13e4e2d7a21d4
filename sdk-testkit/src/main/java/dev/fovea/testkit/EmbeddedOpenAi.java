package dev.fovea.testkit;

import dev.fovea.testkit.account.Terms;
import dev.fovea.testkit.openai.OpenAiService;
import dev.fovea.testkit.openai.Settings;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * OpenAI on the loopback address: files, uploads in parts, jobs, models, inference and batches, all
 * with state behind them. An upload in parts expires after an hour, of real time where virtual time
 * runs faster. Thread-safe.
 *
 * <p>A client takes a server that is not at OpenAI's address for another's that speaks as OpenAI
 * does; tell it that this one is not, with {@code compatible(false)} or by {@link #environment()}.
 */
public final class EmbeddedOpenAi extends EmbeddedProvider {
  private EmbeddedOpenAi(int port, Terms terms, Settings settings) {
    super(port, terms, () -> OpenAiService.open(terms, settings));
  }

  /** What stands in the error of a job that has not failed; all three are seen. */
  public enum EmptyError {
    /** {@code null}. */
    NULL("null"),
    /** {@code {}}. */
    EMPTY_OBJECT("{}"),
    /** An object whose {@code code}, {@code message} and {@code param} are null. */
    NULL_FIELDS("{\"code\":null,\"message\":null,\"param\":null}");

    private final String json;

    EmptyError(String json) {
      this.json = json;
    }
  }

  /**
   * Starts with every default: a free port, the key {@value #DEFAULT_API_KEY}, fast virtual time.
   *
   * @return the running provider
   */
  public static EmbeddedOpenAi start() {
    return builder().start();
  }

  /** {@return a builder with every default} */
  public static Builder builder() {
    return new Builder();
  }

  /** {@return the base URL for clients, {@code http://127.0.0.1:PORT/v1}} */
  @Override
  public URI baseUrl() {
    return URI.create(root() + "/v1");
  }

  /**
   * {@return key and base URL, and that the server at this address is no other's that only speaks
   * as OpenAI does, which a client would take it for}
   */
  @Override
  public Map<String, String> environment() {
    Map<String, String> variables = environment("OPENAI");
    variables.put("OPENAI_COMPATIBLE", "false");
    return variables;
  }

  /** Sets up an {@link EmbeddedOpenAi}; for one thread. */
  public static final class Builder extends EmbeddedProvider.Builder<Builder> {
    /** For {@link EmbeddedProviders}, which finds it; others ask {@link #builder()}. */
    public Builder() {}

    private @Nullable String adminKey;
    private boolean trainingAvailable = true;
    private Duration modelDelay = Duration.ZERO;
    private EmptyError emptyErrors = EmptyError.EMPTY_OBJECT;
    private String runningStatus = "running";
    private boolean sparse;

    @Override
    public String id() {
      return "openai";
    }

    @Override
    protected Builder self() {
      return this;
    }

    /**
     * Sets the admin key, which the permissions of checkpoints then ask for; the ordinary key is
     * refused there with 403, and the admin key everywhere else. By default the ordinary key may do
     * everything.
     *
     * @param key the admin key
     * @return this builder
     */
    public Builder adminKey(String key) {
      this.adminKey = key;
      return this;
    }

    /**
     * Sets whether jobs can be created. When they cannot, a create is refused with 403
     * {@code training_not_available}, as organizations are that OpenAI lets train no more (from
     * 2027-01-06 on that is everybody); all else goes on.
     *
     * @param available true, the default, if they can
     * @return this builder
     */
    public Builder trainingAvailable(boolean available) {
      this.trainingAvailable = available;
      return this;
    }

    /**
     * Sets how long after its job a tuned model is not loaded yet; meanwhile it is 404
     * {@code model_not_found}, as OpenAI warns.
     *
     * @param delay the virtual time; none by default
     * @return this builder
     */
    public Builder modelDelay(Duration delay) {
      this.modelDelay = delay;
      return this;
    }

    /**
     * Sets what stands in the error of a job that has not failed.
     *
     * @param shape one of the three that are seen; {@link EmptyError#EMPTY_OBJECT} by default
     * @return this builder
     */
    public Builder emptyErrors(EmptyError shape) {
      this.emptyErrors = shape;
      return this;
    }

    /**
     * Sets the word for a job that runs, to meet a client with one that it does not know.
     *
     * @param status the word; {@code running} by default
     * @return this builder
     */
    public Builder runningStatus(String status) {
      this.runningStatus = status;
      return this;
    }

    /**
     * Lets answers leave out fields that the specification calls required and its own examples
     * omit: of jobs the error, the end, the knobs, the tokens and the seed; of files the status, of
     * their list the ids of first and last.
     *
     * @param sparse whether they do; false by default
     * @return this builder
     */
    public Builder sparseAnswers(boolean sparse) {
      this.sparse = sparse;
      return this;
    }

    @Override
    public EmbeddedOpenAi start() {
      return new EmbeddedOpenAi(
          port(),
          terms(),
          new Settings(
              adminKey, trainingAvailable, modelDelay, emptyErrors.json, runningStatus, sparse));
    }
  }
}
