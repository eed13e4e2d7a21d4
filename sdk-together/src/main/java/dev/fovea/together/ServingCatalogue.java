package dev.fovea.together;

import dev.fovea.page.Page;
import dev.fovea.provider.CallingDeployments;
import dev.fovea.provider.SpecFields;
import dev.fovea.provider.WireObject;
import dev.fovea.transport.Call;
import dev.fovea.transport.Caller;
import dev.fovea.transport.Operation;
import dev.fovea.transport.Transport;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;

/** What can be deployed, and on what. */
abstract class ServingCatalogue extends CallingDeployments implements TogetherCatalogueService {
  private static final Operation<Void, WireObject> CONFIGS =
      Management.reading("projects/{project}/configs", "list configurations");
  private static final Operation<Void, WireObject> CONFIG =
      Management.reading("projects/{project}/configs/{config}", "read configuration");
  private static final Operation<Void, WireObject> SUPPORTED_MODELS =
      Management.reading("supported-models", "list supported models");
  private static final Operation<Void, WireObject> SUPPORTED_MODEL =
      Management.reading("supported-models/{model}", "read supported model");

  final Management management;

  ServingCatalogue(Transport transport, Management management) {
    super(transport);
    this.management = management;
  }

  static Call<WireObject> configs(String reference) {
    return CONFIGS.call().query("referenceModel", reference).query("limit", Management.PAGE_SIZE);
  }

  static Call<WireObject> deployable(String name) {
    return SUPPORTED_MODELS.call().query("product", "PRODUCT_DEDICATED").query("search", name);
  }

  @Override
  public TogetherAccount project() {
    return now(management::account);
  }

  @Override
  public CompletableFuture<TogetherAccount> projectAsync() {
    return later(management::account);
  }

  @Override
  public List<TogetherConfiguration> configurations(String model) {
    return now(configured(model));
  }

  @Override
  public CompletableFuture<List<TogetherConfiguration>> configurationsAsync(String model) {
    return later(configured(model));
  }

  @Override
  public TogetherConfiguration configuration(String id) {
    return now(config(id));
  }

  @Override
  public CompletableFuture<TogetherConfiguration> configurationAsync(String id) {
    return later(config(id));
  }

  @Override
  public Page<TogetherSupportedModel> supportedModels(Consumer<TogetherCatalogueQuery> query) {
    return now(supported(query));
  }

  @Override
  public CompletableFuture<Page<TogetherSupportedModel>> supportedModelsAsync(
      Consumer<TogetherCatalogueQuery> query) {
    return later(supported(query));
  }

  @Override
  public TogetherSupportedModel supportedModel(String id) {
    return now(
        management.one(SUPPORTED_MODEL.call().path("model", id), TogetherSupportedModel::new));
  }

  @Override
  public CompletableFuture<TogetherSupportedModel> supportedModelAsync(String id) {
    return later(
        management.one(SUPPORTED_MODEL.call().path("model", id), TogetherSupportedModel::new));
  }

  @Override
  public List<TogetherInstanceType> instanceTypes() {
    return now(management.one(Machines.listing(), ServingCatalogue::types));
  }

  @Override
  public CompletableFuture<List<TogetherInstanceType>> instanceTypesAsync() {
    return later(management.one(Machines.listing(), ServingCatalogue::types));
  }

  @Override
  public TogetherInstanceType instanceType(String id) {
    return now(management.one(Machines.one(id), TogetherInstanceType::new));
  }

  @Override
  public CompletableFuture<TogetherInstanceType> instanceTypeAsync(String id) {
    return later(management.one(Machines.one(id), TogetherInstanceType::new));
  }

  private Function<Caller, CompletableFuture<List<TogetherConfiguration>>> configured(
      String model) {
    return caller -> new ServingModels(management, caller)
        .reference(model)
        .thenCompose(reference -> management.all(caller, () -> configs(reference)))
        .thenApply(all -> all.stream().map(TogetherConfiguration::new).toList());
  }

  private Function<Caller, CompletableFuture<TogetherConfiguration>> config(String id) {
    String[] path = id.split("/", -1);
    boolean whole = path.length == 4 && path[0].equals("projects") && path[2].equals("configs");
    Call<WireObject> call = CONFIG.call().path("config", whole ? path[3] : id);
    return whole
        ? caller -> caller.call(call.path("project", path[1])).thenApply(TogetherConfiguration::new)
        : management.one(call, TogetherConfiguration::new);
  }

  private Function<Caller, CompletableFuture<Page<TogetherSupportedModel>>> supported(
      Consumer<TogetherCatalogueQuery> query) {
    SpecFields which = SpecFields.of(new TogetherCatalogueQuery(), query);
    return management.pages(
        transport, () -> which.query(SUPPORTED_MODELS.call()), TogetherSupportedModel::new);
  }

  private static List<TogetherInstanceType> types(WireObject listing) {
    return listing.requiredObjects("data").stream()
        .map(TogetherInstanceType::new)
        .toList();
  }
}
