package dev.fovea.cli;

import dev.fovea.VisionClient;
import java.util.Map;
import java.util.function.BiFunction;
import picocli.CommandLine.Parameters;

/** A command about one thing of the account, which it shows as it is then. */
final class OneTask extends AccountTask {
  private final BiFunction<VisionClient, String, Map<String, Object>> work;

  @Parameters(paramLabel = "ID", description = "Its id, as list prints it.")
  String id = "";

  OneTask(Context context, BiFunction<VisionClient, String, Map<String, Object>> work) {
    super(context);
    this.work = work;
  }

  @Override
  int work(VisionClient client) {
    return Listing.printOne(context(), work.apply(client, id));
  }
}
