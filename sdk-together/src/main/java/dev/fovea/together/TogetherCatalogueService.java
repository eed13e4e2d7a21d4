package dev.fovea.together;

import dev.fovea.page.Page;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** What can be deployed, on what, and for how much. Reading it costs nothing. Thread-safe. */
public interface TogetherCatalogueService {
  /**
   * Reads whose key this is, and the project that deployments stand in.
   *
   * @return the account
   */
  TogetherAccount project();

  /**
   * As {@link #project()}, without holding the thread.
   *
   * @return the account, to come
   */
  CompletableFuture<TogetherAccount> projectAsync();

  /**
   * Lists the certified ways to serve a model of the registry. A model without one cannot be
   * deployed.
   *
   * @param model a registry id {@code ml_…}, its path {@code projects/…/models/ml_…}, or a name of
   *     the project's registry
   * @return the ways, all of them; empty when there is none
   */
  List<TogetherConfiguration> configurations(String model);

  /**
   * As {@link #configurations(String)}, without holding the thread.
   *
   * @param model a registry id {@code ml_…}, its path {@code projects/…/models/ml_…}, or a name of
   *     the project's registry
   * @return the ways, all of them; empty when there is none, to come
   */
  CompletableFuture<List<TogetherConfiguration>> configurationsAsync(String model);

  /**
   * Reads one configuration.
   *
   * @param id {@code cr_…} of the project, or the path {@code projects/…/configs/cr_…} of another's
   * @return the configuration
   */
  TogetherConfiguration configuration(String id);

  /**
   * As {@link #configuration(String)}, without holding the thread.
   *
   * @param id {@code cr_…} of the project, or the path {@code projects/…/configs/cr_…} of another's
   * @return the configuration, to come
   */
  CompletableFuture<TogetherConfiguration> configurationAsync(String id);

  /**
   * Lists the models of Together's catalogue.
   *
   * @param query sets which models
   * @return the models
   */
  Page<TogetherSupportedModel> supportedModels(Consumer<TogetherCatalogueQuery> query);

  /**
   * As {@link #supportedModels(Consumer)}, without holding the thread.
   *
   * @param query sets which models
   * @return the models, to come
   */
  CompletableFuture<Page<TogetherSupportedModel>> supportedModelsAsync(
      Consumer<TogetherCatalogueQuery> query);

  /**
   * Reads one model of the catalogue.
   *
   * @param id its id in the catalogue
   * @return the model
   */
  TogetherSupportedModel supportedModel(String id);

  /**
   * As {@link #supportedModel(String)}, without holding the thread.
   *
   * @param id its id in the catalogue
   * @return the model, to come
   */
  CompletableFuture<TogetherSupportedModel> supportedModelAsync(String id);

  /**
   * Lists the kinds of machine, with prices per hour and how many are free where.
   *
   * @return the kinds
   */
  List<TogetherInstanceType> instanceTypes();

  /**
   * As {@link #instanceTypes()}, without holding the thread.
   *
   * @return the kinds, to come
   */
  CompletableFuture<List<TogetherInstanceType>> instanceTypesAsync();

  /**
   * Reads one kind of machine.
   *
   * @param id its id
   * @return the kind
   */
  TogetherInstanceType instanceType(String id);

  /**
   * As {@link #instanceType(String)}, without holding the thread.
   *
   * @param id its id
   * @return the kind, to come
   */
  CompletableFuture<TogetherInstanceType> instanceTypeAsync(String id);
}
