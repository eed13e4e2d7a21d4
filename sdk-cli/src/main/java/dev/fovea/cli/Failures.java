package dev.fovea.cli;

import dev.fovea.error.ApiException;
import dev.fovea.error.DatasetException;
import dev.fovea.error.FoveaException;
import dev.fovea.error.InterruptedCallException;
import dev.fovea.finding.Finding;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CancellationException;

/** Turns what went wrong into one sentence and an exit code. Never prints a key. */
final class Failures {
  private static final int MOST_DETAILS = 50;

  private final Context context;

  Failures(Context context) {
    this.context = context;
  }

  /**
   * Prints the failure: a sentence on standard error and, when JSON was asked for, a document.
   *
   * @return the exit code
   */
  int report(Throwable failure) {
    Throwable cause = failure instanceof UncheckedIOException io
        ? Objects.requireNonNullElse(io.getCause(), failure)
        : failure;
    int code = code(cause);
    String sentence = context.withoutKeys(sentence(cause, code));
    List<String> details = details(cause).stream().map(context::withoutKeys).toList();
    details.stream().limit(MOST_DETAILS).forEach(context::say);
    if (details.size() > MOST_DETAILS) {
      context.say("… and " + (details.size() - MOST_DETAILS) + " more");
    }
    Paint paint = context.console().errPaint();
    context.say(paint.red("fovea: ") + sentence);
    if (context.globals().verbose) {
      StringWriter trace = new StringWriter();
      failure.printStackTrace(new PrintWriter(trace));
      context.say(context.withoutKeys(trace.toString().stripTrailing()));
    }
    if (context.globals().json) {
      Map<String, Object> json = json(cause, sentence, code);
      if (!details.isEmpty()) {
        json.put("details", details);
      }
      context.printJson(Map.of("error", json));
    }
    return code;
  }

  /** {@return one line for each thing that is wrong; empty where the sentence says it all} */
  private static List<String> details(Throwable failure) {
    if (failure instanceof DatasetException dataset) {
      return dataset.findings().stream().map(Finding::toString).toList();
    }
    return failure instanceof WorkFailedException work ? work.details() : List.of();
  }

  private static int code(Throwable failure) {
    // The user pressed Ctrl-C; what else went wrong then is a consequence.
    if (failure instanceof InterruptedCallException
        || failure instanceof InterruptedException
        || failure instanceof CancellationException) {
      return ExitCodes.INTERRUPTED;
    }
    // Builders refuse values with these, and the values came from the command line.
    if (failure instanceof UsageException
        || failure instanceof IllegalArgumentException
        || failure instanceof NoSuchFileException) {
      return ExitCodes.USAGE;
    }
    return ExitCodes.FAILED;
  }

  private static String sentence(Throwable failure, int code) {
    if (code == ExitCodes.INTERRUPTED) {
      return "interrupted";
    }
    String message = failure.getMessage() == null ? "" : oneLine(failure.getMessage());
    if (failure instanceof NoSuchFileException) {
      return "no such file: " + message;
    }
    if (failure instanceof AccessDeniedException) {
      return "no permission for " + message;
    }
    if (failure instanceof FileSystemException) {
      return "cannot read or write " + message;
    }
    boolean isOurs = failure instanceof FoveaException
        || failure instanceof UsageException
        || failure instanceof WorkFailedException
        || failure instanceof IllegalArgumentException
        || failure instanceof IllegalStateException;
    if (isOurs && !message.isEmpty()) {
      return message;
    }
    String kind = failure instanceof IOException ? "" : failure.getClass().getSimpleName() + ": ";
    return "unexpected failure: " + kind + message + " (run again with -v for the details)";
  }

  private static Map<String, Object> json(Throwable failure, String sentence, int code) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("message", sentence);
    json.put("kind", failure.getClass().getSimpleName().replaceFirst("Exception$", ""));
    json.put("exitCode", code);
    if (failure instanceof FoveaException ours) {
      ours.provider().ifPresent(provider -> json.put("provider", provider));
      ours.operation().ifPresent(operation -> json.put("operation", operation));
      json.put("outcome", ours.outcome().name());
      json.put("retryable", ours.isRetryable());
    }
    if (failure instanceof ApiException api) {
      json.put("status", api.status());
      api.code().ifPresent(apiCode -> json.put("code", apiCode));
      api.requestId().ifPresent(id -> json.put("requestId", id));
    }
    return json;
  }

  private static String oneLine(String message) {
    return message.strip().replaceAll("\\s*\\R\\s*", " ");
  }
}
