package dev.fovea.together;

import dev.fovea.error.InterruptedCallException;
import dev.fovea.provider.WireObject;
import dev.fovea.transport.Call;
import dev.fovea.transport.Caller;
import dev.fovea.transport.Operation;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** The kinds of machine deployments run on, and what is remembered of their prices. Thread-safe. */
final class Machines {
  private static final String TYPES = "public/inference-instance-types";
  private static final Operation<Void, WireObject> LIST =
      Management.reading(TYPES, "list hardware");
  private static final Operation<Void, WireObject> GET =
      Management.reading(TYPES + "/{id}", "read hardware");

  private volatile @Nullable List<InstanceType> known;

  static Call<WireObject> listing() {
    return LIST.call();
  }

  static Call<WireObject> one(String id) {
    return GET.call().path("id", id);
  }

  /** All kinds, asked anew. */
  CompletableFuture<List<InstanceType>> all(Caller caller) {
    return caller.call(listing()).thenApply(answer -> {
      List<InstanceType> machines = InstanceType.all(answer);
      known = machines;
      return machines;
    });
  }

  /** The same as remembered; empty when they cannot be had, because nothing hangs on a price. */
  CompletableFuture<List<InstanceType>> known(Caller caller) {
    List<InstanceType> remembered = known;
    if (remembered != null) {
      return CompletableFuture.completedFuture(remembered);
    }
    return all(caller).exceptionally(failure -> {
      if (Caller.unwrapped(failure) instanceof InterruptedCallException interrupted) {
        throw interrupted;
      }
      return List.of();
    });
  }
}
