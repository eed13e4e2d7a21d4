package dev.fovea.openai;

import dev.fovea.deployment.Deployment;
import dev.fovea.provider.WireObject;
import java.time.LocalDate;
import java.util.Optional;

/** A model that answers, with what only OpenAI tells: a view of the deployment. Immutable. */
public final class OpenAiDeployment {
  private final Deployment deployment;

  private OpenAiDeployment(Deployment deployment) {
    this.deployment = deployment;
  }

  /**
   * Looks at a deployment this client reported.
   *
   * @param deployment the neutral deployment
   * @return the view
   */
  public static OpenAiDeployment of(Deployment deployment) {
    return new OpenAiDeployment(deployment);
  }

  /** {@return the neutral deployment} */
  public Deployment deployment() {
    return deployment;
  }

  /** {@return whom the model belongs to, in OpenAI's word; absent while it is not there} */
  public Optional<String> owner() {
    return wire().text("owned_by");
  }

  /** {@return the day it stops answering; absent while there is none, or OpenAI does not say} */
  public Optional<LocalDate> shutdownDate() {
    return OpenAiModel.shutdownDate(wire());
  }

  /** {@return whether the model was tuned by a job, or is a checkpoint of one} */
  public boolean isFineTuned() {
    return TunedName.is(deployment.id());
  }

  private WireObject wire() {
    return WireObject.of(deployment.additionalProperties());
  }

  @Override
  public String toString() {
    return "OpenAiDeployment(" + deployment + ")";
  }
}
