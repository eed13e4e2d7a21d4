package dev.fovea.dataset;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import dev.fovea.finding.Finding;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Locale;
import java.util.Map;

/** A report as one JSON object. */
final class ReportJson {
  static final JsonFactory JSON =
      JsonFactory.builder().disable(StreamWriteFeature.AUTO_CLOSE_TARGET).build();

  private ReportJson() {}

  static void write(DatasetReport report, OutputStream out) throws IOException {
    try (JsonGenerator json = JSON.createGenerator(out)) {
      json.writeStartObject();
      json.writeStringField("provider", report.provider());
      optional(json, "file", report.file().orElse(""));
      optional(json, "kind", report.kind().orElse(""));
      json.writeBooleanField("ok", report.ok());
      json.writeNumberField("lines", report.lines());
      json.writeNumberField("examples", report.examples());
      json.writeNumberField("pictures", report.pictures());
      json.writeNumberField("bytes", report.bytes());
      optional(json, "sha256", report.sha256().orElse(""));
      json.writeNumberField("errors", report.errors());
      json.writeNumberField("warnings", report.warnings());
      json.writeObjectFieldStart("counts");
      for (Map.Entry<String, Long> count : report.counts().entrySet()) {
        json.writeNumberField(count.getKey(), count.getValue());
      }
      json.writeEndObject();
      json.writeObjectFieldStart("skipped");
      for (Map.Entry<String, String> skipped : report.skipped().entrySet()) {
        json.writeStringField(skipped.getKey(), skipped.getValue());
      }
      json.writeEndObject();
      json.writeArrayFieldStart("findings");
      for (Finding finding : report.findings()) {
        finding(json, finding);
      }
      json.writeEndArray();
      json.writeBooleanField("truncated", report.truncated());
      json.writeEndObject();
    }
  }

  private static void finding(JsonGenerator json, Finding finding) throws IOException {
    json.writeStartObject();
    json.writeStringField("rule", finding.rule());
    json.writeStringField("severity", finding.severity().name().toLowerCase(Locale.ROOT));
    if (finding.line().isPresent()) {
      json.writeNumberField("line", finding.line().get());
    }
    optional(json, "pointer", finding.pointer().orElse(""));
    if (finding.picture().isPresent()) {
      json.writeNumberField("picture", finding.picture().get());
    }
    json.writeStringField("message", finding.message());
    json.writeStringField("fix", finding.fix());
    optional(json, "excerpt", finding.excerpt().orElse(""));
    json.writeEndObject();
  }

  private static void optional(JsonGenerator json, String name, String value) throws IOException {
    if (!value.isEmpty()) {
      json.writeStringField(name, value);
    }
  }
}
