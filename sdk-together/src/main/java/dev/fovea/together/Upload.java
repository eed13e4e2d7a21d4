package dev.fovea.together;

import dev.fovea.config.ResponseMeta;
import dev.fovea.dataset.DatasetReport;
import dev.fovea.dataset.DatasetRules;
import dev.fovea.error.DatasetException;
import dev.fovea.error.Failure;
import dev.fovea.error.Outcome;
import dev.fovea.error.UnreadableResponseException;
import dev.fovea.file.UploadProgress.Phase;
import dev.fovea.file.UploadRequest;
import dev.fovea.finding.Finding;
import dev.fovea.finding.Severity;
import dev.fovea.transport.Call;
import dev.fovea.transport.Content;
import dev.fovea.transport.Operation;
import dev.fovea.transport.OperationKind;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * One upload, step by step.
 *
 * <p>Together hands out a storage URL by a redirect that must not be followed: the file is
 * registered with a POST, its bytes are PUT to the store without the key, then Together is told to
 * look at them. Registering makes something new each time; the two other steps can be repeated.
 */
final class Upload {
  /** Where the bytes go, and the id they get. */
  record Slot(String fileId, URI location) {}

  private static final String CHECKED_PURPOSE = "fine-tune";
  private static final String CHECKED_TYPE = "jsonl";
  private static final int BUFFER = 64 * 1024;

  private static final Operation<Void, Slot> REGISTER = Operation.post("files")
      .named("register file for upload")
      .expects(302)
      .whenUnknown("an empty file may have been registered, files().list() shows it; it does no"
          + " harm, so upload again")
      .receives((body, meta, status) -> slot(meta, status))
      .build();

  private final UploadRequest request;
  private final String name;
  private final String type;
  private final UnchangedFile file;

  private Upload(UploadRequest request, String name, String type, UnchangedFile file) {
    this.request = request;
    this.name = name;
    this.type = type;
    this.file = file;
  }

  static Upload of(UploadRequest request, UploadFacts facts) {
    String name = request.name().orElseGet(() -> String.valueOf(request.path().getFileName()));
    UnchangedFile file = UnchangedFile.of(request.path());
    String type = facts.type(name);
    if (request.checked()) {
      facts.requireSize(name, file.length());
    }
    return new Upload(request, name, type, file);
  }

  /** Reads the whole file before anything is sent, if it is one for training. */
  void check(Supplier<DatasetRules> rules, BooleanSupplier unwanted) {
    boolean forTraining = request.purpose().equals(CHECKED_PURPOSE) && type.equals(CHECKED_TYPE);
    if (!request.checked() || !forTraining) {
      return;
    }
    PhaseProgress progress = new PhaseProgress(request.progress(), Phase.CHECKING, file.length());
    DatasetReport report;
    try (InputStream watched = new WatchedInput(file.open(), progress, unwanted);
        InputStream in = new BufferedInputStream(watched, BUFFER)) {
      report = rules.get().check(in);
    } catch (IOException e) {
      throw new UncheckedIOException("together: cannot read " + request.path(), e);
    }
    if (!report.ok()) {
      throw wrong(report);
    }
    file.checked(report.sha256().orElse(null));
  }

  Call<Slot> register() {
    Map<String, String> form = new LinkedHashMap<>();
    form.put("purpose", request.purpose());
    form.put("file_name", name);
    form.put("file_type", type);
    return REGISTER.call().body(Content.form(form));
  }

  Call<ResponseMeta> store(Slot slot) {
    // Made for one upload, so that every failure names the id that is there already.
    return Operation.put("files/stored")
        .named("upload " + name + " as file " + slot.fileId())
        .transfer()
        .whenUnknown("file " + slot.fileId() + " may be incomplete: delete it and upload again")
        .receives((body, meta, status) -> stored(meta, status, slot))
        .build()
        .call()
        .at(slot.location())
        .body(file)
        .progress(new PhaseProgress(request.progress(), Phase.UPLOADING, file.length()));
  }

  Call<WireObject> preprocess(Slot slot) {
    return Operation.post("files/{id}/preprocess")
        .named("finish the upload of file " + slot.fileId())
        .kind(OperationKind.IDEMPOTENT_WRITE)
        .whenUnknown("files().get(\"" + slot.fileId() + "\") tells whether it is there")
        .receives(WireObject::read)
        .build()
        .call()
        .path("id", slot.fileId());
  }

  private static Slot slot(ResponseMeta meta, int status) {
    if (status != 302) {
      throw unexpected(
          "Together answered " + status + " where it announces the store with 302", "");
    }
    String fileId = meta.headers().get("x-together-file-id");
    String location = meta.headers().get("location");
    if (fileId == null || fileId.isBlank() || location == null) {
      throw unexpected("Together's 302 lacks the file's id or the store's place", "");
    }
    try {
      URI place = new URI(location);
      if (place.isAbsolute() && place.getHost() != null) {
        return new Slot(fileId, place);
      }
    } catch (URISyntaxException e) {
      // Told below; the exception would repeat the signed URL.
    }
    throw unexpected("Together's 302 names no usable place for file " + fileId, "");
  }

  private static ResponseMeta stored(ResponseMeta meta, int status, Slot slot) {
    if (status != 200) {
      throw unexpected(
          "the store answered " + status + " where only 200 means stored",
          "delete file " + slot.fileId() + " and upload again");
    }
    return meta;
  }

  private static UnreadableResponseException unexpected(String message, String next) {
    Failure.Builder failure = Failure.builder()
        .provider("together")
        .operation("upload")
        .message(message)
        .outcome(Outcome.UNKNOWN);
    return new UnreadableResponseException(
        (next.isEmpty() ? failure : failure.next(next)).build(), "");
  }

  private DatasetException wrong(DatasetReport report) {
    String first = report.findings().stream()
        .filter(finding -> finding.severity() == Severity.ERROR)
        .findFirst()
        .map(Finding::toString)
        .orElse("");
    return new DatasetException(
        Failure.builder()
            .provider("together")
            .operation("upload " + name)
            .message("nothing was sent, the check found " + report.errors()
                + (report.errors() == 1 ? " error: " : " errors, first: ") + first)
            .outcome(Outcome.NOT_SENT)
            .next(
                "findings() has them all with their fixes; unchecked() leaves the check to Together")
            .build(),
        report.findings());
  }
}
