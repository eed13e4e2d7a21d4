package dev.fovea.testkit.fireworks;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The account's evaluators. Thread-safe. */
final class EvaluatorStore {
  private final Account account;
  private final Map<String, Evaluator> evaluators = new LinkedHashMap<>();

  EvaluatorStore(Account account) {
    this.account = account;
  }

  synchronized Evaluator create(String id, ObjectNode fields) {
    Evaluator made = new Evaluator(id, fields, account.now());
    if (evaluators.containsKey(id)) {
      throw Grpc.ALREADY_EXISTS.problem("evaluator " + made.name() + " already exists");
    }
    evaluators.put(id, made);
    return made;
  }

  synchronized Evaluator get(String id) {
    Evaluator evaluator = evaluators.get(id);
    if (evaluator == null) {
      throw Grpc.NOT_FOUND.problem("evaluator " + Account.name("evaluators", id) + " not found");
    }
    return evaluator;
  }

  /** Refuses an evaluator that cannot be used. */
  void active(String name, String field) {
    Grpc.unless(!name.isEmpty(), field + " is required");
    String state = get(Names.id(name, "evaluators", field)).state(account.now());
    if (!state.equals("ACTIVE")) {
      throw Grpc.FAILED_PRECONDITION.problem(
          "evaluator " + name + " is not ACTIVE, it is " + state);
    }
  }

  synchronized void delete(String id) {
    get(id);
    evaluators.remove(id);
  }

  synchronized List<ObjectNode> objects() {
    return evaluators.values().stream().map(e -> e.object(account.now())).toList();
  }
}
