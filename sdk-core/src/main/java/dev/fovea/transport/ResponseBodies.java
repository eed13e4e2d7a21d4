package dev.fovea.transport;

import dev.fovea.config.ResponseMeta;

/** Readers the library brings along. */
final class ResponseBodies {
  /** Leaves the body unread: only the headers matter. */
  static final ResponseReader<ResponseMeta> META_ONLY = (body, meta, status) -> meta;

  private ResponseBodies() {}
}
