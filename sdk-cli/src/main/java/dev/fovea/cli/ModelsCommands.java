package dev.fovea.cli;

import dev.fovea.VisionClient;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code fovea models …}: the models an account can see. */
final class ModelsCommands {
  private ModelsCommands() {}

  /** {@code fovea models list}. */
  @Command(name = "list", description = "List the models the account can see.")
  static final class All extends AccountTask {
    @Option(
        names = "--limit",
        paramLabel = "N",
        defaultValue = "100",
        description = "How many; ${DEFAULT-VALUE}.")
    int limit;

    All(Context context) {
      super(context);
    }

    @Override
    int work(VisionClient client) {
      return Listing.print(
          context(), client.models().list(), limit, Facts::of, "id", "type", "owner");
    }
  }

  /** {@code fovea models get ID}. */
  @Command(name = "get", description = "Show one model.")
  static final class One extends AccountTask {
    @Parameters(paramLabel = "ID", description = "The model's name.")
    String id = "";

    One(Context context) {
      super(context);
    }

    @Override
    int work(VisionClient client) {
      return Listing.printOne(context(), Facts.of(client.models().get(id)));
    }
  }

  /** {@code fovea models delete ID}. */
  @Command(name = "delete", description = "Delete a model of your own.")
  static final class Delete extends AccountTask {
    @Parameters(paramLabel = "ID", description = "The model's name or id.")
    String id = "";

    Delete(Context context) {
      super(context);
    }

    @Override
    int work(VisionClient client) {
      client.models().delete(id);
      context()
          .print(
              new Facts().put("id", id).put("deleted", true).map(),
              out -> out.println("Deleted " + id));
      return ExitCodes.DONE;
    }
  }
}
