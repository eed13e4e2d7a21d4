package dev.fovea.cli;

import dev.fovea.VisionClient;
import dev.fovea.config.WaitOptions;
import dev.fovea.file.RemoteFile;
import dev.fovea.file.UploadRequest;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code fovea files …}: files at a provider. */
final class FilesCommands {
  private FilesCommands() {}

  /** {@code fovea files upload FILE}. */
  @Command(
      name = "upload",
      description = "Check a training file, upload it, and wait until the provider has read it.")
  static final class Upload extends AccountTask {
    @Parameters(paramLabel = "FILE", description = "The JSON lines to upload.")
    String file = "";

    @Option(names = "--unchecked", description = "Upload without checking first.")
    boolean unchecked;

    Upload(Context context) {
      super(context);
    }

    @Override
    void prepare() {
      LocalFiles.file(file);
    }

    @Override
    int work(VisionClient client) {
      RemoteFile uploaded;
      try (UploadBar bar = UploadBar.of(context())) {
        UploadRequest.Builder request =
            UploadRequest.builder().path(LocalFiles.file(file)).progress(bar);
        uploaded = client.files().upload((unchecked ? request.unchecked() : request).build());
      }
      context().say("Uploaded as " + uploaded.id() + "; the provider reads it.");
      // Until it has, no job may use the file.
      return Listing.printOne(context(), Facts.of(client.files().await(uploaded.id(), patience())));
    }

    private WaitOptions patience() {
      WaitOptions.Builder patience = WaitOptions.builder();
      if (context().globals().timeout != null) {
        patience.timeout(context().globals().timeout);
      }
      return patience.build();
    }
  }

  /** {@code fovea files list}. */
  @Command(name = "list", description = "List the account's files.")
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
          context(),
          client.files().list(),
          limit,
          Facts::of,
          "id",
          "filename",
          "bytes",
          "purpose",
          "status");
    }
  }

  /** {@code fovea files get ID}. */
  @Command(name = "get", description = "Show one file.")
  static final class One extends AccountTask {
    @Parameters(paramLabel = "ID", description = "The file's id.")
    String id = "";

    One(Context context) {
      super(context);
    }

    @Override
    int work(VisionClient client) {
      return Listing.printOne(context(), Facts.of(client.files().get(id)));
    }
  }

  /** {@code fovea files delete ID}. */
  @Command(name = "delete", description = "Delete a file at the provider.")
  static final class Delete extends AccountTask {
    @Parameters(paramLabel = "ID", description = "The file's id.")
    String id = "";

    Delete(Context context) {
      super(context);
    }

    @Override
    int work(VisionClient client) {
      client.files().delete(id);
      context()
          .print(
              new Facts().put("id", id).put("deleted", true).map(),
              out -> out.println("Deleted " + id));
      return ExitCodes.DONE;
    }
  }

  /** {@code fovea files download ID OUT}. */
  @Command(name = "download", description = "Download a file; OUT appears whole or not at all.")
  static final class Download extends AccountTask {
    @Parameters(index = "0", paramLabel = "ID", description = "The file's id.")
    String id = "";

    @Parameters(
        index = "1",
        paramLabel = "OUT",
        description = "Where to write it; replaced if it is there.")
    String out = "";

    Download(Context context) {
      super(context);
    }

    @Override
    void prepare() {
      LocalFiles.target(out);
    }

    @Override
    int work(VisionClient client) {
      Path written =
          client.files().download(id, LocalFiles.target(out), StandardCopyOption.REPLACE_EXISTING);
      context()
          .print(
              new Facts().put("id", id).put("path", written).map(),
              printer -> printer.println("Downloaded " + id + " to " + written));
      return ExitCodes.DONE;
    }
  }
}
