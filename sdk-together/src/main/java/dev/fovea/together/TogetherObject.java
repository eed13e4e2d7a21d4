package dev.fovea.together;

/**
 * Something Together told about: a view of the fields it sent. A field that is missing, empty or of
 * another type than expected is absent; nothing is lost, {@link #additionalProperties()} has it.
 * Words are Together's own, those of the future included. Immutable and thread-safe.
 */
public abstract class TogetherObject extends WireView {
  private final String id;

  /** A thing of its own: without an id the answer is of no use. */
  TogetherObject(WireObject wire, String... idNames) {
    this(wire.glance().text(idNames).orElseGet(() -> wire.glance().required(idNames[0])), wire);
  }

  /** A part of a thing. */
  TogetherObject(String id, WireObject wire) {
    super(wire);
    this.id = id;
  }

  /** {@return its id; a part of something else that has none gives an empty text} */
  public String id() {
    return id;
  }

  /** {@return its kind and id; never more, for fields may hold signed addresses} */
  @Override
  public final String toString() {
    return getClass().getSimpleName() + "{" + id + "}";
  }
}
