package dev.fovea.dataset;

/** What was counted in one line while its rules were checked. For one line. */
final class Tally {
  private final Shape shape;
  private int pictures;
  private boolean text;
  private boolean list;
  private boolean mixed;

  Tally(Shape shape) {
    this.shape = shape;
  }

  /** {@return what kind of example the line is} */
  Shape shape() {
    return shape;
  }

  /** {@return the number of the next picture, from 0} */
  int nextPicture() {
    return pictures++;
  }

  int pictures() {
    return pictures;
  }

  /** {@return whether this is the first content whose form differs from an earlier one's} */
  boolean differs(boolean isList) {
    text |= !isList;
    list |= isList;
    boolean first = text && list && !mixed;
    mixed |= first;
    return first;
  }
}
