package dev.fovea.json;

import dev.fovea.chat.Delta;
import dev.fovea.chat.ToolCallFragment;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Numbers the fragments of tool calls where the server does not: one with an id or a name of its
 * own begins the next call, any other goes on with the last. For one stream.
 */
final class CallNumbers {
  /** What stands in the place of a number that was not told; places in the list count down. */
  static final int UNTOLD = -1;

  private final Map<Integer, ToolCallFragment> lastOfChoice = new HashMap<>(2);

  Delta numbered(int choice, Delta delta) {
    List<ToolCallFragment> fragments = delta.toolCalls();
    if (fragments.isEmpty()) {
      return delta;
    }
    Delta.Builder numbered = delta.toBuilder().toolCalls(List.of());
    for (ToolCallFragment fragment : fragments) {
      ToolCallFragment told = fragment.index() > UNTOLD
          ? fragment
          : fragment.toBuilder()
              .index(number(lastOfChoice.get(choice), fragment))
              .build();
      numbered.addToolCall(told);
      lastOfChoice.put(choice, told);
    }
    return numbered.build();
  }

  private static int number(@Nullable ToolCallFragment last, ToolCallFragment fragment) {
    int place = UNTOLD - fragment.index();
    if (last == null) {
      return place;
    }
    boolean begins = fragment.id().isPresent()
        ? !fragment.id().equals(last.id())
        : fragment.name().isPresent();
    return Math.max(place, begins ? last.index() + 1 : last.index());
  }
}
