package dev.fovea.testkit.fireworks;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fovea.testkit.server.Json;
import java.util.ArrayList;
import java.util.List;

/** A text carried on. */
final class TextWriter extends CompletionWriter {
  TextWriter(Completion completion) {
    super(completion);
  }

  @Override
  String kind(boolean chunk) {
    return "text_completion";
  }

  @Override
  ObjectNode forPromptIds(ObjectNode answer, ObjectNode choice) {
    return choice;
  }

  @Override
  void say(Completion.Choice choice, ObjectNode into) {
    into.put("text", String.join("", pieces(choice)));
  }

  @Override
  List<Step> steps(Completion.Choice choice) {
    List<Step> steps = new ArrayList<>();
    for (String piece : pieces(choice)) {
      steps.add(new Step(Json.object().put("text", piece), List.of(piece)));
    }
    if (steps.isEmpty()) {
      steps.add(new Step(Json.object().put("text", ""), List.of()));
    }
    return steps;
  }
}
