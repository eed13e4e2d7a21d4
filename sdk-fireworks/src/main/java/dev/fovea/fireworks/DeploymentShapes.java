package dev.fovea.fireworks;

import dev.fovea.page.Page;
import dev.fovea.provider.SpecFields;
import dev.fovea.provider.WireObject;
import dev.fovea.transport.Call;
import dev.fovea.transport.Caller;
import dev.fovea.transport.Transport;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** The shapes of deployments, which are Fireworks' own unless a name says otherwise. */
abstract class DeploymentShapes extends DeploymentAdapters implements FireworksShapeService {
  /** The account that what Fireworks offers to everybody belongs to. */
  static final String VENDOR = "fireworks";

  private static final String VERSIONS = "/versions/";

  /** Fireworks' own account. */
  final Account vendor;

  DeploymentShapes(Transport transport, Account account) {
    super(transport, account);
    this.vendor = new Account(transport, VENDOR);
  }

  @Override
  public Page<FireworksDeploymentShape> shapes(Consumer<FireworksListQuery> query) {
    return now(caller -> shapes(caller, query));
  }

  @Override
  public CompletableFuture<Page<FireworksDeploymentShape>> shapesAsync(
      Consumer<FireworksListQuery> query) {
    return later(caller -> shapes(caller, query));
  }

  @Override
  public FireworksDeploymentShape shape(String shapeId) {
    return now(caller -> shape(caller, shapeId));
  }

  @Override
  public CompletableFuture<FireworksDeploymentShape> shapeAsync(String shapeId) {
    return later(caller -> shape(caller, shapeId));
  }

  @Override
  public Page<FireworksDeploymentShape.Version> shapeVersions(
      String shapeId, Consumer<FireworksListQuery> query) {
    return now(caller -> versions(caller, shapeId, query));
  }

  @Override
  public CompletableFuture<Page<FireworksDeploymentShape.Version>> shapeVersionsAsync(
      String shapeId, Consumer<FireworksListQuery> query) {
    return later(caller -> versions(caller, shapeId, query));
  }

  @Override
  public FireworksDeploymentShape.Version shapeVersion(String versionId) {
    return now(caller -> version(caller, versionId));
  }

  @Override
  public CompletableFuture<FireworksDeploymentShape.Version> shapeVersionAsync(String versionId) {
    return later(caller -> version(caller, versionId));
  }

  CompletableFuture<Page<FireworksDeploymentShape>> shapes(
      Caller caller, Consumer<FireworksListQuery> query) {
    SpecFields which = SpecFields.of(new FireworksListQuery(), query);
    return vendor.page(
        caller,
        () -> which.query(DeploymentCalls.shapes()),
        DeploymentCalls.SHAPES,
        FireworksDeploymentShape::new);
  }

  private CompletableFuture<FireworksDeploymentShape> shape(Caller caller, String shapeId) {
    return new DeploymentCalls(vendor, caller)
        .shape(shapeId)
        .thenApply(FireworksDeploymentShape::new);
  }

  private CompletableFuture<Page<FireworksDeploymentShape.Version>> versions(
      Caller caller, String shapeId, Consumer<FireworksListQuery> query) {
    ResourceName shape = ResourceName.of(shapeId, VENDOR, DeploymentCalls.SHAPES);
    SpecFields which = SpecFields.of(new FireworksListQuery(), query);
    Supplier<Call<WireObject>> listing =
        () -> which.query(DeploymentCalls.versions().path("id", shape.id()));
    return new Account(transport, shape.account())
        .page(caller, listing, "deploymentShapeVersions", FireworksDeploymentShape.Version::new);
  }

  private static CompletableFuture<FireworksDeploymentShape.Version> version(
      Caller caller, String versionId) {
    int cut = versionId.indexOf(VERSIONS);
    String version = cut < 0 ? "" : versionId.substring(cut + VERSIONS.length());
    if (version.isEmpty() || version.contains("/")) {
      throw new IllegalArgumentException("fireworks: '" + versionId + "' is not the name of a"
          + " version of a shape; write accounts/ACCOUNT/deploymentShapes/ID/versions/VERSION");
    }
    ResourceName shape =
        ResourceName.of(versionId.substring(0, cut), VENDOR, DeploymentCalls.SHAPES);
    return caller
        .call(DeploymentCalls.version()
            .path("account", shape.account())
            .path("id", shape.id())
            .path("version", version))
        .thenApply(FireworksDeploymentShape.Version::new);
  }
}
