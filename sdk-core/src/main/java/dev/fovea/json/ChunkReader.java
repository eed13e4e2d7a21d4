package dev.fovea.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.fovea.chat.ChatChunk;
import dev.fovea.chat.ChunkChoice;
import dev.fovea.chat.Delta;
import dev.fovea.chat.FinishReason;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Provider API: reads the pieces of one stream. Words that stand in every piece are made once. For
 * one thread.
 */
public final class ChunkReader {
  private final JsonFactory factory;
  private String id = "";
  private String model = "";
  private @Nullable Instant created;
  private boolean deltasSeen;
  private final CallNumbers calls = new CallNumbers();

  ChunkReader(JsonFactory factory) {
    this.factory = factory;
  }

  /**
   * Reads a piece. What is missing is absent; an {@code error} in it is among the
   * {@link ChatChunk#additionalProperties()}.
   *
   * @param json holds the piece
   * @param offset where it begins
   * @param length how many bytes it has
   * @return the piece
   * @throws dev.fovea.error.UnreadableResponseException if it is not a piece of an answer
   */
  public ChatChunk read(byte[] json, int offset, int length) {
    try (JsonParser parser = factory.createParser(json, offset, length)) {
      return Documents.whole(parser, this::chunk);
    } catch (IOException e) {
      // Bytes in memory can always be read.
      throw new UncheckedIOException(e);
    }
  }

  private ChatChunk chunk(JsonParser parser) throws IOException {
    ChatChunk.Builder chunk = ChatChunk.builder();
    if (parser.currentToken() == JsonToken.START_ARRAY) {
      return chunk.additionalProperties(Members.errorInList(parser)).build();
    }
    Members.expectObject(parser);
    Map<?, ?> token = null;
    String finishWord = null;
    Map<String, @Nullable Object> others = null;
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      parser.nextToken();
      switch (name) {
        case "id" -> {
          id = word(parser, id);
          chunk.id(id);
        }
        case "model" -> {
          model = word(parser, model);
          chunk.model(model);
        }
        case "created" -> created(parser, chunk);
        case "choices" -> choices(parser, chunk);
        case "token" -> token = JsonValues.read(parser) instanceof Map<?, ?> map ? map : null;
        case "finish_reason" -> finishWord = Members.text(parser);
        case "usage" -> {
          if (parser.currentToken() != JsonToken.VALUE_NULL) {
            chunk.usage(UsageReader.read(parser));
          }
        }
        case "object" -> others = Members.kind(others, parser);
        // Random padding, against those who measure lengths.
        case "obfuscation" -> Members.skip(parser);
        default -> others = Members.keep(others, name, parser);
      }
    }
    ChatChunk read = (others == null ? chunk : chunk.additionalProperties(others)).build();
    return token == null && finishWord == null
        ? read
        : CompletionChunks.complete(read, token, finishWord);
  }

  /** The last word again if it is the same: nearly always, and without a new String. */
  private static String word(JsonParser parser, String last) throws IOException {
    if (parser.currentToken() == JsonToken.VALUE_STRING
        && parser.getTextLength() == last.length()) {
      char[] text = parser.getTextCharacters();
      int offset = parser.getTextOffset();
      int i = 0;
      while (i < last.length() && text[offset + i] == last.charAt(i)) {
        i++;
      }
      if (i == last.length()) {
        return last;
      }
    }
    String word = Members.text(parser);
    return word == null ? "" : word;
  }

  private void created(JsonParser parser, ChatChunk.Builder chunk) throws IOException {
    boolean known = created != null
        && parser.currentToken() == JsonToken.VALUE_NUMBER_INT
        && parser.getLongValue() == created.getEpochSecond();
    if (!known) {
      Instant told = Members.time(parser);
      created = told == null ? created : told;
    }
    if (created != null) {
      chunk.created(created);
    }
  }

  private void choices(JsonParser parser, ChatChunk.Builder chunk) throws IOException {
    if (parser.currentToken() == JsonToken.VALUE_NULL) {
      return;
    }
    if (parser.currentToken() != JsonToken.START_ARRAY) {
      throw Unreadable.expected("a list of choices", parser);
    }
    for (int place = 0; parser.nextToken() != JsonToken.END_ARRAY; place++) {
      chunk.addChoice(choice(parser, place));
    }
  }

  private ChunkChoice choice(JsonParser parser, int place) throws IOException {
    Members.expectObject(parser);
    int index = place;
    ChunkChoice.Builder choice = ChunkChoice.builder();
    String bareText = null;
    Delta delta = Delta.none();
    Object logprobs = null;
    Object likely = null;
    Map<String, @Nullable Object> others = null;
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      parser.nextToken();
      switch (name) {
        case "index" -> index = Members.index(parser, place);
        case "delta", "message" -> {
          if (parser.currentToken() != JsonToken.VALUE_NULL) {
            delta = DeltaReader.read(parser);
          }
        }
        case "finish_reason" -> finish(Members.text(parser), choice);
        // A second copy of the delta's text, or all there is.
        case "text" -> bareText = deltasSeen ? null : Members.text(parser);
        case "logprobs" -> logprobs = JsonValues.read(parser);
        case "top_logprobs" -> likely = JsonValues.read(parser);
        default -> others = Members.keep(others, name, parser);
      }
    }
    delta = calls.numbered(index, withText(delta, bareText));
    choice.index(index).delta(delta);
    if (logprobs != null || likely != null) {
      choice.logprobs(CompletionChunks.logprobs(delta, logprobs, likely));
    }
    return (others == null ? choice : choice.additionalProperties(others)).build();
  }

  private Delta withText(Delta delta, @Nullable String bareText) {
    deltasSeen |= !delta.text().isEmpty()
        || delta.reasoning().isPresent()
        || !delta.toolCalls().isEmpty();
    if (deltasSeen || bareText == null || bareText.isEmpty()) {
      return delta;
    }
    return delta.toBuilder().text(bareText).build();
  }

  static void finish(@Nullable String word, ChunkChoice.Builder choice) {
    // Some servers send an empty word for "not yet".
    if (word != null && !word.isEmpty()) {
      choice.finishReason(FinishReason.of(word)).providerFinishReason(word);
    }
  }
}
