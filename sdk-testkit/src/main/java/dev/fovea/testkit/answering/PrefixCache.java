package dev.fovea.testkit.answering;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Remembers how prompts began, so that the next one with the same beginning need not be read again
 * up to there. Forgets what was not used for longest. Thread-safe.
 */
public final class PrefixCache {
  private static final int ROOM = 200_000;

  private final Map<Long, Boolean> known = new LinkedHashMap<>(1024, 0.75f, true) {
    private static final long serialVersionUID = 1L;

    @Override
    protected boolean removeEldestEntry(Map.Entry<Long, Boolean> eldest) {
      return size() > ROOM;
    }
  };

  /** A cache that remembers nothing yet. */
  public PrefixCache() {}

  /**
   * Looks a prompt up and remembers it.
   *
   * @param space prompts in different spaces know nothing of each other
   * @param prompt the prompt
   * @return how many tokens at its beginning were read before; never all of them, since the last
   *     one is always read
   */
  public synchronized long read(List<String> space, Prompt prompt) {
    long salt = space.hashCode() * 0x9E3779B97F4A7C15L;
    long cached = 0;
    for (Prompt.Mark mark : prompt.marks()) {
      boolean before = known.put(mark.digest() ^ salt, true) != null;
      cached = before ? mark.tokens() : cached;
    }
    return Math.min(cached, Math.max(0, prompt.tokens() - 1));
  }
}
