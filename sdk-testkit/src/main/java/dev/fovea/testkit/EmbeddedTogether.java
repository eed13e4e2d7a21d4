package dev.fovea.testkit;

import dev.fovea.testkit.control.Faults;
import dev.fovea.testkit.control.RequestLog;
import dev.fovea.testkit.control.VirtualClock;
import dev.fovea.testkit.server.Exchange;
import dev.fovea.testkit.server.Reply;
import dev.fovea.testkit.server.Service;
import dev.fovea.testkit.server.WebServer;
import dev.fovea.testkit.together.Settings;
import dev.fovea.testkit.together.TogetherService;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * Together AI on the loopback address, for tests and demonstrations: the provider's paths, statuses
 * and error bodies, with state behind them. It learns: a job trains on the pictures of the uploaded
 * file, and the tuned model answers a new picture with the answer of the most similar one.
 *
 * <p>Jobs and deployments take virtual time ({@link #clock()}), which by default runs
 * {@value Builder#DEFAULT_TIME_SCALE} times as fast as the wall clock, so that a job takes a second
 * or two. Nothing costs money. Uploads go to a temporary folder that {@link #close()} removes.
 * Thread-safe.
 */
public final class EmbeddedTogether implements AutoCloseable {
  /** The key accepted when the builder names no other. */
  public static final String DEFAULT_API_KEY = "embedded";

  private final WebServer server;
  private volatile TogetherService service;
  private final Settings settings;
  private final Faults faults;
  private final RequestLog requests;

  private EmbeddedTogether(int port, Settings settings) {
    this.settings = settings;
    this.faults = Faults.none();
    this.requests = RequestLog.create();
    this.service = TogetherService.open(settings);
    this.server = serve(port);
  }

  private WebServer serve(int port) {
    try {
      return WebServer.start(port, new Current(), faults, requests);
    } catch (RuntimeException notStarted) {
      service.close();
      throw notStarted;
    }
  }

  /**
   * Starts with every default: a free port, the key {@value #DEFAULT_API_KEY}, fast virtual time.
   *
   * @return the running provider
   */
  public static EmbeddedTogether start() {
    return builder().start();
  }

  /** {@return a builder with every default} */
  public static Builder builder() {
    return new Builder();
  }

  /** {@return the base URL for clients, {@code http://127.0.0.1:PORT/v1}} */
  public URI baseUrl() {
    return URI.create(server.root() + "/v1");
  }

  /** {@return the key this provider accepts} */
  public String apiKey() {
    return settings.apiKey();
  }

  /** {@return the time jobs and deployments live in} */
  public VirtualClock clock() {
    return settings.clock();
  }

  /** {@return the switchboard for what goes wrong} */
  public Faults faults() {
    return faults;
  }

  /** {@return the requests seen so far} */
  public RequestLog requests() {
    return requests;
  }

  /** {@return the ids of all files ever created here, deleted ones included} */
  public List<String> files() {
    return service.fileIds();
  }

  /**
   * {@return the SHA-256 of a file's bytes in lower-case hex; absent until they are stored}
   *
   * @param fileId the file's id
   */
  public Optional<String> sha256(String fileId) {
    return service.sha256(fileId);
  }

  /** {@return the ids of all fine-tuning jobs ever created here, deleted ones included} */
  public List<String> jobs() {
    return service.jobIds();
  }

  /** {@return the ids of all deployments ever created here, deleted ones included} */
  public List<String> deployments() {
    return service.deploymentIds();
  }

  /**
   * Lets the next job that is created fail at the end of its training.
   *
   * @param reason what its last event, {@code JOB_ERROR}, will say
   */
  public void failNextJob(String reason) {
    service.failNextJob(reason);
  }

  /**
   * Lets the next job that is created lose its machine once: it runs, is queued again, and starts
   * over, told by the event {@code JOB_RESTARTED}.
   */
  public void restartNextJob() {
    service.restartNextJob();
  }

  /**
   * Forgets all files, jobs, deployments, faults and requests; the address, the key and the clock
   * stay.
   */
  public void reset() {
    TogetherService old = service;
    service = TogetherService.open(settings);
    old.close();
    faults.clear();
    requests.clear();
  }

  /** The service of the moment: a reset puts a fresh account behind the same address. */
  private final class Current implements Service {
    @Override
    public Reply handle(Exchange exchange) throws Exception {
      return service.handle(exchange);
    }

    @Override
    public Reply trouble(int status, String message) {
      return service.trouble(status, message);
    }
  }

  /** Stops the server, ends its threads and removes what was uploaded. */
  @Override
  public void close() {
    server.close();
    service.close();
  }

  /** Sets up an {@link EmbeddedTogether}; for one thread. */
  public static final class Builder {
    /** Seconds of virtual time for one real second unless set otherwise. */
    public static final int DEFAULT_TIME_SCALE = 400;

    private int port;
    private String apiKey = DEFAULT_API_KEY;
    private long seed = 1;
    private boolean lowerCaseEvents;
    private boolean v1Endpoints;
    private VirtualClock clock = VirtualClock.running(DEFAULT_TIME_SCALE);
    private int requestsPerMinute = 6_000;
    private long tokensPerMinute = 20_000_000;
    private boolean hugeSeeds = true;

    private Builder() {}

    /**
     * Sets the port; 0, the default, takes any free one.
     *
     * @param port 0 to 65535
     * @return this builder
     */
    public Builder port(int port) {
      this.port = port;
      return this;
    }

    /**
     * Sets the key clients must send.
     *
     * @param apiKey the key
     * @return this builder
     */
    public Builder apiKey(String apiKey) {
      this.apiKey = apiKey;
      return this;
    }

    /**
     * Sets how fast virtual time runs.
     *
     * @param scale seconds of virtual time for one real second; 0 stands still until the clock is
     *     advanced
     * @return this builder
     */
    public Builder timeScale(double scale) {
      return clock(VirtualClock.running(scale));
    }

    /**
     * Sets the clock, for several providers that share one.
     *
     * @param clock the time jobs and deployments live in
     * @return this builder
     */
    public Builder clock(VirtualClock clock) {
      this.clock = clock;
      return this;
    }

    /**
     * Sets where the provider's ids begin; equal seeds give equal ids for equal calls.
     *
     * @param seed any number; 1 by default
     * @return this builder
     */
    public Builder seed(long seed) {
      this.seed = seed;
      return this;
    }

    /**
     * Writes event types as the provider's specification has them ({@code job_start}); by default
     * they are upper case as its older clients expect.
     *
     * @param lowerCase whether to write lower case
     * @return this builder
     */
    public Builder lowerCaseEvents(boolean lowerCase) {
      this.lowerCaseEvents = lowerCase;
      return this;
    }

    /**
     * Sets how much inference a minute of virtual time allows; what is beyond gets a 429 that says
     * how long to wait.
     *
     * @param requestsPerMinute calls of chat, completions and embeddings; 6000 by default
     * @param tokensPerMinute tokens of questions and answers together; 20 million by default
     * @return this builder
     */
    public Builder rateLimit(int requestsPerMinute, long tokensPerMinute) {
      this.requestsPerMinute = requestsPerMinute;
      this.tokensPerMinute = tokensPerMinute;
      return this;
    }

    /**
     * Sets whether answers whose request named no seed name one larger than a signed long, as real
     * ones do.
     *
     * @param huge true, the default, for those; false for a small one
     * @return this builder
     */
    public Builder hugeSeeds(boolean huge) {
      this.hugeSeeds = huge;
      return this;
    }

    /**
     * Lets endpoints of the first interface be made. By default a create is refused with 403
     * {@code endpoints_v1_create_access_disabled}, as the provider does since July 2026.
     *
     * @param allowed whether they can be made
     * @return this builder
     */
    public Builder v1Endpoints(boolean allowed) {
      this.v1Endpoints = allowed;
      return this;
    }

    /**
     * Starts the provider.
     *
     * @return the running provider, to be closed
     * @throws java.io.UncheckedIOException when the port is taken
     */
    public EmbeddedTogether start() {
      return new EmbeddedTogether(
          port,
          new Settings(
              apiKey,
              seed,
              lowerCaseEvents,
              v1Endpoints,
              clock,
              new Settings.Inference(requestsPerMinute, tokensPerMinute, hugeSeeds)));
    }
  }
}
