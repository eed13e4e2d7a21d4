package dev.fovea.transport;

import dev.fovea.chat.Choice;
import dev.fovea.chat.ChunkChoice;
import dev.fovea.chat.ContentPart;
import dev.fovea.chat.Delta;
import dev.fovea.chat.FinishReason;
import dev.fovea.chat.Message;
import dev.fovea.chat.Role;
import dev.fovea.chat.ToolCall;
import dev.fovea.chat.ToolCallFragment;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One answer of a stream, as far as it has come. */
final class ChoiceSoFar {
  /** A tool call, as far as it has come. */
  private static final class CallSoFar {
    private @Nullable String id;
    private @Nullable String type;
    private @Nullable String name;
    private final StringBuilder arguments = new StringBuilder();
    private final Map<String, @Nullable Object> others = new LinkedHashMap<>(0);

    void addTo(Message.Builder message, Map<String, @Nullable Object> members) {
      if ("function_call".equals(type)) {
        // Where the plain answer has it too.
        members.put(
            "function_call",
            Map.of("name", name == null ? "" : name, "arguments", arguments.toString()));
      } else {
        message.addToolCall(call());
      }
    }

    private ToolCall call() {
      ToolCall.Builder call =
          ToolCall.builder().arguments(arguments.toString()).additionalProperties(others);
      if (id != null) {
        call.id(id);
      }
      if (type != null) {
        call.type(type);
      }
      if (name != null) {
        call.name(name);
      }
      return call.build();
    }
  }

  private final StringBuilder text = new StringBuilder();
  private final StringBuilder reasoning = new StringBuilder();
  private final TreeMap<Integer, CallSoFar> calls = new TreeMap<>();
  private final Map<String, @Nullable Object> others = new LinkedHashMap<>();
  private final Map<String, @Nullable Object> members = new LinkedHashMap<>(0);
  private final Map<String, List<@Nullable Object>> logprobs = new LinkedHashMap<>(0);
  private Role role = Role.ASSISTANT;
  private @Nullable FinishReason finishReason;
  private @Nullable String finishWord;

  /** Takes a piece; returns about how many characters it added. */
  long add(ChunkChoice choice) {
    Delta delta = choice.delta();
    Role spoken = delta.role().orElse(role);
    role = spoken == Role.UNKNOWN ? role : spoken;
    text.append(delta.text());
    long added = delta.text().length();
    if (delta.reasoning().isPresent()) {
      reasoning.append(delta.reasoning().get());
      added += delta.reasoning().get().length();
    }
    if (!delta.additionalProperties().isEmpty()) {
      Growing.add(members, delta.additionalProperties());
      added += Growing.size(delta.additionalProperties());
    }
    for (ToolCallFragment fragment : delta.toolCalls()) {
      added += add(fragment);
    }
    if (choice.finishReason().isPresent()) {
      finishReason = choice.finishReason().get();
      finishWord = choice.providerFinishReason().orElse(null);
    }
    choice.additionalProperties().forEach(this::keep);
    if (choice.logprobs().isPresent()) {
      choice.logprobs().get().forEach(this::join);
      added += 100;
    }
    return added;
  }

  // The ids of the new tokens only; of everything else the last word counts.
  private void keep(String name, @Nullable Object value) {
    if (name.equals("token_ids")
        && value instanceof List<?> more
        && others.get(name) instanceof List<?> before) {
      List<@Nullable Object> all = new ArrayList<>(before);
      all.addAll(more);
      others.put(name, all);
    } else {
      others.put(name, value);
    }
  }

  // Lists hold an item for each token: those of the pieces follow each other.
  private void join(String name, @Nullable Object value) {
    List<@Nullable Object> items = logprobs.computeIfAbsent(name, n -> new ArrayList<>());
    if (value instanceof List<?> more) {
      items.addAll(more);
    } else if (value != null) {
      items.add(value);
    }
  }

  private long add(ToolCallFragment fragment) {
    CallSoFar call = callOf(fragment);
    fragment.id().ifPresent(id -> call.id = id);
    fragment.type().ifPresent(type -> call.type = type);
    fragment.name().ifPresent(name -> call.name = name);
    call.arguments.append(fragment.arguments());
    Growing.add(call.others, fragment.additionalProperties());
    return 100L + fragment.arguments().length() + Growing.size(fragment.additionalProperties());
  }

  private CallSoFar callOf(ToolCallFragment fragment) {
    CallSoFar known = calls.get(fragment.index());
    boolean another = known != null
        && known.id != null
        && fragment.id().isPresent()
        && !fragment.id().get().equals(known.id);
    // Servers that number nothing send whole calls, each with an id of its own.
    int index = another ? calls.lastKey() + 1 : fragment.index();
    return calls.computeIfAbsent(index, place -> new CallSoFar());
  }

  boolean isFinished() {
    return finishReason != null;
  }

  String text() {
    return text.toString();
  }

  Choice choice(int index) {
    Message.Builder message = Message.builder().role(role);
    if (text.length() > 0) {
      message.addContent(ContentPart.text(text.toString()));
    }
    if (reasoning.length() > 0) {
      message.reasoning(reasoning.toString());
    }
    Map<String, @Nullable Object> all = new LinkedHashMap<>(members);
    calls.values().forEach(call -> call.addTo(message, all));
    Choice.Builder choice = Choice.builder()
        .index(index)
        .message(message.additionalProperties(all).build())
        .additionalProperties(others);
    if (finishReason != null) {
      choice.finishReason(finishReason);
    }
    if (!logprobs.isEmpty()) {
      Map<String, Object> copy = new LinkedHashMap<>();
      logprobs.forEach(
          (name, items) -> copy.put(name, Collections.unmodifiableList(new ArrayList<>(items))));
      choice.logprobs(Collections.unmodifiableMap(copy));
    }
    if (finishWord != null) {
      choice.providerFinishReason(finishWord);
    }
    return choice.build();
  }
}
