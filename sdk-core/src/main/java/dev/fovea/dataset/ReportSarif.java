package dev.fovea.dataset;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.fovea.finding.Finding;
import dev.fovea.finding.Severity;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Map;

/** A report as SARIF 2.1.0, which editors and code hosts show beside the lines it is about. */
final class ReportSarif {
  private static final String VERSION = "2.1.0";
  private static final String SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json";

  /** What a report about a stream is about. */
  private static final String NO_FILE = "stdin";

  private final DatasetReport report;
  private final JsonGenerator json;

  private ReportSarif(DatasetReport report, JsonGenerator json) {
    this.report = report;
    this.json = json;
  }

  static void write(DatasetReport report, OutputStream out) throws IOException {
    try (JsonGenerator json = ReportJson.JSON.createGenerator(out)) {
      new ReportSarif(report, json).write();
    }
  }

  private void write() throws IOException {
    json.writeStartObject();
    json.writeStringField("$schema", SCHEMA);
    json.writeStringField("version", VERSION);
    json.writeArrayFieldStart("runs");
    json.writeStartObject();
    tool();
    invocation();
    json.writeArrayFieldStart("results");
    for (Finding finding : report.findings()) {
      result(finding);
    }
    json.writeEndArray();
    json.writeEndObject();
    json.writeEndArray();
    json.writeEndObject();
  }

  private void tool() throws IOException {
    json.writeObjectFieldStart("tool");
    json.writeObjectFieldStart("driver");
    json.writeStringField("name", "fovea");
    json.writeArrayFieldStart("rules");
    for (Map.Entry<String, Long> count : report.counts().entrySet()) {
      rule(count.getKey(), count.getValue());
    }
    json.writeEndArray();
    json.writeEndObject();
    json.writeEndObject();
  }

  private void rule(String id, long count) throws IOException {
    Rule rule = Rule.of(id.substring(report.provider().length() + 1));
    json.writeStartObject();
    json.writeStringField("id", id);
    text("shortDescription", rule.title());
    text("help", "What it means, with a bad and a good line: " + rule.page());
    json.writeObjectFieldStart("properties");
    json.writeNumberField("count", count);
    json.writeEndObject();
    json.writeEndObject();
  }

  // That something was found is no failure of the tool.
  private void invocation() throws IOException {
    json.writeArrayFieldStart("invocations");
    json.writeStartObject();
    json.writeBooleanField("executionSuccessful", true);
    if (report.truncated() || !report.skipped().isEmpty()) {
      json.writeArrayFieldStart("toolExecutionNotifications");
      if (report.truncated()) {
        note("the first findings of each rule are listed, all are counted");
      }
      for (Map.Entry<String, String> skipped : report.skipped().entrySet()) {
        note("not checked, or not to the end: " + skipped.getKey() + ": " + skipped.getValue());
      }
      json.writeEndArray();
    }
    json.writeEndObject();
    json.writeEndArray();
  }

  private void note(String message) throws IOException {
    json.writeStartObject();
    json.writeStringField("level", "note");
    text("message", message);
    json.writeEndObject();
  }

  private void result(Finding finding) throws IOException {
    json.writeStartObject();
    json.writeStringField("ruleId", finding.rule());
    json.writeStringField("level", finding.severity() == Severity.ERROR ? "error" : "warning");
    text("message", finding.message() + ". Fix: " + finding.fix());
    json.writeArrayFieldStart("locations");
    location(finding);
    json.writeEndArray();
    if (finding.picture().isPresent()) {
      json.writeObjectFieldStart("properties");
      json.writeNumberField("picture", finding.picture().get());
      json.writeEndObject();
    }
    json.writeEndObject();
  }

  private void location(Finding finding) throws IOException {
    json.writeStartObject();
    json.writeObjectFieldStart("physicalLocation");
    json.writeObjectFieldStart("artifactLocation");
    json.writeStringField("uri", address(report.file().orElse(NO_FILE)));
    json.writeEndObject();
    if (finding.line().isPresent()) {
      json.writeObjectFieldStart("region");
      json.writeNumberField("startLine", finding.line().get());
      if (finding.excerpt().isPresent()) {
        text("snippet", finding.excerpt().get());
      }
      json.writeEndObject();
    }
    json.writeEndObject();
    if (finding.pointer().isPresent()) {
      json.writeArrayFieldStart("logicalLocations");
      json.writeStartObject();
      json.writeStringField("fullyQualifiedName", finding.pointer().get());
      json.writeEndObject();
      json.writeEndArray();
    }
    json.writeEndObject();
  }

  private void text(String name, String text) throws IOException {
    json.writeObjectFieldStart(name);
    json.writeStringField("text", text);
    json.writeEndObject();
  }

  /** {@return a file's name as a reference: spaces and the like are escaped} */
  private static String address(String file) {
    try {
      return new URI(null, null, file.replace('\\', '/'), null).getRawPath();
    } catch (URISyntaxException e) {
      return file;
    }
  }
}
