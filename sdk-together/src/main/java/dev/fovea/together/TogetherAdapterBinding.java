package dev.fovea.together;

import dev.fovea.provider.WireObject;
import dev.fovea.provider.WireResource;
import java.util.Optional;

/** An adapter bound to an endpoint of the first interface; its id is what chat uses as model. */
public final class TogetherAdapterBinding extends WireResource {
  TogetherAdapterBinding(WireObject wire) {
    super(wire, "model_id");
  }

  /** {@return the adapter's name} */
  public Optional<String> adapterName() {
    return text("adapter_name");
  }

  /** {@return the name of the endpoint} */
  public Optional<String> endpointName() {
    return text("endpoint_name");
  }
}
