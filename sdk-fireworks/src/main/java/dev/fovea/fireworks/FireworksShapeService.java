package dev.fovea.fireworks;

import dev.fovea.page.Page;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * Deployment shapes: the set-ups of hardware and precision that Fireworks has tried out for a
 * model. What is asked for by a short id, or listed, are those of Fireworks itself. Thread-safe.
 */
public interface FireworksShapeService {
  /**
   * Lists the shapes.
   *
   * @param query sets which, such as those for one model with {@code targetModel}
   * @return the shapes
   */
  Page<FireworksDeploymentShape> shapes(Consumer<FireworksListQuery> query);

  /**
   * As {@link #shapes(Consumer)}, without holding the thread.
   *
   * @param query sets which, such as those for one model with {@code targetModel}
   * @return the shapes, to come
   */
  CompletableFuture<Page<FireworksDeploymentShape>> shapesAsync(Consumer<FireworksListQuery> query);

  /**
   * Reads about a shape.
   *
   * @param shapeId its full name, or its id among those of Fireworks
   * @return the shape
   */
  FireworksDeploymentShape shape(String shapeId);

  /**
   * As {@link #shape(String)}, without holding the thread.
   *
   * @param shapeId its full name, or its id among those of Fireworks
   * @return the shape, to come
   */
  CompletableFuture<FireworksDeploymentShape> shapeAsync(String shapeId);

  /**
   * Lists the versions of a shape.
   *
   * @param shapeId its full name, or its id among those of Fireworks
   * @param query sets which, and in which order
   * @return the versions
   */
  Page<FireworksDeploymentShape.Version> shapeVersions(
      String shapeId, Consumer<FireworksListQuery> query);

  /**
   * As {@link #shapeVersions(String, Consumer)}, without holding the thread.
   *
   * @param shapeId its full name, or its id among those of Fireworks
   * @param query sets which, and in which order
   * @return the versions, to come
   */
  CompletableFuture<Page<FireworksDeploymentShape.Version>> shapeVersionsAsync(
      String shapeId, Consumer<FireworksListQuery> query);

  /**
   * Reads about a version of a shape.
   *
   * @param versionId its full name, {@code accounts/…/deploymentShapes/…/versions/…}
   * @return the version
   */
  FireworksDeploymentShape.Version shapeVersion(String versionId);

  /**
   * As {@link #shapeVersion(String)}, without holding the thread.
   *
   * @param versionId its full name, {@code accounts/…/deploymentShapes/…/versions/…}
   * @return the version, to come
   */
  CompletableFuture<FireworksDeploymentShape.Version> shapeVersionAsync(String versionId);
}
