package dev.fovea.together;

import dev.fovea.provider.WireObject;
import dev.fovea.provider.WireResource;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Work on a model's weights: an upload into the registry, or a job of the first interface. */
public final class TogetherModelJob extends WireResource {
  TogetherModelJob(WireObject wire) {
    super(wire, "job_id", "jobId", "id");
  }

  /** {@return the state in Together's word, such as {@code Running}; empty when it does not say} */
  public String status() {
    return text("status").orElse("");
  }

  /** {@return whether the model is there} */
  public boolean isSucceeded() {
    String word = word();
    return word.equals("COMPLETE") || word.equals("COMPLETED") || word.equals("SUCCEEDED");
  }

  /** {@return whether it has failed for good} */
  public boolean isFailed() {
    String word = word();
    return word.equals("FAILED") || word.equals("ERROR");
  }

  private String word() {
    String status = status();
    return status.substring(status.lastIndexOf('_') + 1).toUpperCase(Locale.ROOT);
  }

  /** {@return what kind of work it is, in Together's word} */
  public Optional<String> type() {
    return text("type");
  }

  /** {@return the registry id of the model} */
  public Optional<String> modelId() {
    return text("model_id", "modelId");
  }

  /** {@return the name of the model} */
  public Optional<String> modelName() {
    return text("model_name").or(() -> argument("modelName"));
  }

  /** {@return where the weights come from; as Together tells it, it may hold a signed address} */
  public Optional<String> modelSource() {
    return text("model_source", "remoteUrl").or(() -> argument("modelSource"));
  }

  private Optional<String> argument(String name) {
    return wire().object("args").flatMap(arguments -> arguments.text(name));
  }

  /** {@return the newest sentence about it} */
  public Optional<String> message() {
    return text("statusMessage", "message").or(() -> {
      List<Update> updates = updates();
      return updates.isEmpty()
          ? Optional.empty()
          : updates.get(updates.size() - 1).message();
    });
  }

  /** {@return what has happened to it, in Together's order} */
  public List<Update> updates() {
    return list("status_updates", Update::new);
  }

  /** {@return when it was asked for} */
  public Optional<Instant> createdAt() {
    return time("created_at", "createdAt");
  }

  /** {@return when it last changed} */
  public Optional<Instant> updatedAt() {
    return time("updated_at", "updatedAt");
  }

  /** One step of a job; its id is its status. */
  public static final class Update extends WireResource {
    Update(WireObject wire) {
      super(wire.glance().text("status", "message").orElse(""), wire);
    }

    /** {@return the sentence for people} */
    public Optional<String> message() {
      return text("message");
    }

    /** {@return when it happened} */
    public Optional<Instant> timestamp() {
      return time("timestamp");
    }
  }
}
