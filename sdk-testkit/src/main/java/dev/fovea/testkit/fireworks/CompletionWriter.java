package dev.fovea.testkit.fireworks;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fovea.testkit.answering.Prompt;
import dev.fovea.testkit.answering.Tokens;
import dev.fovea.testkit.learning.Picture;
import dev.fovea.testkit.server.AnswerStream;
import dev.fovea.testkit.server.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** An answer on the wire, whole or in chunks; chat and texts carried on differ in their choices. */
abstract class CompletionWriter {
  /**
   * What one chunk adds to a choice.
   *
   * @param fields the fields of the choice
   * @param pieces the words in them; none for what is not said
   */
  record Step(ObjectNode fields, List<String> pieces) {}

  final Completion completion;
  final Likelihoods likelihoods;

  CompletionWriter(Completion completion) {
    this.completion = completion;
    this.likelihoods = new Likelihoods(completion.request());
  }

  /** The word for the whole answer, and for a chunk of it. */
  abstract String kind(boolean chunk);

  /** Puts what was said into a choice of the whole answer. */
  abstract void say(Completion.Choice choice, ObjectNode into);

  /** What the chunks of a choice add, one after the other; at least one. */
  abstract List<Step> steps(Completion.Choice choice);

  /** Where the numbers of the prompt's tokens belong: the answer, or its choice. */
  abstract ObjectNode forPromptIds(ObjectNode answer, ObjectNode choice);

  /** Why a choice ended. */
  String finish(Completion.Choice choice) {
    return choice.turn().answer().finishReason();
  }

  ObjectNode object() {
    ObjectNode object = head(false);
    ArrayNode list = object.putArray("choices");
    for (Completion.Choice choice : completion.choices()) {
      ObjectNode into = list.addObject().put("index", choice.index());
      say(choice, into);
      into.put("finish_reason", finish(choice));
      List<String> pieces = pieces(choice);
      into.set("logprobs", likelihoods.of(pieces, 0));
      if (completion.asks("return_token_ids")) {
        forPromptIds(object, into).set("prompt_token_ids", promptIds(choice));
        into.set("token_ids", ids(choice.turn().answer().pieces()));
      }
      raw(choice, into);
    }
    object.set("usage", completion.usage());
    new Performance(completion).writeTo(object);
    return object;
  }

  void stream(AnswerStream out) throws IOException {
    Iterator<Completion.Choice> choices = completion.choices().iterator();
    while (choices.hasNext()) {
      Completion.Choice choice = choices.next();
      int offset = 0;
      Iterator<Step> steps = steps(choice).iterator();
      for (boolean first = true; steps.hasNext(); first = false) {
        Step step = steps.next();
        ObjectNode chunk = chunk(choice, step, offset, first);
        if (!steps.hasNext()) {
          end(chunk, choice, !choices.hasNext());
        }
        out.event(new String(Json.bytes(chunk), StandardCharsets.UTF_8));
        offset += String.join("", step.pieces()).length();
      }
    }
    out.event("[DONE]");
  }

  private ObjectNode chunk(Completion.Choice choice, Step step, int offset, boolean first) {
    ObjectNode chunk = head(true);
    ObjectNode into = chunk.putArray("choices").addObject().put("index", choice.index());
    into.setAll(step.fields());
    into.putNull("finish_reason");
    if (likelihoods.wanted()) {
      into.set("logprobs", likelihoods.of(step.pieces(), offset));
    }
    if (completion.asks("return_token_ids")) {
      if (first) {
        forPromptIds(chunk, into).set("prompt_token_ids", promptIds(choice));
      }
      into.set("token_ids", ids(step.pieces()));
    }
    chunk.putNull("usage");
    return chunk;
  }

  private void end(ObjectNode chunk, Completion.Choice choice, boolean last) {
    ObjectNode into = (ObjectNode) chunk.at("/choices/0");
    into.put("finish_reason", finish(choice));
    raw(choice, into);
    if (last) {
      chunk.set("usage", completion.usage());
      new Performance(completion).writeTo(chunk);
    }
  }

  private ObjectNode head(boolean chunk) {
    return Json.object()
        .put("id", completion.id())
        .put("object", kind(chunk))
        .put("created", completion.created())
        .put("model", completion.target().name());
  }

  /** All words of a choice, with what is repeated of the prompt. */
  final List<String> pieces(Completion.Choice choice) {
    List<String> pieces = new ArrayList<>(completion.echoed(choice.turn()));
    pieces.addAll(choice.turn().answer().pieces());
    return pieces;
  }

  private static ArrayNode ids(List<String> pieces) {
    ArrayNode ids = Json.object().arrayNode();
    pieces.forEach(piece -> ids.add(Tokens.id(piece)));
    return ids;
  }

  private static ArrayNode promptIds(Completion.Choice choice) {
    ArrayNode ids = Json.object().arrayNode();
    choice.turn().question().prompt().ids().forEach(ids::add);
    return ids;
  }

  /** What went in and came out below the level of messages. */
  private void raw(Completion.Choice choice, ObjectNode into) {
    if (!completion.asks("raw_output")) {
      return;
    }
    Completion.Turn turn = choice.turn();
    String thought = turn.thought().isEmpty() ? "" : "<think>" + turn.thought() + "</think>";
    ObjectNode raw =
        into.putObject("raw_output").put("completion", thought + turn.answer().text());
    ArrayNode fragments = raw.putArray("prompt_fragments");
    StringBuilder fragment = new StringBuilder();
    for (Prompt.Piece piece : turn.question().prompt().pieces()) {
      if (piece.id() == Prompt.PICTURE) {
        fragments.add(fragment.toString());
        fragment.setLength(0);
      } else {
        fragment.append(piece.text());
      }
    }
    fragments.add(fragment.toString());
    raw.set("prompt_token_ids", promptIds(choice));
    raw.set("completion_token_ids", ids(turn.answer().pieces()));
    if (likelihoods.wanted()) {
      raw.set("completion_logprobs", likelihoods.of(turn.answer().pieces(), 0));
    }
    ArrayNode images = raw.putArray("images");
    turn.question().pictures().stream().map(Picture::describe).forEach(images::add);
  }
}
