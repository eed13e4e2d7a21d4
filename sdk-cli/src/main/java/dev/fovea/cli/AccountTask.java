package dev.fovea.cli;

import dev.fovea.VisionClient;
import java.io.IOException;

/** A command that talks to a provider, the real one or its embedded twin. */
abstract class AccountTask extends Task {
  AccountTask(Context context) {
    super(context);
  }

  @Override
  final int work() throws IOException, InterruptedException {
    prepare();
    try (Session session = Session.open(context())) {
      return work(session.client());
    }
  }

  /** Looks at what the user gave, before a key is asked for and a connection made. */
  void prepare() {}

  abstract int work(VisionClient client) throws IOException, InterruptedException;
}
