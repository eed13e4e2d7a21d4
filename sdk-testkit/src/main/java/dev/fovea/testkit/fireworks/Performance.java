package dev.fovea.testkit.fireworks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fovea.testkit.answering.Tokens;
import dev.fovea.testkit.server.Json;
import dev.fovea.testkit.server.Reply;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * How long an answer would have taken, reckoned from its tokens: in headers always, in the body
 * when asked for. Equal requests give equal numbers.
 *
 * @param completion the answer
 */
record Performance(Completion completion) {
  private static final double START = 0.020;
  private static final double PER_TOKEN_READ = 0.000_02;
  private static final double PER_TOKEN_SAID = 0.008;
  private static final double PER_TOKEN_CUT = 0.000_001;
  private static final int AT_START = 4;

  /** Sets the headers; a stream begins before everything is known, so it tells less. */
  Reply headers(Reply reply) {
    metrics().entrySet().stream()
        .limit(completion.streams() ? AT_START : Long.MAX_VALUE)
        .forEach(metric -> reply.header("fireworks-" + metric.getKey(), metric.getValue()));
    return reply;
  }

  /** Puts the numbers into an answer's body if the request wants them there. */
  void writeTo(ObjectNode body) {
    if (completion.asks("perf_metrics_in_response")) {
      body.set("perf_metrics", Json.tree(metrics()));
    }
  }

  private Map<String, String> metrics() {
    long prompt = completion.promptTokens();
    double read = (prompt - completion.cachedTokens()) * PER_TOKEN_READ;
    double said = completion.completionTokens() * PER_TOKEN_SAID;
    Map<String, String> metrics = new LinkedHashMap<>();
    metrics.put("prompt-tokens", String.valueOf(prompt));
    metrics.put("cached-prompt-tokens", String.valueOf(completion.cachedTokens()));
    metrics.put("server-time-to-first-token", seconds(START + read));
    metrics.put("server-processing-time", seconds(START + read + said));
    speculation(metrics);
    completion.target().deployment().ifPresent(deployment -> {
      metrics.put("num-concurrent-requests", "1");
      metrics.put("deployment", deployment);
      metrics.put("backend-host", "embedded");
      metrics.put("tokenizer-queue-duration", seconds(0));
      metrics.put("tokenizer-duration", seconds(prompt * PER_TOKEN_CUT));
      metrics.put("prefill-queue-duration", seconds(0));
      metrics.put("prefill-duration", seconds(read));
      metrics.put("generation-queue-duration", seconds(0));
      metrics.put("generation-duration", seconds(said));
    });
    return metrics;
  }

  /** How much of an answer was foreseen. */
  private void speculation(Map<String, String> metrics) {
    JsonNode prediction = completion.request().path("prediction");
    String foreseen = prediction.path("content").asText(prediction.asText(""));
    foreseen = foreseen.isEmpty() ? completion.request().path("speculation").asText("") : foreseen;
    if (foreseen.isEmpty()) {
      return;
    }
    List<String> pieces = Tokens.of(foreseen);
    List<String> said = completion.turns().get(0).answer().pieces();
    int matched = 0;
    while (matched < Math.min(pieces.size(), said.size())
        && pieces.get(matched).equals(said.get(matched))) {
      matched++;
    }
    metrics.put("speculation-prompt-tokens", String.valueOf(pieces.size()));
    metrics.put("speculation-prompt-matched-tokens", String.valueOf(matched));
  }

  private static String seconds(double seconds) {
    return String.format(Locale.ROOT, "%.3f", seconds);
  }
}
