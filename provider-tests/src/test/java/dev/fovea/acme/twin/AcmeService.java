package dev.fovea.acme.twin;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fovea.testkit.account.Tenant;
import dev.fovea.testkit.account.Terms;
import dev.fovea.testkit.server.Emulation;
import dev.fovea.testkit.server.Exchange;
import dev.fovea.testkit.server.Json;
import dev.fovea.testkit.server.Problem;
import dev.fovea.testkit.server.Reply;
import dev.fovea.testkit.server.Routes;
import dev.fovea.testkit.storage.Background;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All of Acme behind one door: it checks the key and finds the operation. Thread-safe. */
final class AcmeService implements Emulation {
  private static final int PAGE = 50;

  private final Tenant tenant;
  private final Background background = new Background();
  private final Materials materials;
  private final Lessons lessons;
  private final Stages stages;
  private final Routes routes = new Routes();

  AcmeService(Terms terms) {
    this.tenant = new Tenant(terms);
    this.materials = new Materials(tenant);
    this.lessons = new Lessons(tenant, materials, background);
    this.stages = new Stages(tenant, lessons);
    materials.addTo(routes);
    lessons.addTo(routes);
    stages.addTo(routes);
    new Talk(tenant, lessons, stages).addTo(routes);
  }

  @Override
  public Reply handle(Exchange exchange) throws Exception {
    if (!tenant.accepts(exchange.authorization())) {
      return fault(401, "stranger", "Acme does not know this key.");
    }
    Optional<Routes.Action> action = routes.find(exchange, exchange.path());
    if (action.isEmpty()) {
      throw missing(exchange.path());
    }
    return action.get().handle(exchange).header("x-request-id", "acme-" + tenant.hex(12));
  }

  @Override
  public Reply trouble(Exchange exchange, int status, String message) {
    return fault(status, "trouble", message);
  }

  static Problem refused(String message) {
    return new Problem(message, fault(422, "refused", message));
  }

  static Problem missing(String what) {
    String message = "There is no " + what + ".";
    return new Problem(message, fault(404, "missing", message));
  }

  private static Reply fault(int status, String kind, String says) {
    return Reply.json(status, Map.of("fault", Map.of("kind", kind, "says", says)));
  }

  /** A page of a listing: what follows the entry that the query names. */
  static Reply page(Exchange exchange, List<ObjectNode> all) {
    String after = exchange.queryValues().getOrDefault("after", "");
    List<ObjectNode> rest = after.isEmpty()
        ? all
        : all.stream().dropWhile(entry -> !ref(entry).equals(after)).skip(1).toList();
    ObjectNode page = Json.object();
    ArrayNode entries = page.putArray("entries");
    rest.stream().limit(PAGE).forEach(entries::add);
    if (rest.size() > PAGE) {
      page.put("more", ref(rest.get(PAGE - 1)));
    }
    return Reply.json(200, page);
  }

  private static String ref(ObjectNode entry) {
    return entry.path("ref").asText();
  }

  @Override
  public List<String> fileIds() {
    return materials.created();
  }

  @Override
  public Optional<String> sha256(String fileId) {
    return materials.find(fileId).map(material -> material.bytes().sha256());
  }

  @Override
  public List<String> jobIds() {
    return lessons.created();
  }

  @Override
  public List<String> deploymentIds() {
    return stages.created();
  }

  @Override
  public void failNextJob(String reason) {
    lessons.failNext(reason);
  }

  @Override
  public void restartNextJob() {
    lessons.restartNext();
  }

  @Override
  public void close() {
    background.close();
    materials.close();
  }
}
