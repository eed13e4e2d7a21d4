package dev.fovea.openai;

import dev.fovea.finding.Finding;
import dev.fovea.inference.Batch;
import dev.fovea.inference.BatchStatus;
import dev.fovea.provider.BatchView;
import dev.fovea.provider.WireObject;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A batch with what only OpenAI tells of it. {@code OpenAiClient.batches()} gives such ones.
 * Immutable and thread-safe.
 */
public final class OpenAiBatch extends BatchView {
  private OpenAiBatch(WireObject wire) {
    super(wire);
  }

  static Batch of(WireObject wire) {
    return new OpenAiBatch(wire);
  }

  @Override
  public BatchStatus status() {
    String word = providerStatus();
    // All requests are done, their answers are being put into a file.
    return word.equals("finalizing") ? BatchStatus.IN_PROGRESS : BatchStatus.of(word);
  }

  @Override
  public Optional<String> model() {
    return text("model");
  }

  @Override
  public Optional<Double> progress() {
    int done = answered().orElse(0) + failed().orElse(0);
    return requests().filter(all -> all > 0).map(all -> 100.0 * done / all);
  }

  /** {@return when it ended, in whatever way; absent before} */
  @Override
  public Optional<Instant> completedAt() {
    return time("completed_at", "failed_at", "expired_at", "cancelled_at");
  }

  @Override
  public Optional<Instant> deadline() {
    return time("expires_at");
  }

  @Override
  public Optional<String> failureReason() {
    return errors().stream().findFirst().map(Finding::toString);
  }

  /** {@return when the first requests were sent; absent before} */
  public Optional<Instant> inProgressAt() {
    return time("in_progress_at");
  }

  /** {@return when all requests were done; absent before} */
  public Optional<Instant> finalizingAt() {
    return time("finalizing_at");
  }

  /** {@return when it was told to stop; absent if it was not} */
  public Optional<Instant> cancellingAt() {
    return time("cancelling_at");
  }

  /** {@return how long OpenAI may take, such as {@code 24h}} */
  public Optional<String> completionWindow() {
    return text("completion_window");
  }

  /** {@return how many requests the input has; 0 until they were counted, absent if not told} */
  public Optional<Integer> requests() {
    return counts().flatMap(counts -> counts.count("total"));
  }

  /** {@return how many of them have an answer; absent if not told} */
  public Optional<Integer> answered() {
    return counts().flatMap(counts -> counts.count("completed"));
  }

  /** {@return how many of them failed; absent if not told} */
  public Optional<Integer> failed() {
    return counts().flatMap(counts -> counts.count("failed"));
  }

  private Optional<WireObject> counts() {
    return wire().object("request_counts");
  }

  /** {@return how many tokens all requests had; absent if not told} */
  public Optional<Long> inputTokens() {
    return wire().object("usage").flatMap(usage -> usage.integer("input_tokens"));
  }

  /** {@return how many tokens all answers have; absent if not told} */
  public Optional<Long> outputTokens() {
    return wire().object("usage").flatMap(usage -> usage.integer("output_tokens"));
  }

  /** {@return the labels it was given; empty if none} */
  public Map<String, String> metadata() {
    Map<String, String> metadata = new LinkedHashMap<>();
    wire().object("metadata").map(WireObject::rest).orElse(Map.of()).forEach((key, value) -> {
      if (value != null) {
        metadata.put(key, value.toString());
      }
    });
    return metadata;
  }

  /** {@return what is wrong with the file of requests, as far as OpenAI told; empty if nothing} */
  public List<Finding> errors() {
    return wire()
        .object("errors")
        .map(errors -> errors.objects("data").stream().map(OpenAiBatch::finding).toList())
        .orElse(List.of());
  }

  private static Finding finding(WireObject error) {
    Finding.Builder finding = Finding.builder()
        .rule(OpenAiProvider.ID + ".batch-" + error.text("code").orElse("error").replace('_', '-'))
        .message(error.text("message").orElse("OpenAI does not say what"))
        .fix("mend the file, upload it and start another batch");
    error.text("param").ifPresent(param -> finding.pointer("/" + param.replace('.', '/')));
    error.integer("line").filter(line -> line > 0).ifPresent(finding::line);
    return finding.build();
  }
}
