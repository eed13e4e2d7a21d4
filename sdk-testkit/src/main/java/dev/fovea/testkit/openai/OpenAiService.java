package dev.fovea.testkit.openai;

import dev.fovea.testkit.account.Terms;
import dev.fovea.testkit.server.Emulation;
import dev.fovea.testkit.server.Exchange;
import dev.fovea.testkit.server.Problem;
import dev.fovea.testkit.server.Reply;
import dev.fovea.testkit.server.Routes;
import dev.fovea.testkit.storage.Background;
import java.util.List;
import java.util.Optional;

/** The whole of OpenAI behind one door: it checks the key and finds the operation. Thread-safe. */
public final class OpenAiService implements Emulation {
  private static final String VERSION = "/v1";

  private final Account account;
  private final Background background = new Background();
  private final Routes routes = new Routes();
  private final Settings settings;
  private final Catalogue catalogue = Catalogue.load();
  private final FileStore files;
  private final ModelStore models;
  private final JobStore jobs;

  private OpenAiService(Terms terms, Settings settings) {
    this.account = new Account(terms);
    this.settings = settings;
    this.files = new FileStore(account);
    this.models = new ModelStore(account, catalogue, settings);
    this.jobs = new JobStore(account, files, models, background);
    manage();
    infer();
  }

  /** Files, uploads, jobs, models. */
  private void manage() {
    new FileRoutes(files, settings).addTo(routes);
    new UploadRoutes(account, new UploadStore(account, files)).addTo(routes);
    new JobRoutes(account, settings, jobs).addTo(routes);
    new ModelRoutes(models).addTo(routes);
    new CheckpointRoutes(account, models).addTo(routes);
    new GraderRoutes().addTo(routes);
  }

  /** Chat, vectors, moderation, batches. */
  private void infer() {
    Inference inference = new Inference(account, models);
    InferenceRoutes answers = new InferenceRoutes(account, inference);
    answers.addTo(routes);
    new BatchRoutes(account, files, background, answers).addTo(routes);
  }

  /**
   * An account without files and jobs.
   *
   * @param terms what every provider is told
   * @param settings what OpenAI is told besides
   * @return the service
   */
  public static OpenAiService open(Terms terms, Settings settings) {
    return new OpenAiService(terms, settings);
  }

  @Override
  public List<String> fileIds() {
    return files.created();
  }

  @Override
  public Optional<String> sha256(String fileId) {
    return files.find(fileId).map(StoredFile::sha256);
  }

  @Override
  public List<String> jobIds() {
    return jobs.created();
  }

  /** {@return none: OpenAI serves models by itself} */
  @Override
  public List<String> deploymentIds() {
    return List.of();
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
    try {
      return marked(answer(exchange));
    } catch (Problem refused) {
      throw new Problem(String.valueOf(refused.getMessage()), marked(refused.reply()));
    }
  }

  private Reply marked(Reply reply) {
    return reply
        .header("x-request-id", "req_" + account.hex(32))
        .header("openai-version", "2020-10-01")
        .header("openai-processing-ms", "12");
  }

  private Reply answer(Exchange exchange) throws Exception {
    String path = exchange.path();
    boolean known = account.accepts(exchange.authorization());
    boolean admin = isAdmin(exchange.authorization());
    if (!known && !admin) {
      return unknownKey(exchange);
    }
    if (path.startsWith(VERSION + CheckpointRoutes.PREFIX) ? !admin : !known) {
      return OpenAiErrors.reply(
          403, "You have insufficient permissions for this operation.", null, null);
    }
    if (path.startsWith(VERSION + "/")) {
      Optional<Routes.Action> action = routes.find(exchange, path.substring(VERSION.length()));
      if (action.isPresent()) {
        return action.get().handle(exchange);
      }
    }
    return path.startsWith(VERSION + "/") && routes.knows(path.substring(VERSION.length()))
        ? OpenAiErrors.reply(
            405,
            "Not allowed to " + exchange.method() + " on " + path + ".",
            null,
            "method_not_supported")
        : OpenAiErrors.reply(
            404, "Invalid URL (" + exchange.method() + " " + path + ")", null, null);
  }

  private boolean isAdmin(String authorization) {
    String key = settings.adminKey();
    return key == null ? account.accepts(authorization) : authorization.equals("Bearer " + key);
  }

  private static Reply unknownKey(Exchange exchange) {
    if (exchange.authorization().isEmpty()) {
      return OpenAiErrors.reply(401, "You didn't provide an API key.", null, null);
    }
    return Reply.json(
        401,
        OpenAiErrors.body(401, "Incorrect API key provided.", null, "invalid_api_key")
            .put("status", 401));
  }

  @Override
  public Reply trouble(Exchange exchange, int status, String message) {
    return marked(OpenAiErrors.ofStatus(status, message));
  }

  @Override
  public void close() {
    background.close();
    files.close();
  }
}
