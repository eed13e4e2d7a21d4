package dev.fovea.together;

import dev.fovea.provider.WireSpec;

/** Which adapter to load into a running deployment. */
public final class TogetherAdapterSpec extends WireSpec<TogetherAdapterSpec> {
  TogetherAdapterSpec() {
    super(TogetherProvider.ID);
  }

  /**
   * Sets the adapter. Required.
   *
   * @param adapterModelId its registry id, {@code ml_…}
   * @return these settings
   */
  public TogetherAdapterSpec adapterModelId(String adapterModelId) {
    return set("adapterModelId", adapterModelId);
  }

  /**
   * Sets its revision; the newest by default.
   *
   * @param revisionId {@code rv_…}
   * @return these settings
   */
  public TogetherAdapterSpec revisionId(String revisionId) {
    return set("adapterRevisionId", revisionId);
  }

  /**
   * Sets whether the oldest adapter makes room when there is none.
   *
   * @param force true to unload it
   * @return these settings
   */
  public TogetherAdapterSpec force(boolean force) {
    return set("force", force);
  }
}
