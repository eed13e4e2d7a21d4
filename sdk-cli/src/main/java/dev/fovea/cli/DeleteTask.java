package dev.fovea.cli;

import dev.fovea.VisionClient;
import java.util.function.BiConsumer;
import picocli.CommandLine.Parameters;

/** A command that deletes one thing of the account. */
final class DeleteTask extends AccountTask {
  private final BiConsumer<VisionClient, String> deletion;

  @Parameters(paramLabel = "ID", description = "Its id, as list prints it.")
  String id = "";

  DeleteTask(Context context, BiConsumer<VisionClient, String> deletion) {
    super(context);
    this.deletion = deletion;
  }

  @Override
  int work(VisionClient client) {
    deletion.accept(client, id);
    context()
        .print(
            new Facts().put("id", id).put("deleted", true).map(),
            out -> out.println("Deleted " + id));
    return ExitCodes.DONE;
  }
}
