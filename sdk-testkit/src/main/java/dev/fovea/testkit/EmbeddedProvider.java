package dev.fovea.testkit;

import dev.fovea.testkit.account.Terms;
import dev.fovea.testkit.control.Faults;
import dev.fovea.testkit.control.RequestLog;
import dev.fovea.testkit.control.VirtualClock;
import dev.fovea.testkit.server.Emulation;
import dev.fovea.testkit.server.Exchange;
import dev.fovea.testkit.server.Reply;
import dev.fovea.testkit.server.Service;
import dev.fovea.testkit.server.WebServer;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A provider on the loopback address, for tests and demonstrations: its paths, statuses and error
 * bodies, with state behind them. It learns: a job trains on the pictures of the uploaded file, and
 * the tuned model answers a new picture with the answer of the most similar one.
 *
 * <p>Jobs and deployments take virtual time ({@link #clock()}), which by default runs
 * {@value #DEFAULT_TIME_SCALE} times as fast as the wall clock, so that a job takes a second or
 * two. Nothing costs money. Uploads go to a temporary folder that {@link #close()} removes.
 * Thread-safe.
 *
 * <p>A further provider extends it, with a {@link Builder} of its own, which
 * {@link EmbeddedProviders} finds, and an {@link Emulation}, which speaks the provider's wire. What
 * does not depend on the wire is ready made in the rooms beside this one: {@code server},
 * {@code account}, {@code storage}, {@code learning}, {@code answering} and {@code listing}.
 */
public abstract class EmbeddedProvider implements AutoCloseable {
  /** The key accepted when the builder names no other. */
  public static final String DEFAULT_API_KEY = "embedded";

  /** Seconds of virtual time for one real second unless set otherwise. */
  public static final int DEFAULT_TIME_SCALE = 400;

  private final WebServer server;
  private final Supplier<? extends Emulation> opening;
  private volatile Emulation emulation;
  private final Terms terms;
  private final Faults faults;
  private final RequestLog requests;

  /**
   * Starts a provider.
   *
   * @param port where it listens on the loopback address; 0 takes any free port
   * @param terms what its builder was told
   * @param opening opens it without files, jobs and deployments; asked again at each
   *     {@link #reset()}
   * @throws java.io.UncheckedIOException when the port is taken
   */
  protected EmbeddedProvider(int port, Terms terms, Supplier<? extends Emulation> opening) {
    this.terms = terms;
    this.opening = opening;
    this.faults = Faults.none();
    this.requests = RequestLog.create();
    this.emulation = opening.get();
    this.server = serve(port);
  }

  private WebServer serve(int port) {
    try {
      return WebServer.start(port, new Current(), faults, requests);
    } catch (RuntimeException notStarted) {
      emulation.close();
      throw notStarted;
    }
  }

  /** {@return what speaks the wire now; another after a {@link #reset()}} */
  protected final Emulation emulation() {
    return emulation;
  }

  /** {@return the root of the server, {@code http://127.0.0.1:PORT}} */
  protected final URI root() {
    return server.root();
  }

  /** {@return the base URL for clients} */
  public abstract URI baseUrl();

  /**
   * {@return the environment variables by which a client finds this provider: key and base URL
   * first}
   */
  public abstract Map<String, String> environment();

  /**
   * {@return key and base URL as environment variables, in this order; more can be put to them}
   *
   * @param prefix what the variables' names begin with, such as {@code TOGETHER}
   */
  protected final Map<String, String> environment(String prefix) {
    Map<String, String> variables = new LinkedHashMap<>();
    variables.put(prefix + "_API_KEY", apiKey());
    variables.put(prefix + "_BASE_URL", baseUrl().toString());
    return variables;
  }

  /** {@return the key this provider accepts} */
  public final String apiKey() {
    return terms.apiKey();
  }

  /** {@return the time jobs and deployments live in} */
  public final VirtualClock clock() {
    return terms.clock();
  }

  /** {@return the switchboard for what goes wrong} */
  public final Faults faults() {
    return faults;
  }

  /** {@return the requests seen so far} */
  public final RequestLog requests() {
    return requests;
  }

  /** {@return the ids of all files or data sets ever created here, deleted ones included} */
  public final List<String> files() {
    return emulation.fileIds();
  }

  /**
   * {@return the SHA-256 of a file's bytes in lower-case hex; absent until they are stored}
   *
   * @param fileId the file's id
   */
  public final Optional<String> sha256(String fileId) {
    return emulation.sha256(fileId);
  }

  /** {@return the ids of all fine-tuning jobs ever created here, deleted ones included} */
  public final List<String> jobs() {
    return emulation.jobIds();
  }

  /** {@return the ids of all deployments ever created here, deleted ones included} */
  public final List<String> deployments() {
    return emulation.deploymentIds();
  }

  /**
   * Lets the next job that is created fail at the end of its training.
   *
   * @param reason what the job will say of its failure
   */
  public final void failNextJob(String reason) {
    emulation.failNextJob(reason);
  }

  /** Lets the next job that is created lose its machine once: it runs, waits again, starts over. */
  public final void restartNextJob() {
    emulation.restartNextJob();
  }

  /**
   * Forgets all files, jobs, deployments, faults and requests; the address, the key and the clock
   * stay.
   */
  public final void reset() {
    Emulation old = emulation;
    emulation = opening.get();
    old.close();
    faults.clear();
    requests.clear();
  }

  /** Stops the server, ends its threads and removes what was uploaded. */
  @Override
  public final void close() {
    server.close();
    emulation.close();
  }

  /** The account of the moment: a reset puts a fresh one behind the same address. */
  private final class Current implements Service {
    @Override
    public Reply handle(Exchange exchange) throws Exception {
      return emulation.handle(exchange);
    }

    @Override
    public Reply trouble(Exchange exchange, int status, String message) {
      return emulation.trouble(exchange, status, message);
    }
  }

  /**
   * Sets up an embedded provider; for one thread. A class of a further provider needs a public
   * constructor without parameters and a line in
   * {@code META-INF/services/dev.fovea.testkit.EmbeddedProvider$Builder} (a module:
   * {@code provides}), and is then found by its id.
   *
   * @param <B> the provider's own builder
   */
  public abstract static class Builder<B extends Builder<B>> {
    private int port;
    private String apiKey = DEFAULT_API_KEY;
    private long seed = 1;
    private VirtualClock clock = VirtualClock.running(DEFAULT_TIME_SCALE);
    private int requestsPerMinute = 6_000;
    private long tokensPerMinute = 20_000_000;

    /** For subclasses. */
    protected Builder() {}

    /** {@return the provider's id, as in {@code Providers.find}} */
    public abstract String id();

    /** {@return this builder} */
    protected abstract B self();

    /** {@return the port it was told; 0 for any free one} */
    protected final int port() {
      return port;
    }

    /** {@return what it was told, for the provider} */
    protected final Terms terms() {
      return new Terms(apiKey, seed, clock, requestsPerMinute, tokensPerMinute);
    }

    /**
     * Sets the port; 0, the default, takes any free one.
     *
     * @param port 0 to 65535
     * @return this builder
     */
    public final B port(int port) {
      this.port = port;
      return self();
    }

    /**
     * Sets the key clients must send.
     *
     * @param apiKey the key
     * @return this builder
     */
    public final B apiKey(String apiKey) {
      this.apiKey = apiKey;
      return self();
    }

    /**
     * Sets how fast virtual time runs.
     *
     * @param scale seconds of virtual time for one real second; 0 stands still until the clock is
     *     advanced
     * @return this builder
     */
    public final B timeScale(double scale) {
      return clock(VirtualClock.running(scale));
    }

    /**
     * Sets the clock, for several providers that share one.
     *
     * @param clock the time jobs and deployments live in
     * @return this builder
     */
    public final B clock(VirtualClock clock) {
      this.clock = clock;
      return self();
    }

    /**
     * Sets where the provider's ids begin; equal seeds give equal ids for equal calls.
     *
     * @param seed any number; 1 by default
     * @return this builder
     */
    public final B seed(long seed) {
      this.seed = seed;
      return self();
    }

    /**
     * Sets how much inference a minute of virtual time allows; what is beyond gets a 429 that says
     * how long to wait.
     *
     * @param requestsPerMinute calls of chat, completions and embeddings; 6000 by default
     * @param tokensPerMinute tokens of questions and answers together; 20 million by default
     * @return this builder
     */
    public final B rateLimit(int requestsPerMinute, long tokensPerMinute) {
      this.requestsPerMinute = requestsPerMinute;
      this.tokensPerMinute = tokensPerMinute;
      return self();
    }

    /**
     * Starts the provider.
     *
     * @return the running provider, to be closed
     * @throws java.io.UncheckedIOException when the port is taken
     */
    public abstract EmbeddedProvider start();
  }
}
