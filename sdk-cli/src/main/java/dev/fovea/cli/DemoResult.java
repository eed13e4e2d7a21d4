package dev.fovea.cli;

import dev.fovea.deployment.Deployment;
import dev.fovea.file.RemoteFile;
import dev.fovea.finetuning.FineTuningJob;
import dev.fovea.preparation.DatasetParts;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * How the demonstration ended: a table for people, a document for machines.
 *
 * @param plan what was asked for
 * @param parts what was trained on and what was held back
 * @param trace what was made at the provider
 * @param answers the answers about the held-back pictures
 */
record DemoResult(DemoPlan plan, DatasetParts parts, Trace trace, List<DemoAnswer> answers) {

  /**
   * What was made at the provider.
   *
   * @param file the uploaded data set
   * @param job the finished job
   * @param deployment the stopped deployment
   */
  record Trace(RemoteFile file, FineTuningJob job, Deployment deployment) {}

  double baseAccuracy() {
    return share(DemoAnswer::baseIsRight);
  }

  double tunedAccuracy() {
    return share(DemoAnswer::tunedIsRight);
  }

  void print(Context context, Steps steps) throws IOException {
    if (context.globals().json) {
      context.printJson(json(context, steps));
    } else {
      printText(context, steps);
    }
  }

  private void printText(Context context, Steps steps) {
    PrintStream out = context.console().out();
    Paint paint = context.console().outPaint();
    Table table = new Table("picture", "question", "expected", "base answer", "tuned answer");
    for (DemoAnswer one : answers) {
      table.add(
          Table.Cell.plain(name(one.asked().picture())),
          new Table.Cell(one.asked().question(), paint::faint),
          Table.Cell.plain(one.asked().answer()),
          cell(one.base(), one.baseIsRight(), paint),
          cell(one.tuned(), one.tunedIsRight(), paint));
    }
    out.println();
    table.print(out, paint, context.console().surroundings().columns());
    out.println();
    out.println("Accuracy on pictures held back from training:");
    out.println("  base model   " + percent(DemoAnswer::baseIsRight));
    out.println("  tuned model  " + paint.bold(percent(DemoAnswer::tunedIsRight)));
    if (answers.stream().anyMatch(DemoAnswer::wantsJson)) {
      out.println("JSON with exactly the trained keys:");
      out.println("  base model   " + percent(one -> one.hasTrainedKeys(one.base())));
      out.println("  tuned model  " + percent(one -> one.hasTrainedKeys(one.tuned())));
    }
    out.println();
    out.println(paint.faint("Done in "
        + Durations.text(steps.total())
        + " with seed "
        + plan.seed()
        + "; the same again: --seed "
        + plan.seed()));
    out.flush();
  }

  private Map<String, Object> json(Context context, Steps steps) throws IOException {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("provider", context.provider());
    json.put("baseModel", plan.model());
    json.put("seed", plan.seed());
    json.put("trainedOn", parts.training().size());
    json.put("heldBack", parts.validation().size());
    json.put("steps", steps.done());
    json.put("seconds", Steps.seconds(steps.total()));
    json.put("file", Facts.of(trace.file()));
    json.put("job", Facts.of(trace.job()));
    json.put("deployment", Facts.of(trace.deployment()));
    List<Object> all = new ArrayList<>();
    for (DemoAnswer one : answers) {
      all.add(json(one));
    }
    json.put("answers", all);
    json.put("baseAccuracy", baseAccuracy());
    json.put("tunedAccuracy", tunedAccuracy());
    return json;
  }

  private static Map<String, Object> json(DemoAnswer one) throws IOException {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("picture", name(one.asked().picture()));
    json.put("sha256", sha256(one.asked().picture()));
    json.put("question", one.asked().question());
    json.put("expected", one.asked().answer());
    json.put("base", one.base());
    json.put("tuned", one.tuned());
    json.put("baseIsRight", one.baseIsRight());
    json.put("tunedIsRight", one.tunedIsRight());
    return json;
  }

  private static Table.Cell cell(String answer, boolean right, Paint paint) {
    return new Table.Cell((right ? "✓ " : "✗ ") + answer, right ? paint::green : paint::red);
  }

  private double share(Predicate<DemoAnswer> wanted) {
    return answers.isEmpty() ? 0 : (double) count(wanted) / answers.size();
  }

  private long count(Predicate<DemoAnswer> wanted) {
    return answers.stream().filter(wanted).count();
  }

  private String percent(Predicate<DemoAnswer> wanted) {
    return "%3d %%  (%d of %d)"
        .formatted(Math.round(100 * share(wanted)), count(wanted), answers.size());
  }

  private static String name(Path picture) {
    return String.valueOf(picture.getFileName());
  }

  private static String sha256(Path picture) throws IOException {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(picture));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
