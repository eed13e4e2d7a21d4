package dev.fovea.testkit.together;

import dev.fovea.testkit.account.Terms;
import dev.fovea.testkit.server.Emulation;
import dev.fovea.testkit.server.Exchange;
import dev.fovea.testkit.server.Reply;
import dev.fovea.testkit.server.Routes;
import dev.fovea.testkit.storage.Background;
import java.util.List;
import java.util.Optional;

/**
 * The whole of Together behind one door: it checks the key and finds the operation. Thread-safe.
 */
public final class TogetherService implements Emulation {
  private final Account account;
  private final Background background = new Background();
  private final FileStore files;
  private final JobStore jobs;
  private final EndpointStore endpoints;
  private final FileRoutes fileRoutes;
  private final WeightRoutes weightRoutes;
  private final PartRoutes partRoutes;
  private final Routes v1 = new Routes();
  private final Routes v2 = new Routes();

  private TogetherService(Terms terms, Settings settings) {
    Catalogue catalogue = Catalogue.load();
    this.account = new Account(terms, settings);
    this.files = new FileStore(account, background);
    this.jobs = new JobStore(account, files, background, catalogue);
    ModelUploads uploads = new ModelUploads(account);
    Registry registry = new Registry(account, catalogue, jobs, uploads);
    this.endpoints = new EndpointStore(account, registry);
    this.fileRoutes = new FileRoutes(account, files);
    v1.add("GET", "/whoami", e -> Reply.json(200, account.whoami()));
    this.partRoutes = new PartRoutes(account, files);
    partRoutes.addTo(v1);
    fileRoutes.addTo(v1);
    new JobRoutes(account, jobs, catalogue).addTo(v1);
    new ForecastRoutes(account, files, jobs).addTo(v1);
    this.weightRoutes = new WeightRoutes(account, jobs);
    weightRoutes.addTo(v1);
    AdapterStore adapters = new AdapterStore(account, endpoints, registry);
    DedicatedStore dedicated = new DedicatedStore(account, catalogue, jobs);
    new ManagementRoutes(endpoints, registry, catalogue, adapters).addTo(v2);
    new RegistryRoutes(account, registry, uploads).addTo(v1, v2);
    new DedicatedRoutes(dedicated, catalogue).addTo(v1);
    ChatModels models = new ChatModels(account, catalogue, jobs, endpoints, dedicated);
    Answers answers = new Answers(account, models);
    new ChatRoutes(account, answers, new Embedding(catalogue, models)).addTo(v1);
    new BatchRoutes(account, new BatchStore(account, files, background, answers)).addTo(v1);
    v1.add("GET", "/models", e -> ChatRoutes.list(catalogue, finishedJobs()));
  }

  private List<Job> finishedJobs() {
    return jobs.all().stream()
        .filter(j -> j.status(account.now()).equals("completed"))
        .toList();
  }

  /**
   * An account without files, jobs and deployments.
   *
   * @param terms what every provider is told
   * @param settings what Together is told besides
   * @return the service
   */
  public static TogetherService open(Terms terms, Settings settings) {
    return new TogetherService(terms, settings);
  }

  @Override
  public List<String> fileIds() {
    return files.created();
  }

  @Override
  public Optional<String> sha256(String fileId) {
    return files.find(fileId).map(StoredFile::sha256).filter(hash -> !hash.isEmpty());
  }

  @Override
  public List<String> jobIds() {
    return jobs.created();
  }

  @Override
  public List<String> deploymentIds() {
    return endpoints.created();
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
    String path = exchange.path();
    if (path.startsWith("/_storage/") && exchange.method().equals("PUT")) {
      return store(exchange, path);
    }
    if (path.startsWith(WeightRoutes.STORAGE) && exchange.method().equals("GET")) {
      return weightRoutes.tokens(exchange);
    }
    if (!account.accepts(exchange.authorization())) {
      return Refusals.reply(
          401,
          "Invalid API key provided. Send it as: Authorization: Bearer <key>.",
          null,
          "invalid_api_key");
    }
    boolean managed = path.startsWith("/v2/");
    if (!managed && !path.startsWith("/v1/")) {
      return Refusals.reply(404, "There is nothing at " + path + ".", null, "not_found");
    }
    return operation(
        exchange, path.substring("/v1".length()), managed ? List.of(v2) : List.of(v1, v2));
  }

  private Reply store(Exchange exchange, String path) throws Exception {
    if (!exchange.authorization().isEmpty()) {
      // As the real store does: the signature in the URL is the only proof it takes.
      return Reply.text(400, "<Error><Code>InvalidArgument</Code></Error>")
          .header("Content-Type", "application/xml");
    }
    return path.startsWith(PartRoutes.STORAGE)
        ? partRoutes.put(exchange)
        : fileRoutes.put(exchange);
  }

  private Reply operation(Exchange exchange, String path, List<Routes> tables) throws Exception {
    for (Routes routes : tables) {
      Optional<Routes.Action> action = routes.find(exchange, path);
      if (action.isPresent()) {
        return action.get().handle(exchange).header("x-request-id", account.uuid());
      }
    }
    return tables.stream().anyMatch(routes -> routes.knows(path))
        ? Refusals.reply(405, "Method " + exchange.method() + " is not allowed here.", null, null)
        : Refusals.reply(404, "There is nothing at " + exchange.path() + ".", null, "not_found");
  }

  @Override
  public Reply trouble(Exchange exchange, int status, String message) {
    return Refusals.reply(status, message, null, null);
  }

  @Override
  public void close() {
    background.close();
    files.close();
  }
}
