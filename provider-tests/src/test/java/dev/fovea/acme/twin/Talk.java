package dev.fovea.acme.twin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fovea.testkit.account.Tenant;
import dev.fovea.testkit.answering.ChatAnswer;
import dev.fovea.testkit.answering.ChatQuestion;
import dev.fovea.testkit.answering.PictureSource;
import dev.fovea.testkit.answering.Senses;
import dev.fovea.testkit.answering.Speaker;
import dev.fovea.testkit.answering.Unanswerable;
import dev.fovea.testkit.learning.Picture;
import dev.fovea.testkit.server.AnswerStream;
import dev.fovea.testkit.server.Exchange;
import dev.fovea.testkit.server.Json;
import dev.fovea.testkit.server.Reply;
import dev.fovea.testkit.server.Routes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Chat, at once or in pieces. A mind answers by its name, a stage by its ref. Thread-safe. */
final class Talk implements Senses {
  private final PictureSource pictures =
      new PictureSource(10 << 20, Duration.ofSeconds(5), Set.of("PNG", "JPEG"));
  private final Tenant tenant;
  private final Lessons lessons;
  private final Stages stages;

  Talk(Tenant tenant, Lessons lessons, Stages stages) {
    this.tenant = tenant;
    this.lessons = lessons;
    this.stages = stages;
  }

  void addTo(Routes routes) {
    routes.add("POST", "/talk", this::talk);
  }

  /** What goes out: the answer to a question of so many tokens. */
  private record Spoken(String id, String model, long asked, ChatAnswer answer) {}

  private Reply talk(Exchange exchange) throws IOException {
    JsonNode request = exchange.json();
    Spoken spoken;
    try {
      spoken = answer(request);
    } catch (Unanswerable question) {
      throw AcmeService.refused(question.message());
    }
    return request.path("stream").asBoolean()
        ? Reply.stream("text/event-stream", out -> stream(spoken, out))
        : Reply.json(200, whole(spoken));
  }

  private Spoken answer(JsonNode request) {
    String name = request.path("model").asText();
    String mind = stages.mind(name).orElse(name);
    Speaker speaker = new Speaker(
        Lessons.EYE, Lessons.WINDOW, false, lessons.learnt(mind).stream().toList());
    ChatQuestion question = ChatQuestion.read(request.path("messages"), this);
    JsonNode most = request.path("max_tokens");
    long room =
        speaker.room(question.promptTokens(), most.isNumber() ? most.asLong() : null, false);
    ChatAnswer answer =
        ChatAnswer.of(speaker.answer(question), request, () -> "call-" + tenant.hex(8), room);
    return new Spoken("talk-" + tenant.hex(10), name, question.promptTokens(), answer);
  }

  @Override
  public List<String> roles() {
    return List.of("system", "user", "assistant", "tool");
  }

  @Override
  public Picture look(String url, String where) {
    return pictures.load(url, where);
  }

  @Override
  public long perceive(JsonNode part, String where) {
    throw new Unanswerable("Acme reads texts and looks at pictures only", where);
  }

  private static ObjectNode whole(Spoken spoken) {
    ObjectNode object = head(spoken);
    ObjectNode message = choice(object, spoken.answer().finishReason()).putObject("message");
    message.put("role", "assistant").put("content", spoken.answer().text());
    calls(message, spoken.answer());
    object.set("usage", usage(spoken));
    return object;
  }

  private static void stream(Spoken spoken, AnswerStream out) throws IOException {
    for (String piece : spoken.answer().pieces()) {
      ObjectNode chunk = head(spoken);
      choice(chunk, null).putObject("delta").put("content", piece);
      send(out, chunk);
    }
    ObjectNode last = head(spoken);
    calls(choice(last, spoken.answer().finishReason()).putObject("delta"), spoken.answer());
    last.set("usage", usage(spoken));
    send(out, last);
    out.event("[DONE]");
  }

  private static ObjectNode head(Spoken spoken) {
    return Json.object().put("id", spoken.id()).put("model", spoken.model());
  }

  private static ObjectNode choice(ObjectNode object, @Nullable String finished) {
    ArrayNode choices = object.putArray("choices");
    return choices.addObject().put("index", 0).put("finish_reason", finished);
  }

  private static void calls(ObjectNode message, ChatAnswer answer) {
    if (!answer.toolCalls().isEmpty()) {
      message.set("tool_calls", answer.toolCalls());
    }
  }

  private static ObjectNode usage(Spoken spoken) {
    return Json.object()
        .put("prompt_tokens", spoken.asked())
        .put("completion_tokens", spoken.answer().tokens())
        .put("total_tokens", spoken.asked() + spoken.answer().tokens());
  }

  private static void send(AnswerStream out, ObjectNode chunk) throws IOException {
    out.event(new String(Json.bytes(chunk), StandardCharsets.UTF_8));
  }
}
