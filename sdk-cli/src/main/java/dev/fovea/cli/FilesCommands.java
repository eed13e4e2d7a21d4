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

/** {@code fovea files …}: what takes more than a call. */
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
