package dev.fovea.testkit.fireworks;

import dev.fovea.testkit.account.Terms;
import dev.fovea.testkit.server.Emulation;
import dev.fovea.testkit.server.Exchange;
import dev.fovea.testkit.server.Reply;
import dev.fovea.testkit.server.Routes;
import dev.fovea.testkit.storage.Background;
import java.util.List;
import java.util.Optional;

/**
 * The whole of Fireworks behind one door: it checks the key and finds the operation. Thread-safe.
 */
public final class FireworksService implements Emulation {
  /** The account that the key belongs to. */
  public static final String ACCOUNT = Account.ID;

  private static final String INFERENCE = "/inference/v1";
  private static final String CONTROL = "/v1";

  private final Account account;
  private final Background background = new Background();
  private final Storage storage;
  private final DatasetStore datasets;
  private final JobStore jobs;
  private final DeploymentStore deployments;
  private final Routes control = new Routes();
  private final Routes inference = new Routes();

  private FireworksService(Terms terms) {
    this.account = new Account(terms);
    this.storage = new Storage(account);
    this.datasets = new DatasetStore(account, storage, background);
    new AccountRoutes(account).addTo(control);
    new DatasetRoutes(account, storage, datasets).addTo(control);
    ModelStore models = new ModelStore(account, Catalogue.load());
    EvaluatorStore evaluators = new EvaluatorStore(account);
    new EvaluatorRoutes(account, storage, evaluators).addTo(control);
    JobRules rules = new JobRules(datasets, models, evaluators);
    this.jobs = new JobStore(account, datasets, models, rules, new JobWork(background));
    new JobRoutes(account, jobs, rules, datasets, new JobObject(account, storage)).addTo(control);
    Shapes shapes = new Shapes(models);
    shapes.addTo(control);
    this.deployments = new DeploymentStore(account, new DeploymentRules(models, shapes));
    serve(models);
  }

  private void serve(ModelStore models) {
    AddonStore addons = new AddonStore(account, models, deployments);
    new DeploymentRoutes(account, deployments, addons).addTo(control);
    new AddonRoutes(account, addons).addTo(control);
    Served served = new Served(account, models, deployments, addons);
    new ModelRoutes(account, storage, models, served::refs).addTo(control);
    new InferenceRoutes(account, new Inference(account, served)).addTo(inference);
    Inference inBatches = new Inference(account, new BatchModels(models));
    new BatchJobs(account, datasets, inBatches, background).addTo(control);
  }

  /**
   * An account without data sets, jobs and deployments.
   *
   * @param terms what every provider is told
   * @return the service
   */
  public static FireworksService open(Terms terms) {
    return new FireworksService(terms);
  }

  @Override
  public List<String> fileIds() {
    return datasets.created();
  }

  @Override
  public Optional<String> sha256(String fileId) {
    return datasets.sha256(fileId);
  }

  @Override
  public List<String> jobIds() {
    return jobs.created();
  }

  @Override
  public List<String> deploymentIds() {
    return deployments.created();
  }

  /**
   * Lets the next deployment that is created fail to come up.
   *
   * @param reason what it will say of it
   */
  public void failNextDeployment(String reason) {
    deployments.failNext(reason);
  }

  @Override
  public void failNextJob(String reason) {
    jobs.failNext(reason);
  }

  @Override
  public void restartNextJob() {
    jobs.restartNext();
  }

  @Override
  public Reply handle(Exchange exchange) throws Exception {
    if (exchange.path().startsWith(Storage.PATH)) {
      return storage.handle(exchange);
    }
    String key =
        exchange.apiKey().isEmpty() ? exchange.authorization() : "Bearer " + exchange.apiKey();
    if (!account.accepts(key)) {
      return trouble(exchange, 401, "The API key you provided is invalid.");
    }
    return operation(exchange)
        .header("x-request-id", exchange.header("x-request-id").orElseGet(account::uuid));
  }

  private Reply operation(Exchange exchange) throws Exception {
    boolean control = isControl(exchange);
    Routes routes = control ? this.control : inference;
    String path = below(exchange.path());
    Optional<Routes.Action> action = routes.find(exchange, path);
    if (action.isPresent()) {
      return action.get().handle(exchange);
    }
    return routes.knows(path)
        ? trouble(exchange, 405, "Method " + exchange.method() + " is not allowed here.")
        : trouble(exchange, 404, "There is nothing at " + exchange.path() + ".");
  }

  private static boolean isControl(Exchange exchange) {
    return exchange.path().startsWith(CONTROL + "/accounts");
  }

  /** The path without its prefix; inference stands below two. */
  private static String below(String path) {
    for (String prefix : List.of(INFERENCE, CONTROL)) {
      if (path.startsWith(prefix + "/")) {
        return path.substring(prefix.length());
      }
    }
    return path;
  }

  @Override
  public Reply trouble(Exchange exchange, int status, String message) {
    return isControl(exchange)
        ? Grpc.ofStatus(status, message)
        : InferenceErrors.ofStatus(status, message);
  }

  @Override
  public void close() {
    background.close();
    storage.close();
  }
}
