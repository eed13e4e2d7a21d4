package dev.fovea.together;

import dev.fovea.deployment.DeploymentRequest;
import dev.fovea.error.Failure;
import dev.fovea.error.FoveaException;
import dev.fovea.provider.WireObject;
import dev.fovea.transport.Caller;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Finds the ways a model can be served: by registry id, by registry name, or in the catalogue. */
final class ServingModels {
  private final Management management;
  private final Caller caller;

  ServingModels(Management management, Caller caller) {
    this.management = management;
    this.caller = caller;
  }

  CompletableFuture<List<ServingConfig>> of(DeploymentRequest request) {
    Optional<String> id =
        request.fineTunedModel().map(model -> (@Nullable String) model.providerId());
    return id.map(this::certifiedFor).orElseGet(() -> of(request.model()));
  }

  CompletableFuture<List<ServingConfig>> of(String model) {
    if (model.startsWith("projects/")) {
      return management.project(caller).thenCompose(project -> certified(project, model));
    }
    return registered(model)
        .thenCompose(id -> id.map(this::certifiedFor).orElseGet(() -> supported(model)));
  }

  /** The path of a model of the registry, however the user names it. */
  CompletableFuture<String> reference(String model) {
    if (model.startsWith("projects/")) {
      return CompletableFuture.completedFuture(model);
    }
    return registered(model).thenCompose(id -> {
      String found = id.orElseThrow(() -> unknown(model, "", "a name of the registry"));
      return management.project(caller).thenApply(project -> path(project, found));
    });
  }

  private CompletableFuture<Optional<String>> registered(String model) {
    return model.startsWith("ml_")
        ? CompletableFuture.completedFuture(Optional.of(model))
        : RegistryCalls.named(management, caller, model)
            .thenApply(found -> found.stream()
                .filter(wire -> isCalled(wire.text("name").orElse(""), model))
                .findFirst()
                .map(wire -> wire.required("id")));
  }

  private static String path(String project, String id) {
    return "projects/" + project + "/models/" + id;
  }

  private CompletableFuture<List<ServingConfig>> certifiedFor(String id) {
    return management.project(caller).thenCompose(project -> certified(project, path(project, id)));
  }

  private CompletableFuture<List<ServingConfig>> certified(String project, String reference) {
    return management
        .all(caller, () -> ServingCatalogue.configs(reference))
        .thenApply(found -> found.stream()
            .map(wire -> ServingConfig.certified(wire, project, reference))
            .toList());
  }

  private CompletableFuture<List<ServingConfig>> supported(String model) {
    return management.all(caller, () -> ServingCatalogue.deployable(model)).thenApply(found -> {
      boolean known = false;
      List<ServingConfig> profiles = new ArrayList<>();
      for (WireObject entry : found) {
        boolean entryIsMeant = isNamed(entry, model, "id", "name", "modelName");
        for (WireObject profile : entry.objects("deploymentProfiles")) {
          if (entryIsMeant || isNamed(profile, model, "modelName")) {
            known = true;
            ServingConfig.profile(profile).ifPresent(profiles::add);
          }
        }
        known |= entryIsMeant;
      }
      if (!known) {
        throw unknown(
            model,
            ", and Together's catalogue of models for deployments has none of that name",
            "a name of the catalogue");
      }
      return profiles;
    });
  }

  // A registry name is <slug>/<name>; who tuned it may say the name alone.
  private static boolean isCalled(String registryName, String model) {
    return registryName.equals(model) || registryName.endsWith("/" + model);
  }

  private static boolean isNamed(WireObject wire, String model, String... fields) {
    for (String field : fields) {
      if (wire.text(field).filter(name -> name.equalsIgnoreCase(model)).isPresent()) {
        return true;
      }
    }
    return false;
  }

  private static FoveaException unknown(String model, String elsewhere, String orName) {
    return new FoveaException(Failure.builder()
        .provider(TogetherProvider.ID)
        .operation("find model")
        .message("the project's registry has no model " + model + elsewhere)
        .next("give the model of a finished fine-tuning job, a registry id ml_…, or " + orName)
        .build());
  }
}
