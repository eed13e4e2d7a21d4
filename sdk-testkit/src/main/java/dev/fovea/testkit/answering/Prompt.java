package dev.fovea.testkit.answering;

import java.util.ArrayList;
import java.util.List;

/**
 * What a model reads, piece by piece: words, and pictures that count for many tokens each. Grows at
 * its end only.
 */
public final class Prompt {
  /** The token that stands for a picture, as often as the picture has tokens. */
  public static final int PICTURE = 151_655;

  // Caches keep prompts in blocks of this many tokens.
  private static final int BLOCK = 16;

  /**
   * A piece.
   *
   * @param text what it reads; {@code <image>} for a picture
   * @param id its token
   * @param times how many tokens of that id there are
   * @param code tells it from other pieces
   */
  public record Piece(String text, int id, long times, long code) {}

  /**
   * A place up to which a prompt can be remembered.
   *
   * @param digest stands for everything before it
   * @param tokens how many tokens are before it
   */
  public record Mark(long digest, long tokens) {}

  private final List<Piece> pieces = new ArrayList<>();
  private final List<Mark> marks = new ArrayList<>();
  private long digest;
  private long tokens;

  /** A prompt with nothing in it. */
  public Prompt() {}

  /**
   * Adds words.
   *
   * @param text the words
   * @return this prompt
   */
  public Prompt text(String text) {
    for (String word : Tokens.of(text)) {
      add(new Piece(word, Tokens.id(word), 1, word.hashCode()));
    }
    return this;
  }

  /**
   * Adds a token of its own, such as the end of a turn.
   *
   * @param word how it is written
   * @param id its number
   * @return this prompt
   */
  public Prompt token(String word, int id) {
    add(new Piece(word, id, 1, id));
    return this;
  }

  /**
   * Adds a picture.
   *
   * @param source tells it from other pictures
   * @param size how many tokens it has
   * @return this prompt
   */
  public Prompt picture(String source, long size) {
    add(new Piece("<image>", PICTURE, size, source.hashCode() * 31L + source.length()));
    return this;
  }

  /**
   * Adds all of another prompt.
   *
   * @param other the other
   * @return this prompt
   */
  public Prompt append(Prompt other) {
    other.pieces.forEach(this::add);
    return this;
  }

  private void add(Piece piece) {
    pieces.add(piece);
    digest = (digest ^ piece.code()) * 0x9E3779B97F4A7C15L + Long.rotateLeft(digest, 23);
    tokens += piece.times();
    if (pieces.size() % BLOCK == 0 || piece.id() == PICTURE) {
      marks.add(new Mark(digest, tokens));
    }
  }

  /** {@return the pieces} */
  public List<Piece> pieces() {
    return pieces;
  }

  /** {@return the places up to which it can be remembered, the shortest first} */
  public List<Mark> marks() {
    return marks;
  }

  /** {@return how many tokens it has} */
  public long tokens() {
    return tokens;
  }

  /** {@return the number of every token, in their order} */
  public List<Integer> ids() {
    List<Integer> ids = new ArrayList<>();
    for (Piece piece : pieces) {
      for (long i = 0; i < piece.times(); i++) {
        ids.add(piece.id());
      }
    }
    return ids;
  }
}
