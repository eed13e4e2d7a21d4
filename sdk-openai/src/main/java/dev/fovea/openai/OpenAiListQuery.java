package dev.fovea.openai;

import dev.fovea.provider.WireSpec;

/**
 * Which part of a listing to read, and in which order. Everything by default, the newest first. Not
 * every listing knows every setting: what one does not know, OpenAI ignores or refuses.
 */
public final class OpenAiListQuery extends WireSpec<OpenAiListQuery> {
  OpenAiListQuery() {
    super(OpenAiProvider.ID);
  }

  /**
   * Begins after an entry instead of at the first.
   *
   * @param id the id of the last entry already seen
   * @return this query
   */
  public OpenAiListQuery after(String id) {
    return set("after", id);
  }

  /**
   * Sets how many entries a page has; when unset 10,000 files, 20 jobs, events or batches, 10
   * checkpoints.
   *
   * @param limit at least 1; at most 10,000 files or 100 batches
   * @return this query
   */
  public OpenAiListQuery limit(int limit) {
    return set("limit", limit);
  }

  /**
   * Sets the order by time of creation, of files and of permissions.
   *
   * @param order {@code asc} or {@code desc}; of permissions {@code ascending} or
   *     {@code descending}
   * @return this query
   */
  public OpenAiListQuery order(String order) {
    return set("order", order);
  }

  /**
   * Lists only files for one purpose.
   *
   * @param purpose OpenAI's word, such as {@code fine-tune} or {@code batch_output}
   * @return this query
   */
  public OpenAiListQuery purpose(String purpose) {
    return set("purpose", purpose);
  }

  /**
   * Lists only jobs that carry a label; several must all be there.
   *
   * @param key the label's name
   * @param value its value
   * @return this query
   */
  public OpenAiListQuery metadata(String key, String value) {
    return set("metadata[" + key + "]", value);
  }
}
