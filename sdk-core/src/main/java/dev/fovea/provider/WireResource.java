package dev.fovea.provider;

/** A thing of a provider's that has an id. Immutable and thread-safe. */
public abstract class WireResource extends WireView {
  private final String id;

  /**
   * A thing of its own: without an id the answer is of no use.
   *
   * @param wire the answer
   * @param idNames how the id may be spelt, the likeliest first
   * @throws dev.fovea.error.UnreadableResponseException if there is none
   */
  protected WireResource(WireObject wire, String... idNames) {
    this(wire.glance().text(idNames).orElseGet(() -> wire.glance().required(idNames[0])), wire);
  }

  /**
   * A part of a thing.
   *
   * @param id its id; empty if it has none
   * @param wire the answer
   */
  protected WireResource(String id, WireObject wire) {
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
