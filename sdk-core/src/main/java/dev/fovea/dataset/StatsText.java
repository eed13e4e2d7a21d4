package dev.fovea.dataset;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.fovea.json.JsonValues;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Statistics for people and for machines. */
final class StatsText {
  private static final JsonFactory JSON = new JsonFactory();

  private StatsText() {}

  static String text(DatasetStats stats) {
    StringBuilder text = new StringBuilder();
    text.append(ReportText.counted(stats.examples(), "example"))
        .append(" in ")
        .append(ReportText.counted(stats.lines(), "line"))
        .append(", ")
        .append(ReportText.counted(stats.pictures(), "picture"))
        .append(", ")
        .append(ReportText.counted(stats.bytes(), "byte"))
        .append('\n');
    counts(stats).forEach((name, counts) -> row(text, name, words(counts)));
    spreads(stats)
        .forEach((name, spread) -> row(
            text,
            name,
            String.format(
                Locale.ROOT,
                "%,d to %,d, half of them up to %,d",
                spread.min(),
                spread.max(),
                spread.median())));
    stats.tokens().ifPresent(tokens -> text.append(tokens.toText()));
    return text.toString();
  }

  static void row(StringBuilder text, String name, String value) {
    if (!value.isEmpty()) {
      text.append(String.format(Locale.ROOT, "%-20s %s%n", name.replace('_', ' '), value));
    }
  }

  private static String words(Map<String, Long> counts) {
    return String.join(
        ", ",
        counts.entrySet().stream()
            .map(count -> String.format(Locale.ROOT, "%s %,d", count.getKey(), count.getValue()))
            .toList());
  }

  static String json(DatasetStats stats) {
    StringWriter out = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(out)) {
      json.writeStartObject();
      json.writeNumberField("lines", stats.lines());
      json.writeNumberField("examples", stats.examples());
      json.writeNumberField("pictures", stats.pictures());
      json.writeNumberField("remote_pictures", stats.remotePictures());
      json.writeNumberField("bytes", stats.bytes());
      for (Map.Entry<String, Map<String, Long>> counts : counts(stats).entrySet()) {
        json.writeObjectFieldStart(counts.getKey());
        for (Map.Entry<String, Long> count : counts.getValue().entrySet()) {
          json.writeNumberField(count.getKey(), count.getValue());
        }
        json.writeEndObject();
      }
      for (Map.Entry<String, DatasetStats.Spread> spread : spreads(stats).entrySet()) {
        json.writeObjectFieldStart(spread.getKey());
        json.writeNumberField("min", spread.getValue().min());
        json.writeNumberField("median", spread.getValue().median());
        json.writeNumberField("max", spread.getValue().max());
        json.writeEndObject();
      }
      if (stats.tokens().isPresent()) {
        json.writeFieldName("tokens");
        JsonValues.write(json, TokenText.facts(stats.tokens().get()));
      }
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory", e);
    }
    return out.toString();
  }

  private static Map<String, Map<String, Long>> counts(DatasetStats stats) {
    Map<String, Map<String, Long>> counts = new LinkedHashMap<>();
    counts.put("shapes", stats.shapes());
    counts.put("roles", stats.roles());
    counts.put("formats", stats.formats());
    return counts;
  }

  private static Map<String, DatasetStats.Spread> spreads(DatasetStats stats) {
    Map<String, DatasetStats.Spread> spreads = new LinkedHashMap<>();
    stats.widths().ifPresent(spread -> spreads.put("width", spread));
    stats.heights().ifPresent(spread -> spreads.put("height", spread));
    stats.pictureBytes().ifPresent(spread -> spreads.put("picture_bytes", spread));
    stats.picturesPerExample().ifPresent(spread -> spreads.put("pictures_per_example", spread));
    stats.textChars().ifPresent(spread -> spreads.put("text_chars", spread));
    return spreads;
  }
}
