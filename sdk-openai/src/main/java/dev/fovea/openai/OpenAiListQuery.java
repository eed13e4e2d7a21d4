package dev.fovea.openai;

import dev.fovea.provider.WireSpec;

/** Which part of a listing to read. Everything by default. */
public final class OpenAiListQuery extends WireSpec<OpenAiListQuery> {
  OpenAiListQuery() {
    super(OpenAiProvider.ID);
  }

  /**
   * Sets how many entries a page has.
   *
   * @param limit at least 1
   * @return this query
   */
  public OpenAiListQuery limit(int limit) {
    return set("limit", limit);
  }
}
