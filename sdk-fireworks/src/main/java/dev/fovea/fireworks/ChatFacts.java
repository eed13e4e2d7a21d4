package dev.fovea.fireworks;

import dev.fovea.provider.DatedFacts;
import dev.fovea.provider.NumberFacts;
import dev.fovea.provider.WireObject;
import java.util.List;
import java.util.Set;

/**
 * What Fireworks published about the fields of a chat request, read when the first one is checked.
 *
 * @param numbers which numbers it may hold
 * @param exclusive pairs of fields of which only one may be there
 * @param conversationsOnly fields that completions do not know
 */
record ChatFacts(NumberFacts numbers, List<Pair> exclusive, Set<String> conversationsOnly) {
  /** Two fields that exclude each other. */
  record Pair(String one, String other) {}

  static ChatFacts known() {
    return Holder.READ;
  }

  private static final class Holder {
    static final ChatFacts READ = read(DatedFacts.read(ChatFacts.class, "requests.json"));
  }

  private static ChatFacts read(WireObject facts) {
    List<Pair> pairs = facts.objects("exclusive").stream()
        .map(pair -> new Pair(pair.required("one"), pair.required("other")))
        .toList();
    Set<String> conversations = Set.copyOf(facts.texts("conversationsOnly"));
    return new ChatFacts(NumberFacts.of(FireworksProvider.ID, facts), pairs, conversations);
  }
}
