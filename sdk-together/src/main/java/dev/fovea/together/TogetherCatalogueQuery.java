package dev.fovea.together;

import dev.fovea.provider.WireSpec;

/** Which models of Together's catalogue to list. All of them by default. */
public final class TogetherCatalogueQuery extends WireSpec<TogetherCatalogueQuery> {
  TogetherCatalogueQuery() {
    super(TogetherProvider.ID);
  }

  /**
   * Sets what the models must take.
   *
   * @param modality Together's word, such as {@code MODALITY_IMAGE}
   * @return this query
   */
  public TogetherCatalogueQuery modality(String modality) {
    return set("modality", modality);
  }

  /**
   * Sets what the models must be offered for.
   *
   * @param product {@code PRODUCT_DEDICATED}, {@code PRODUCT_SERVERLESS} or
   *     {@code PRODUCT_FINE_TUNING}
   * @return this query
   */
  public TogetherCatalogueQuery product(String product) {
    return set("product", product);
  }

  /**
   * Sets a text to look for.
   *
   * @param search a part of a name
   * @return this query
   */
  public TogetherCatalogueQuery search(String search) {
    return set("search", search);
  }
}
