package dev.fovea.testkit.fireworks;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fovea.testkit.answering.Prompt;
import dev.fovea.testkit.answering.Tokens;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The words behind tokens that were handed out, so that a caller may send them back. Forgets what
 * was not used for longest. Thread-safe.
 */
final class Vocabulary {
  private static final int ROOM = 100_000;

  private final Map<Integer, String> words = new LinkedHashMap<>(1024, 0.75f, true) {
    private static final long serialVersionUID = 1L;

    @Override
    protected boolean removeEldestEntry(Map.Entry<Integer, String> eldest) {
      return size() > ROOM;
    }
  };

  synchronized void learn(Iterable<String> pieces) {
    pieces.forEach(piece -> words.put(Tokens.id(piece), piece));
  }

  synchronized void learn(Prompt prompt) {
    prompt.pieces().forEach(piece -> words.put(piece.id(), piece.text()));
  }

  /** The word of a token; its number in brackets when nobody was told of it. */
  synchronized String word(int id) {
    return id == Prompt.PICTURE ? "<image>" : words.getOrDefault(id, "[" + id + "]");
  }

  String text(JsonNode ids) {
    StringBuilder text = new StringBuilder();
    ids.forEach(id -> text.append(word(id.intValue())));
    return text.toString();
  }
}
