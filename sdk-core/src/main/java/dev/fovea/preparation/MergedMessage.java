package dev.fovea.preparation;

import dev.fovea.chat.ContentPart;
import dev.fovea.chat.ContentPart.TextPart;
import dev.fovea.chat.Message;
import dev.fovea.chat.ToolCall;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Two messages of one role as one. */
final class MergedMessage {
  /** What stands between two texts that were messages of their own. */
  private static final String BETWEEN = "\n\n";

  private MergedMessage() {}

  /**
   * {@return both in one}
   *
   * @throws LineDropped if only one of the two is learnt
   */
  static Message of(Turn first, Turn second, LineChanges changes) {
    Message one = first.message();
    Message other = second.message();
    double weight = one.weight().orElse(1.0);
    if (first.isAnswer() && weight != other.weight().orElse(1.0)) {
      throw new LineDropped(
          second.pointer(),
          "two answers in a row of which only one is learnt cannot be joined into one");
    }
    Message.Builder merged = Message.builder().role(one.role());
    if (!one.providerRole().equals(one.role().word())) {
      merged.providerRole(one.providerRole());
    }
    one.weight().or(other::weight).ifPresent(merged::weight);
    if (one.name().equals(other.name())) {
      one.name().ifPresent(merged::name);
    } else {
      changes.lost(
          ChangeKind.DROPPED_FIELD,
          second.pointer() + "/name",
          "the joined turns have one speaker");
    }
    one.toolCallId().or(other::toolCallId).ifPresent(merged::toolCallId);
    String reasoning = joined(one.reasoning().orElse(null), other.reasoning().orElse(null));
    if (reasoning != null) {
      merged.reasoning(reasoning);
    }
    List<ToolCall> calls = new ArrayList<>(one.toolCalls());
    calls.addAll(other.toolCalls());
    return merged
        .toolCalls(calls)
        .content(content(one.content(), other.content()))
        .contentIsList(one.contentIsList() || other.contentIsList())
        .additionalProperties(others(one, second, changes))
        .build();
  }

  private static @Nullable String joined(@Nullable String one, @Nullable String other) {
    return one != null && other != null ? one + BETWEEN + other : one != null ? one : other;
  }

  private static List<ContentPart> content(List<ContentPart> one, List<ContentPart> other) {
    List<ContentPart> parts = new ArrayList<>(one);
    int last = one.size() - 1;
    if (last >= 0
        && !other.isEmpty()
        && one.get(last) instanceof TextPart before
        && other.get(0) instanceof TextPart after) {
      parts.set(last, ContentPart.text(before.text() + BETWEEN + after.text()));
      parts.addAll(other.subList(1, other.size()));
    } else {
      parts.addAll(other);
    }
    return parts;
  }

  private static Map<String, @Nullable Object> others(
      Message one, Turn second, LineChanges changes) {
    Map<String, @Nullable Object> all = new LinkedHashMap<>(one.additionalProperties());
    second.message().additionalProperties().forEach((name, value) -> {
      if (all.containsKey(name) && !Objects.equals(all.get(name), value)) {
        changes.lost(
            ChangeKind.DROPPED_FIELD,
            second.pointer() + "/" + Pointers.escaped(name),
            "the message it was joined with has another value");
      } else {
        all.put(name, value);
      }
    });
    return all;
  }
}
