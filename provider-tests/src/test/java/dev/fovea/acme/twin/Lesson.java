package dev.fovea.acme.twin;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fovea.testkit.learning.Study;
import dev.fovea.testkit.learning.TunedModel;
import dev.fovea.testkit.server.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One job and where it stands at a moment of virtual time. Guarded by itself. */
final class Lesson {
  private static final Duration WAITING = Duration.ofSeconds(10);
  private static final Duration LEARNING = Duration.ofMinutes(5);

  private final ObjectNode request;
  private final String ref;
  private final Instant at;
  private final Study study;
  private final Duration delay;
  private @Nullable Instant ended;

  Lesson(String ref, ObjectNode request, Instant at, Study study, Duration delay) {
    this.ref = ref;
    this.request = request;
    this.at = at;
    this.study = study;
    this.delay = delay;
  }

  private String mind() {
    return request.path("mind").asText();
  }

  /** The name of what comes out. */
  String newMind() {
    return mind() + "." + request.path("call_it").asText("tuned") + "." + ref;
  }

  synchronized String state(Instant now) {
    if (ended != null) {
      return "ended";
    }
    if (now.isBefore(at.plus(WAITING))) {
      return "waiting";
    }
    Instant done = at.plus(WAITING).plus(LEARNING).plus(delay);
    if (now.isBefore(done) || !study.isDone()) {
      return "learning";
    }
    return study.failure().isPresent() ? "broken" : "learnt";
  }

  synchronized void end(Instant now) {
    if (state(now).equals("waiting") || state(now).equals("learning")) {
      ended = now;
    }
  }

  Optional<TunedModel> learnt(Instant now) {
    return state(now).equals("learnt") ? study.model() : Optional.empty();
  }

  ObjectNode object(Instant now) {
    ObjectNode object = Json.object()
        .put("ref", ref)
        .put("state", state(now))
        .put("at", at.toString())
        .put("mind", mind())
        .put("material", request.path("material").asText())
        .put("passes", request.path("passes").asInt(1));
    if (state(now).equals("learnt")) {
      object.put("new_mind", newMind());
    }
    if (state(now).equals("broken")) {
      object.put("why", study.failure().orElse(""));
    }
    return object;
  }

  ObjectNode diary(Instant now) {
    ObjectNode diary = Json.object();
    ArrayNode entries = diary.putArray("entries");
    note(entries, at, "The lesson waits for a teacher.", false);
    String state = state(now);
    if (!state.equals("waiting")) {
      note(entries, at.plus(WAITING), "The lesson begins.", false);
    }
    if (state.equals("broken")) {
      note(entries, now, study.failure().orElse(""), true);
    }
    return diary;
  }

  private static void note(ArrayNode entries, Instant at, String note, boolean grave) {
    entries.addObject().put("at", at.toString()).put("note", note).put("grave", grave);
  }
}
