package dev.fovea.together;

import dev.fovea.provider.WireSpec;

/** What an endpoint is to be called, and who may use it. */
public final class TogetherEndpointSpec extends WireSpec<TogetherEndpointSpec> {
  TogetherEndpointSpec() {
    super(TogetherProvider.ID);
  }

  /**
   * Sets the name. Required when an endpoint is made.
   *
   * @param name the name, with or without the project's slug and a slash before it
   * @return these settings
   */
  public TogetherEndpointSpec name(String name) {
    return set("name", name);
  }

  /**
   * Sets who may use it.
   *
   * @param visibility {@code VISIBILITY_PRIVATE} or {@code VISIBILITY_INTERNAL}
   * @return these settings
   */
  public TogetherEndpointSpec visibility(String visibility) {
    return set("visibility", visibility);
  }

  /**
   * Sets which state is changed; for changes only. When it is no longer the present one, the change
   * is refused with a {@code ConflictException}.
   *
   * @param etag of {@link TogetherEndpoint#etag()}
   * @return these settings
   */
  public TogetherEndpointSpec etag(String etag) {
    return set("etag", etag);
  }
}
